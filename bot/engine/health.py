"""How the queue of tasks stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineHealth:
    """How the queue of tasks stands, over all processes.

    Attributes:
        waiting: jobs that wait for a worker.
        running: jobs that a worker has taken.
        failed: jobs whose task failed and that wait to be tried again.
        stalled: running jobs whose worker has not been heard of; they are freed soon.
        workers: workers that have been heard of lately.
        oldest_waiting_seconds: how long the first in the queue has waited, 0 when none waits.
    """

    waiting: int
    running: int
    failed: int
    stalled: int
    workers: int
    oldest_waiting_seconds: float
