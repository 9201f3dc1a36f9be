"""Boards of large workspaces are kept for a minute, and name nobody who went."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.ids import MemberId
from bot.domain.leaderboard import Period
from bot.domain.member import BoardName
from bot.domain.score import Tally
from bot.services.standings import KEPT_FOR, MOST_KEPT, Standings
from tests.builders import WORKSPACE, some_settings
from tests.services.world import STAND_ONLY, World

TODAY = date(2026, 3, 2)
WEEK = Period(first=TODAY - timedelta(days=6), last=TODAY)
PEOPLE = tuple(MemberId(f"U000{number}") for number in range(6))
FIRST = PEOPLE[0]
TEN = Tally(asked=10, completed=5)
MORE = Tally(completed=1)


@pytest.fixture
async def standings(world: World) -> Standings:
    """Give boards that are kept from six participants on, and six people who are shown."""
    for member in PEOPLE:
        await world.join(member, board_name=BoardName.SHOWN)
    await world.count_days(dict.fromkeys(PEOPLE, TEN), day=TODAY)
    return Standings(database=world.database, clock=world.clock, kept_from=len(PEOPLE))


async def test_a_large_board_is_a_minute_old_at_most(world: World, standings: Standings) -> None:
    """Within the minute everybody sees the same board, and after it a new one."""
    before = await standings.find(WORKSPACE, WEEK)
    await world.count_days({FIRST: MORE}, day=TODAY)
    world.clock.advance(KEPT_FOR - timedelta(seconds=1))
    within = await standings.find(WORKSPACE, WEEK)
    world.clock.advance(timedelta(seconds=1))
    after = await standings.find(WORKSPACE, WEEK)

    assert within == before
    assert after.board.total == before.board.total + MORE


async def test_a_small_board_is_always_new(world: World, standings: Standings) -> None:
    """Where fewer take part, each tap shows at once."""
    await world.services.membership.leave(WORKSPACE, PEOPLE[-1], erase=False)
    before = await standings.find(WORKSPACE, WEEK)
    await world.count_days({FIRST: MORE}, day=TODAY)

    assert (await standings.find(WORKSPACE, WEEK)).board.total == before.board.total + MORE


async def test_ones_own_figures_are_never_old(world: World, standings: Standings) -> None:
    """Whoever was not ranked when a board was kept has their place by what they did since."""
    late = MemberId("U0LATE")
    await world.join(late)
    leaderboards = replace(world.services.leaderboards, standings=standings)
    before = await leaderboards.mine(WORKSPACE, late)
    await world.count_days({late: Tally(asked=5, completed=1)}, day=TODAY)
    after = await leaderboards.mine(WORKSPACE, late)

    assert (before.place, before.ranked, before.tally) == (None, 6, Tally())
    assert (after.place, after.ranked, after.tally) == (7, 7, Tally(asked=5, completed=1))
    assert after.board == before.board


async def test_who_hides_is_not_named_from_then_on(world: World, standings: Standings) -> None:
    """A kept board that names somebody who no longer wants it is worked out anew."""
    before = await standings.find(WORKSPACE, WEEK)
    await world.join(FIRST, board_name=BoardName.HIDDEN)
    after = await standings.find(WORKSPACE, WEEK)

    assert FIRST in before.names
    assert FIRST not in after.names
    assert FIRST not in {standing.member for standing in after.board.shown}


async def test_a_new_alias_is_on_a_kept_board(world: World, standings: Standings) -> None:
    """Names are always those of now."""
    before = await standings.find(WORKSPACE, WEEK)
    settings = some_settings(plan=STAND_ONLY, board_name=BoardName.ALIAS, alias="Peach")
    await world.services.membership.join(WORKSPACE, FIRST, settings)
    after = await standings.find(WORKSPACE, WEEK)

    assert (before.names[FIRST], after.names[FIRST]) == (None, "Peach")
    assert after.board == before.board


async def test_a_kept_board_may_name_nobody(world: World, standings: Standings) -> None:
    """Where nobody is shown there is no name to look up."""
    for member in PEOPLE:
        await world.join(member, board_name=BoardName.HIDDEN)
    before = await standings.find(WORKSPACE, WEEK)

    assert await standings.find(WORKSPACE, WEEK) == before
    assert before.names == {}


async def test_those_who_ask_together_get_one_board(standings: Standings) -> None:
    """A board is worked out by the first to ask, and the others wait for it."""
    found = await asyncio.gather(*(standings.find(WORKSPACE, WEEK) for _ in range(5)))

    assert len({id(composed.board) for composed in found}) == 1


async def test_the_board_not_asked_for_longest_makes_room(
    world: World, standings: Standings
) -> None:
    """Only so many are kept, whatever is asked for."""
    before = await standings.find(WORKSPACE, WEEK)
    for weeks in range(1, MOST_KEPT):
        await standings.find(WORKSPACE, _back(weeks))
    await world.count_days({FIRST: MORE}, day=TODAY)
    kept = await standings.find(WORKSPACE, WEEK)
    for weeks in range(MOST_KEPT):
        await standings.find(WORKSPACE, _back(weeks + 1))
    made_anew = await standings.find(WORKSPACE, WEEK)

    assert kept.board == before.board
    assert made_anew.board.total == before.board.total + MORE


def _back(weeks: int) -> Period:
    back = timedelta(weeks=weeks)
    return Period(first=WEEK.first - back, last=WEEK.last - back)
