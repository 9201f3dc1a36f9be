"""How long the distributed engine waits for what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long the engine waits for what, in seconds.

    Attributes:
        heartbeat: between two signs of life of a worker.
        silence: without a sign of life for so long, a worker is taken for dead.
        rescue: between two looks for the jobs of dead workers.
        limit: for one run of a task; what takes longer is cancelled. As long as the lease of a
            nudge, after which others give up what it holds anyway.
        surrender: for what was cancelled to end; after that it is left to itself.
        poll: between two looks for jobs, where nobody says that there are any.
        rest: after having found no job. Each new job wakes every worker, and one suffices.
        answer: for the database to answer; after that the connection is given up.
        reconnect: between two attempts to reach a database that is away.
        first_pause: before a task that failed is tried again; it doubles with each failure.
        longest_pause: the most between two tries, however often it failed.
    """

    heartbeat: float = 10.0
    silence: float = 30.0
    rescue: float = 15.0
    limit: float = 600.0
    surrender: float = 1.0
    poll: float = 1.0
    rest: float = 0.02
    reconnect: float = 1.0
    answer: float = 15.0
    first_pause: int = 5
    longest_pause: int = 300

    def pause(self, failures: int) -> int:
        """Return the seconds before a task that has failed so often before is tried again."""
        doublings = min(failures, self.longest_pause.bit_length())
        return min(self.first_pause << doublings, self.longest_pause)
