"""A task queue within the process: the workers of a bot that runs alone."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

import structlog

from bot.domain.ids import WorkspaceId
from bot.engine.beats import Beat
from bot.engine.health import EngineHealth
from bot.engine.tasks import Task

WORKERS = 8

_log = structlog.get_logger(__name__)


class InlineQueue:
    """Runs tasks, one of a workspace at a time, in the order in which they were asked for.

    A task that is waiting already is not queued again: it will find whatever is due when it runs.
    One that says that more is due waits again, behind whatever else its workspace and others want.
    """

    def __init__(self, tasks: Mapping[str, Task], *, workers: int = WORKERS) -> None:
        self._tasks = tasks
        self._waiting: defaultdict[WorkspaceId, deque[str]] = defaultdict(deque)
        self._turn: asyncio.Queue[WorkspaceId] = asyncio.Queue()
        self._busy: set[WorkspaceId] = set()
        self._workers = workers
        self._running: list[asyncio.Task[None]] = []
        self._stopped = False
        self._underway = 0

    async def enqueue(self, task: str, workspace: WorkspaceId, slot: datetime) -> None:
        """Ask for a task of a workspace."""
        del slot  # it tells one batch from the next where jobs outlive the process
        if self._stopped:
            return
        self._wait(task, workspace)
        if workspace not in self._busy:
            self._busy.add(workspace)
            self._turn.put_nowait(workspace)

    async def enqueue_all(
        self, task: str, workspaces: Iterable[WorkspaceId], slot: datetime
    ) -> None:
        """Ask for a task of each workspace."""
        for workspace in workspaces:
            await self.enqueue(task, workspace, slot)

    @property
    def beats(self) -> Sequence[Beat]:
        """Nothing has to be done from time to time: jobs end with the process."""
        return ()

    async def health(self) -> EngineHealth:
        """Return how the queue stands; how long a task waits is not kept."""
        return EngineHealth(
            waiting=sum(map(len, self._waiting.values())),
            running=self._underway,
            failed=0,
            stalled=0,
            workers=1 if self._running else 0,
            oldest_waiting_seconds=0.0,
        )

    def start(self) -> None:
        """Start working."""
        loop = asyncio.get_running_loop()
        self._stopped = False
        self._running = [loop.create_task(self._work()) for _ in range(self._workers)]

    async def join(self) -> None:
        """Wait until nothing is waiting or running."""
        await self._turn.join()

    def finish(self) -> None:
        """Take no new tasks and begin none of those that wait; what runs is let through."""
        self._stopped = True
        self._waiting.clear()

    async def stop(self, *, grace_seconds: float = 8.0) -> None:
        """Take no new tasks, let the running ones end, and cancel what outlasts the grace."""
        self.finish()
        if not self._running:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(grace_seconds):
                await self._turn.join()
        for worker in self._running:
            worker.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._running = []

    async def _work(self) -> None:
        # A task may keep a cancellation to itself, which would leave its worker running for ever.
        while not _is_cancelled():
            workspace = await self._turn.get()
            try:
                await self._run_next(workspace)
            finally:
                self._pass_on(workspace)
                self._turn.task_done()

    async def _run_next(self, workspace: WorkspaceId) -> None:
        waiting = self._waiting.get(workspace)
        if not waiting:
            return
        name = waiting.popleft()
        self._underway += 1
        try:
            with structlog.contextvars.bound_contextvars(task=name, workspace=workspace):
                if await self._is_more_due(name, workspace) and not self._stopped:
                    self._wait(name, workspace)
        finally:
            self._underway -= 1

    async def _is_more_due(self, name: str, workspace: WorkspaceId) -> bool:
        """Run a task; whatever becomes of it, the others go on."""
        try:
            return await self._tasks[name](workspace)
        except asyncio.CancelledError:
            if _is_cancelled():
                raise
            _log.exception("task cancelled from within")
        except Exception:  # noqa: BLE001 - the next tick finds what is due
            _log.exception("task failed")
        return False

    def _wait(self, name: str, workspace: WorkspaceId) -> None:
        waiting = self._waiting[workspace]
        if name not in waiting:
            waiting.append(name)

    def _pass_on(self, workspace: WorkspaceId) -> None:
        """Let a workspace queue up again behind the others if more of it waits."""
        if self._waiting.get(workspace):
            self._turn.put_nowait(workspace)
        else:
            self._busy.discard(workspace)
            self._waiting.pop(workspace, None)


def _is_cancelled() -> bool:
    """Tell whether the task of asyncio's that runs this was itself told to end."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
