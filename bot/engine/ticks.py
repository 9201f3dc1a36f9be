"""The heartbeats: a few static jobs that ask what is due, and may run twice without harm."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.domain.ids import WorkspaceId
from bot.engine import tasks
from bot.services import Services
from bot.services.ports import Clock, TaskQueue

_LONGEST_BEAT = 5.0
"""Seconds for a beat that is under way at the end; it takes milliseconds."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeats:
    """What each tick does; a tick only looks and enqueues.

    Attributes:
        is_alive: tells whether Slack takes the token of a workspace.
    """

    services: Services
    queue: TaskQueue
    clock: Clock
    is_alive: Callable[[WorkspaceId], Awaitable[bool]]

    async def find_due(self) -> None:
        """Enqueue the workspaces in which a nudge or a board is due."""
        now = self.clock.now()
        for workspace in await self.services.nudging.list_due_workspaces():
            await self.queue.enqueue(tasks.DELIVER, workspace, now)
        for workspace in await self.services.leaderboards.list_due_workspaces():
            await self.queue.enqueue(tasks.POST_BOARDS, workspace, now)

    async def give_up_lost(self) -> None:
        """Close the nudges and posts whose sender died."""
        lost = await self.services.nudging.give_up_lost()
        lost += await self.services.leaderboards.give_up_lost()
        if lost:
            _log.warning("messages of unknown fate", count=lost)

    async def admit_revived(self) -> None:
        """Let the workspaces in again whose token was refused and works once more."""
        for workspace in await self.services.workspaces.list_revoked():
            if await self.is_alive(workspace):
                await self.services.workspaces.admit(workspace)
                _log.warning("workspace served again", workspace=workspace)


@asynccontextmanager
async def beating(heartbeats: Heartbeats, *, every_seconds: float = 1.0) -> AsyncIterator[None]:
    """Beat while the block runs; a beat under way at its end is let through.

    The jobs live in memory, one of each in every process. A late or missed run is made up for by
    the next one, hence no misfire limit and no piling up.
    """
    beats: set[asyncio.Future[None]] = set()
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    jobs = (
        (heartbeats.find_due, every_seconds),
        (heartbeats.give_up_lost, 60.0),
        (heartbeats.admit_revived, 180.0),
    )
    for job, seconds in jobs:
        scheduler.add_job(_guarded(job, beats), IntervalTrigger(seconds=seconds), id=job.__name__)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        if beats:
            await asyncio.wait(beats, timeout=_LONGEST_BEAT)


def _guarded(
    job: Callable[[], Awaitable[None]], beats: set[asyncio.Future[None]]
) -> Callable[[], Awaitable[None]]:
    """Keep a beat from ending the heartbeat by a fault, and the scheduler from ending the beat.

    At its shutdown the scheduler cancels its jobs, and a query cancelled half-way may leave the
    driver waiting for ever.
    """

    async def beat() -> None:
        try:
            await job()
        except Exception:  # noqa: BLE001 - a database that is away must not end the heartbeat
            _log.exception("tick failed", tick=job.__name__)

    async def run() -> None:
        running = asyncio.ensure_future(beat())
        beats.add(running)
        running.add_done_callback(beats.discard)
        await asyncio.shield(running)

    return run
