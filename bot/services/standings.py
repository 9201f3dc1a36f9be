"""Boards as they stand now: worked out by the database, a large one not for everybody anew."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.leaderboard import Field, Leaderboard, Period, compose
from bot.services.ports import Clock
from bot.storage import standings
from bot.storage.database import Database

KEPT_FROM = 1_000
"""With fewer participants a board takes milliseconds, and everybody sees their last tap on it."""

KEPT_FOR = timedelta(minutes=1)
"""How old the board of a large workspace may be; one's own figures are never old."""

MOST_KEPT = 64
"""Boards kept at a time: the rank keys of ten thousand members take a third of a megabyte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A board, those it was made of, and the aliases (None for none) of everybody it names."""

    board: Leaderboard
    field: Field
    names: Mapping[MemberId, str | None]


@dataclass(slots=True)
class _Place:
    """Where the board of one workspace and period is kept, and worked out by one at a time."""

    working: asyncio.Lock = field(default_factory=asyncio.Lock)
    kept: Composed | None = None
    until: datetime | None = None

    def fresh(self, now: datetime) -> Composed | None:
        """Return what is kept, unless it is too old."""
        return self.kept if self.until is not None and now < self.until else None


class Standings:
    """Works boards out, and keeps those of large workspaces for a short while."""

    def __init__(self, *, database: Database, clock: Clock, kept_from: int = KEPT_FROM) -> None:
        self._database = database
        self._clock = clock
        self._kept_from = kept_from
        self._places: dict[tuple[WorkspaceId, Period], _Place] = {}

    async def find(self, workspace: WorkspaceId, period: Period) -> Composed:
        """Return a workspace's board over a period.

        Whoever has left or hidden themselves since a board was kept is not named any more: it is
        worked out anew.
        """
        place = self._place(workspace, period)
        kept = place.fresh(self._clock.now())
        if kept is not None:
            names = await self._names(workspace, kept.names)
            if names.keys() == kept.names.keys():
                return replace(kept, names=names)
        async with place.working:
            fresh = place.fresh(self._clock.now())
            if fresh is not None and fresh is not kept:
                return fresh
            composed = await self._composed(workspace, period)
            if composed.board.participants >= self._kept_from:
                place.kept, place.until = composed, self._clock.now() + KEPT_FOR
            return composed

    async def _names(
        self, workspace: WorkspaceId, named: Mapping[MemberId, str | None]
    ) -> Mapping[MemberId, str | None]:
        if not named:
            return named
        async with self._database.read() as connection:
            return await standings.list_aliases(connection, workspace, named.keys())

    async def _composed(self, workspace: WorkspaceId, period: Period) -> Composed:
        async with self._database.read() as connection:
            figures = await standings.gather(connection, workspace, period)
        board = compose(period, figures.field, shown=figures.shown, baselines=figures.baselines)
        named = [standing.member for standing in board.shown]
        if board.improved is not None:
            named.append(board.improved.member)
        names = {member: figures.aliases[member] for member in named}
        return Composed(board=board, field=figures.field, names=names)

    def _place(self, workspace: WorkspaceId, period: Period) -> _Place:
        """Return where a board is kept, for which the one not asked for longest makes room."""
        place = self._places.pop((workspace, period), None) or _Place()
        self._places[workspace, period] = place
        if len(self._places) > MOST_KEPT:
            del self._places[next(iter(self._places))]
        return place
