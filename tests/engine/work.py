"""Tasks for the tests of the queues: to watch, and to let end."""

import asyncio

from bot.domain.ids import WorkspaceId
from bot.engine.tasks import Task

PATIENCE = 20.0
HERE = WorkspaceId("T0HERE")
THERE = WorkspaceId("T0THERE")


class Work:
    """Tasks that say when they begin, and end when they are told to."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, WorkspaceId]] = []
        self.ended: list[tuple[str, WorkspaceId]] = []
        self.cancelled: list[tuple[str, WorkspaceId]] = []
        self.may_end = asyncio.Event()
        self.more_due = 0
        self._changed = asyncio.Condition()

    def task(self, name: str) -> Task:
        """Make a task of a name."""

        async def run(workspace: WorkspaceId) -> bool:
            await self._note(self.begun, name, workspace)
            try:
                await self.may_end.wait()
            except asyncio.CancelledError:
                self.cancelled.append((name, workspace))
                raise
            await self._note(self.ended, name, workspace)
            self.more_due -= 1
            return self.more_due >= 0

        return run

    async def has_begun(self, count: int) -> None:
        """Wait until so many have begun."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: len(self.begun) >= count)

    async def _note(
        self, where: list[tuple[str, WorkspaceId]], name: str, workspace: WorkspaceId
    ) -> None:
        async with self._changed:
            where.append((name, workspace))
            self._changed.notify_all()
