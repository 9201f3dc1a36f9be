"""Asks the database for the turns of many at once, and gets over its being away."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.domain.ids import WorkspaceId
from bot.domain.pace import Grant, Pace
from bot.slack.passing import Passing

log = structlog.get_logger(__name__)

AWAY = timedelta(seconds=5)
"""For so long nobody asks a database again that did not answer."""

Take = Callable[[Mapping[WorkspaceId, int]], Awaitable[Mapping[WorkspaceId, Grant]]]
"""Takes so many turns in each of some workspaces."""


class Outage:
    """Remembers for a while that the database did not answer, so that few wait for it in vain."""

    def __init__(self, time: Passing) -> None:
        self._time = time
        self._over_at = time.now()

    @property
    def lasts(self) -> bool:
        """Tell whether there is no use in asking just now."""
        return self._time.now() < self._over_at

    def begin(self, why: str) -> None:
        """Note that the database did not answer."""
        if not self.lasts:
            log.warning("slack.turns_not_shared", why=why)
        self._over_at = self._time.now() + AWAY


@dataclass(frozen=True, slots=True)
class _Ask:
    wanted: int
    answer: asyncio.Future[Grant | None]


class Together:
    """Takes turns of one method, with one statement at a time for all who ask meanwhile."""

    def __init__(self, take: Take, pace: Pace, outage: Outage, *, seconds: float) -> None:
        self._take = take
        self._pace = pace
        self._outage = outage
        self._seconds = seconds
        self._asked: dict[WorkspaceId, list[_Ask]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def ask(self, workspace: WorkspaceId, wanted: int = 1) -> Grant | None:
        """Take up to so many turns; None if the database does not say in time."""
        if self._outage.lasts:
            return None
        loop = asyncio.get_running_loop()
        ask = _Ask(wanted, loop.create_future())
        self._asked.setdefault(workspace, []).append(ask)
        if self._asking is None:
            self._asking = loop.create_task(self._ask_on())
        try:
            async with asyncio.timeout(self._seconds):
                return await ask.answer
        except TimeoutError:
            # What is under way goes on: a statement cut off would cost its connection.
            self._outage.begin("too slow")
            return None

    @property
    def under_way(self) -> asyncio.Task[None] | None:
        """Return what asks the database just now."""
        return self._asking

    async def _ask_on(self) -> None:
        while self._asked:
            asked = {
                workspace: waiting
                for workspace, asks in self._asked.items()
                if (waiting := [ask for ask in asks if not ask.answer.done()])
            }
            self._asked = {}
            for workspace, grant in (await self._taken(asked)).items():
                _share(grant, asked.pop(workspace), self._pace)
            for asks in asked.values():
                _share(None, asks, self._pace)
        self._asking = None

    async def _taken(self, asked: Mapping[WorkspaceId, list[_Ask]]) -> Mapping[WorkspaceId, Grant]:
        if not asked:
            return {}
        try:
            return await self._take(
                {workspace: sum(ask.wanted for ask in asks) for workspace, asks in asked.items()}
            )
        except Exception as error:  # noqa: BLE001 - whatever is wrong there, nobody waits for ever
            self._outage.begin(type(error).__name__)
            return {}


def _share(grant: Grant | None, asks: list[_Ask], pace: Pace) -> None:
    """Give each of those who asked, in their order, what there is for them."""
    given = 0
    for ask in asks:
        part = None
        if grant is not None:
            count = min(ask.wanted, grant.count - given)
            part = replace(grant, count=count, first_at=grant.first_at + given * pace.interval)
            given += count
        if not ask.answer.done():
            ask.answer.set_result(part)
