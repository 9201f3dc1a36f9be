"""The heartbeats: a few static jobs that ask what is due, and may run twice without harm."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.domain.ids import WorkspaceId
from bot.engine import tasks
from bot.engine.beats import Beat
from bot.services import Services
from bot.services.ports import Clock, TaskQueue

_LONGEST_BEAT = 5.0
"""Seconds for a beat that is under way at the end; it takes milliseconds."""

_JITTER = 0.1
"""The share of an interval by which a beat may come late, lest all processes ask at once."""

_log = structlog.get_logger(__name__)


@dataclass(slots=True, kw_only=True)
class Heartbeats:
    """What each tick does; a tick only looks and enqueues.

    Attributes:
        is_alive: tells whether Slack takes the token of a workspace.
        more: what else is done from time to time; each part of the bot names its own.
        asked_at: when it was last found out what is due, or None before the first time. Where that
            is long ago, nudges wait.
    """

    services: Services
    queue: TaskQueue
    clock: Clock
    is_alive: Callable[[WorkspaceId], Awaitable[bool]]
    more: Sequence[Beat] = ()
    asked_at: datetime | None = field(default=None, init=False)

    async def find_due(self) -> None:
        """Enqueue the workspaces in which a nudge or a board is due."""
        now = self.clock.now()
        for task, due in (
            (tasks.DELIVER, await self.services.nudging.list_due_workspaces()),
            (tasks.POST_BOARDS, await self.services.leaderboards.list_due_workspaces()),
        ):
            if due:
                await self.queue.enqueue_all(task, due, now)
        self.asked_at = now

    async def give_up_lost(self) -> None:
        """Close the nudges and posts whose sender died."""
        lost = await self.services.nudging.give_up_lost()
        lost += await self.services.leaderboards.give_up_lost()
        if lost:
            _log.warning("messages of unknown fate", count=lost)

    async def admit_revived(self) -> None:
        """Serve workspaces again whose refused token works once more; let the lost ones go."""
        for workspace in await self.services.workspaces.list_revoked():
            if await self.is_alive(workspace):
                await self.services.workspaces.revive(workspace)
                _log.warning("workspace served again", workspace=workspace)
        for workspace in await self.services.workspaces.leave_refused():
            _log.warning("workspace refused for long has left", workspace=workspace)

    def beats(self, *, every_seconds: float) -> tuple[Beat, ...]:
        """Return all beats; what is due is asked for every so many seconds."""
        return (
            Beat("find_due", every_seconds, self.find_due),
            Beat("give_up_lost", 60.0, self.give_up_lost),
            Beat("admit_revived", 180.0, self.admit_revived),
            *self.more,
        )


@asynccontextmanager
async def beating(heartbeats: Heartbeats, *, every_seconds: float = 1.0) -> AsyncIterator[None]:
    """Beat while the block runs; a beat under way at its end is let through.

    The jobs live in memory, one of each in every process. A late or missed run is made up for by
    the next one, hence no misfire limit and no piling up.
    """
    under_way: set[asyncio.Future[None]] = set()
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for beat in heartbeats.beats(every_seconds=every_seconds):
        trigger = IntervalTrigger(seconds=beat.every_seconds, jitter=beat.every_seconds * _JITTER)
        scheduler.add_job(_guarded(beat, under_way), trigger, id=beat.name)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        if under_way:
            await asyncio.wait(under_way, timeout=_LONGEST_BEAT)


def _guarded(beat: Beat, under_way: set[asyncio.Future[None]]) -> Callable[[], Awaitable[None]]:
    """Keep a beat from ending the heartbeat by a fault, and the scheduler from ending the beat.

    At its shutdown the scheduler cancels its jobs, and a query cancelled half-way may leave the
    driver waiting for ever.
    """

    async def act() -> None:
        try:
            await beat.act()
        except Exception:  # noqa: BLE001 - a database that is away must not end the heartbeat
            _log.exception("tick failed", tick=beat.name)

    async def run() -> None:
        running = asyncio.ensure_future(act())
        under_way.add(running)
        running.add_done_callback(under_way.discard)
        await asyncio.shield(running)

    return run
