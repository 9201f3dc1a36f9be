"""A task queue for any number of processes: Procrastinate on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import structlog

from bot.domain.ids import WorkspaceId
from bot.engine.beats import Beat
from bot.engine.health import EngineHealth
from bot.engine.jobs import Jobs, opened_jobs
from bot.engine.tasks import Task
from bot.engine.timing import Timing
from bot.engine.worker import Worker

CONCURRENCY = 100
"""Jobs at once in a process. They wait for Slack nearly all of the time."""

_log = structlog.get_logger(__name__)


class DistributedQueue:
    """Runs tasks, one of a workspace at a time, in whichever process is free.

    What waits outlives the process. A task that is waiting already is not queued again; one that
    says that more is due waits again behind the others; one that fails waits for longer each time.
    """

    def __init__(
        self,
        jobs: Jobs,
        tasks: Mapping[str, Task],
        *,
        concurrency: int,
        timing: Timing,
    ) -> None:
        self._jobs = jobs
        self._tasks = tasks
        self._concurrency = concurrency
        self._timing = timing
        self._worker: Worker | None = None

    @property
    def beats(self) -> Sequence[Beat]:
        """What the engine wants done from time to time, in any process that works."""
        return (Beat("free_stalled_jobs", self._timing.rescue, self.rescue),)

    async def enqueue(self, task: str, workspace: WorkspaceId, slot: datetime) -> None:
        """Ask for a task of a workspace.

        Raises:
            procrastinate.exceptions.ConnectorException: the database is away.
        """
        await self.enqueue_all(task, [workspace], slot)

    async def enqueue_all(
        self, task: str, workspaces: Iterable[WorkspaceId], slot: datetime
    ) -> None:
        """Ask for a task of each workspace, some hundreds in a statement.

        Raises:
            procrastinate.exceptions.ConnectorException: the database is away.
        """
        await self._jobs.add(task, workspaces, slot.isoformat())
        if self._worker is not None:
            self._worker.wake()

    def start(self) -> None:
        """Start working; a database that is away is waited for."""
        self._worker = Worker(
            self._jobs, self._tasks, concurrency=self._concurrency, timing=self._timing
        )
        self._worker.start()

    def finish(self) -> None:
        """Begin none of the tasks that wait; what runs is let through."""
        if self._worker is not None:
            self._worker.finish()

    async def stop(self, *, grace_seconds: float = 8.0) -> None:
        """Let running tasks end, cancel what outlasts the grace, and leave it to others."""
        if self._worker is not None:
            await self._worker.stop(grace_seconds=grace_seconds)
            self._worker = None

    async def rescue(self) -> None:
        """Free the workspaces whose worker died while it ran a task of theirs."""
        freed = await self._jobs.free_stalled(silence=self._timing.silence)
        for job in freed:
            _log.warning("job of a dead worker freed", task=job.task, workspace=job.workspace)

    async def health(self) -> EngineHealth:
        """Return how the queue stands, over all processes."""
        return await self._jobs.health(silence=self._timing.silence)

    async def join(self) -> None:
        """Wait until nothing is waiting or running anywhere, save what failed."""
        while await self._is_busy():  # noqa: ASYNC110 - other processes' work makes no event here
            await asyncio.sleep(self._timing.rest)

    async def _is_busy(self) -> bool:
        health = await self.health()
        return bool(health.waiting or health.running)


@asynccontextmanager
async def distributed_queue(
    url: str,
    tasks: Mapping[str, Task],
    *,
    concurrency: int = CONCURRENCY,
    timing: Timing | None = None,
) -> AsyncIterator[DistributedQueue]:
    """Open a queue on a migrated database for as long as the block runs; it is not started yet."""
    timing = timing or Timing()
    async with opened_jobs(url, answer_seconds=timing.answer) as jobs:
        yield DistributedQueue(jobs, tasks, concurrency=concurrency, timing=timing)
