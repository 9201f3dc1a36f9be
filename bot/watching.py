"""What operators see of a process: whether it is ready, and what it measures."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from bot.app import Bot
from bot.clock import SystemClock
from bot.engine.health import EngineHealth
from bot.metrics import CONTENT_TYPE, Metrics
from bot.readiness import Inquiry, Probe, Readiness
from bot.storage.migrations import is_current
from bot.web import Routes, operator_pages

LONGEST_PAUSE = 30.0
"""Seconds without a tick after which a process that works is not ready; it ticks every second."""

_SCRAPE_SECONDS = 0.5
"""How long whoever reads the metrics waits for the queue."""

_STATES = ("waiting", "running", "failed", "stalled")


def operator_routes(bot: Bot, *, works: bool, probes: Mapping[str, Probe]) -> Routes:
    """Return the pages for operators.

    Args:
        bot: what is watched.
        works: whether this process ticks and sends.
        probes: what else has to work in this process, by name.
    """
    ticks = Ticks(bot)
    queue = Queue(bot.queue.health)
    asked: dict[str, Probe] = {"database": partial(_database, bot), **probes}
    if works:
        asked |= {"ticks": ticks.probe, "engine": queue.probe}
        ticks.shown_by(bot.metrics)
    queue.shown_by(bot.metrics)
    bot.metrics.watch(
        "unsit_database_connections_in_use",
        "Connections to the database that are busy.",
        lambda: bot.database.connections_in_use,
    )

    async def measured() -> bytes:
        await queue.look()
        return bot.metrics.exposition()

    return operator_pages(
        faults=Readiness(asked).faults, metrics=measured, metrics_type=CONTENT_TYPE
    )


async def _database(bot: Bot) -> str | None:
    if await is_current(bot.database):
        return None
    return "lacks the newest schema: run `unsit migrate`"


class Ticks:
    """How long ago a process that works last looked for what is due."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._began = bot.clock.now()

    def age(self) -> float:
        """Return it, in seconds."""
        last = self._bot.heartbeats.asked_at or self._began
        return (self._bot.clock.now() - last).total_seconds()

    def shown_by(self, metrics: Metrics) -> None:
        """Let the metrics show it."""
        metrics.watch("unsit_tick_age_seconds", "Since it last looked for what is due.", self.age)

    async def probe(self) -> str | None:
        """Say what is wrong. Of any clock but the machine's an age says little."""
        age = self.age()
        if age <= LONGEST_PAUSE or not isinstance(self._bot.clock, SystemClock):
            return None
        return f"last looked for what is due {age:.0f} s ago"


class Queue:
    """How the queue of tasks stands: over all processes, where they share it."""

    def __init__(self, health: Callable[[], Awaitable[EngineHealth]]) -> None:
        self._health = health
        self._inquiry = Inquiry(health)
        self._seen: EngineHealth | None = None

    def shown_by(self, metrics: Metrics) -> None:
        """Let the metrics show it as `look` found it."""
        reads = {state: partial(self._read, state) for state in _STATES}
        metrics.watch_each("unsit_queue_depth", "Tasks in the queue by state.", "state", reads)
        for name, about, field in (
            ("unsit_queue_workers", "Workers that have been heard of lately.", "workers"),
            (
                "unsit_queue_oldest_waiting_seconds",
                "For how long the first task in the queue has waited.",
                "oldest_waiting_seconds",
            ),
        ):
            metrics.watch(name, about, partial(self._read, field))

    async def look(self) -> None:
        """Look, but wait for the answer only so long; what is not known is no number then."""
        asked = self._inquiry.begin()
        await asyncio.wait([asked], timeout=_SCRAPE_SECONDS)
        is_known = asked.done() and not asked.cancelled() and asked.exception() is None
        self._seen = asked.result() if is_known else None

    async def probe(self) -> str | None:
        """Say what is wrong."""
        return None if (await self._health()).workers else "is not at work"

    def _read(self, field: str) -> float:
        return math.nan if self._seen is None else float(getattr(self._seen, field))
