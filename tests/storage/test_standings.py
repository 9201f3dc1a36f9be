"""Boards as the database counts and ranks them: never other than the domain says."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.leaderboard import Leaderboard, Period, baseline_before, compose
from bot.domain.member import BoardName, OptIn
from bot.domain.score import Tally
from bot.storage import members, standings, totals, workspaces
from bot.storage.database import Database
from bot.storage.standings import Figures
from tests.boards import board_of, field_of
from tests.builders import MONDAY_MORNING, WORKSPACE, a_member, some_settings
from tests.databases import Supply, opened

OTHER = WorkspaceId("T0OTHER")
LAST = date(2026, 3, 2)
WEEK = Period(first=LAST - timedelta(days=6), last=LAST)


@dataclass(frozen=True)
class Person:
    """Somebody on a board or not, with counts of days so many days ago."""

    opt_in: OptIn
    board_name: BoardName
    days: Mapping[int, Tally]

    def over(self, period: Period) -> Tally:
        """Add up the days of a period."""
        days = [(LAST - timedelta(days=ago), tally) for ago, tally in self.days.items()]
        return sum((tally for day, tally in days if period.first <= day <= period.last), Tally())


People = Mapping[MemberId, Person]

any_counts = st.builds(
    Tally, asked=st.integers(0, 9), completed=st.integers(0, 9), logged=st.integers(0, 7)
)
counts = any_counts | st.sampled_from(
    (Tally(), Tally(asked=8, completed=4), Tally(asked=8, completed=8), Tally(logged=1))
)
persons = st.builds(
    Person,
    opt_in=st.sampled_from((*OptIn, *[OptIn.ACTIVE] * 6)),
    board_name=st.sampled_from((*BoardName, *[BoardName.SHOWN] * 3)),
    days=st.fixed_dictionaries(
        {0: counts, 7: counts}, optional=dict.fromkeys((1, 6, 8, 34, 35), counts)
    ),
)
ids = st.text("UWuw059_", min_size=1, max_size=3).map(MemberId)
people = st.dictionaries(ids, persons, min_size=9, max_size=14) | st.dictionaries(
    ids, persons, max_size=8
)
"""Often more are shown than a board takes, and often with equal scores: there the order matters."""


@given(people=people)
@settings(
    max_examples=40,
    deadline=None,  # a shared machine is slow at times
    suppress_health_check=[HealthCheck.too_slow],  # same
)
def test_the_database_ranks_as_the_domain_does(supply: Supply, people: People) -> None:
    """Places, ties, who is shown, who improved most and the total: all as the rules say."""
    figures = asyncio.run(_gathered(supply, people))
    opted_in = {
        member: person
        for member, person in people.items()
        if person.opt_in in {OptIn.ACTIVE, OptIn.PAUSED}
    }
    expected = board_of(
        WEEK,
        _all(opted_in, lambda person: person.over(WEEK)),
        shown=[m for m, person in opted_in.items() if person.board_name is not BoardName.HIDDEN],
        baselines=_all(opted_in, lambda person: person.over(baseline_before(WEEK))),
    )

    field = field_of(_all(opted_in, lambda person: person.over(WEEK)))
    assert figures.field.participants == field.participants
    assert figures.field.total == field.total
    assert list(figures.field.rank_keys) == list(field.rank_keys)
    assert _composed(figures) == expected
    assert {member: figures.aliases[member] for member in _named(expected)} == {
        member: "Peach" if people[member].board_name is BoardName.ALIAS else None
        for member in _named(expected)
    }


async def test_a_workspace_without_anybody_has_an_empty_board(database: Database) -> None:
    """Nobody took part, and nobody is shown."""
    async with database.read() as connection:
        figures = await standings.gather(connection, WORKSPACE, WEEK)

    assert figures == Figures(field=field_of({}), shown={}, baselines={}, aliases={})


async def test_only_those_shown_now_have_an_alias(database: Database) -> None:
    """Whoever is hidden, has left or is of another workspace goes under no name."""
    shown, hidden, left, away = (MemberId(f"U{name}") for name in ("SHOWN", "HIDDEN", "LEFT", "X"))
    async with database.write() as connection:
        await _save(
            connection,
            WORKSPACE,
            {
                shown: Person(OptIn.PAUSED, BoardName.ALIAS, {}),
                hidden: Person(OptIn.ACTIVE, BoardName.HIDDEN, {}),
                left: Person(OptIn.LEFT, BoardName.SHOWN, {}),
            },
        )
        await _save(connection, OTHER, {away: Person(OptIn.ACTIVE, BoardName.SHOWN, {})})
        aliases = await standings.list_aliases(connection, WORKSPACE, [shown, hidden, left, away])

    assert aliases == {shown: "Peach"}


async def _gathered(supply: Supply, people: People) -> Figures:
    async with opened(supply.fresh()) as database:
        async with database.write() as connection:
            await _save(connection, WORKSPACE, people)
            await _save(connection, OTHER, people)
        async with database.read() as connection:
            return await standings.gather(connection, WORKSPACE, WEEK)


async def _save(connection: AsyncConnection, workspace: WorkspaceId, people: People) -> None:
    await workspaces.add(connection, workspace, at=MONDAY_MORNING)
    for member, person in people.items():
        chosen = some_settings(
            board_name=person.board_name,
            alias="Peach" if person.board_name is BoardName.ALIAS else None,
        )
        await members.save(
            connection,
            a_member(workspace=workspace, id=member, opt_in=person.opt_in, settings=chosen),
        )
    counted = {
        (member, LAST - timedelta(days=ago)): tally
        for member, person in people.items()
        for ago, tally in person.days.items()
    }
    await totals.add(connection, workspace, counted)


def _composed(figures: Figures) -> Leaderboard:
    return compose(WEEK, figures.field, shown=figures.shown, baselines=figures.baselines)


def _all(people: People, count: Callable[[Person], Tally]) -> dict[MemberId, Tally]:
    return {member: count(person) for member, person in people.items()}


def _named(board: Leaderboard) -> set[MemberId]:
    improved = set() if board.improved is None else {board.improved.member}
    return improved | {standing.member for standing in board.shown}
