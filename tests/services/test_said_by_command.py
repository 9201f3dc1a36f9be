"""Which nudge a command is about, since it names none: the open one, else one that went by."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.completion import Ignored
from bot.domain.exercise import Kind
from bot.domain.nudge import Answer, Nudge
from bot.domain.score import Tally
from bot.services import Services
from bot.services.views import Change, Logged
from tests.builders import MEMBER, WORKSPACE, a_plan
from tests.services.world import BOTH, World

TEN = timedelta(minutes=10)


async def said_done(world: World, *kinds: Kind) -> Change | Logged | Ignored:
    """Say `/unsit done`, or that something of the kinds is done."""
    return await world.services.completions.done(
        WORKSPACE, MEMBER, kinds or None, at=world.clock.now()
    )


async def answered(world: World, nudge: Nudge) -> None:
    """Press Done on a nudge."""
    await world.services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())


def nudge_of(taken: object) -> datetime:
    """Return the nudge that was taken."""
    assert isinstance(taken, Change)
    return taken.card.nudge.due_at


async def test_the_newest_is_open_however_long_ago_it_came(world: World) -> None:
    """Its card stands there with its buttons, over lunch too."""
    await world.join(plan=a_plan(stand_minutes=240))
    nudge = await world.nudged()
    world.clock.set(nudge.due_at + timedelta(hours=3))

    assert nudge_of(await said_done(world)) == nudge.due_at


async def test_the_open_one_comes_before_one_that_went_by(world: World) -> None:
    """Once that is done, the other is what can still be meant, ten minutes later."""
    await world.join()
    went_by, newest = await world.nudged(), await world.nudged()

    assert nudge_of(await said_done(world)) == newest.due_at
    assert await said_done(world) is Ignored.NOT_A_NUDGE
    world.clock.advance(TEN)
    assert nudge_of(await said_done(world)) == went_by.due_at
    assert await world.tally() == Tally(asked=2, completed=2)


async def test_one_stand_is_not_done_for_two_nudges(world: World) -> None:
    """Said twice in a breath it is the same stand, whatever went by before."""
    await world.join()
    await world.nudged()
    await world.nudged()
    await said_done(world, Kind.STAND)

    assert await said_done(world, Kind.STAND) is Ignored.TOO_SOON
    assert await world.tally() == Tally(asked=2, completed=1)


async def test_a_kind_finds_the_nudge_that_asked_for_it(world: World) -> None:
    """The open one asked for a stand alone; a squeeze was asked for before it."""
    await world.join(plan=a_plan(stand_minutes=30, squeeze_minutes=60))
    nudge = await world.nudged()
    while Kind.SQUEEZE not in nudge.kinds:
        nudge = await world.nudged()
    newer = await world.nudged()
    assert newer.kinds == (Kind.STAND,)

    assert nudge_of(await said_done(world, Kind.SQUEEZE)) == nudge.due_at


async def test_what_is_left_of_one_done_in_part_is_open(world: World) -> None:
    """Its card says so, also beneath a newer one that is done."""
    await world.join(plan=BOTH)
    part = await world.nudged()
    await world.services.completions.complete(
        WORKSPACE, MEMBER, part.due_at, at=world.clock.now(), kinds=(Kind.STAND,)
    )
    newest = await world.nudged()
    await answered(world, newest)

    taken = await said_done(world)

    assert nudge_of(taken) == part.due_at
    assert isinstance(taken, Change)
    assert taken.kinds == (Kind.SQUEEZE,)


async def test_what_went_by_longer_ago_is_not_meant(world: World) -> None:
    """An hour is as far back as a command reaches; the button on the card reaches further."""
    await world.join()
    went_by, newest = await world.nudged(), await world.nudged()
    await answered(world, newest)
    world.clock.set(went_by.due_at + timedelta(hours=1, seconds=1))

    assert await said_done(world) is Ignored.NOT_A_NUDGE
    assert await said_done(world, Kind.STAND) == Logged(kinds=(Kind.STAND,))


async def test_what_was_put_off_and_came_again_is_not_meant_twice(
    world: World, services: Services
) -> None:
    """The nudge that brought it again is the one to answer."""
    await world.join()
    nudge = await world.nudged()
    await services.completions.put_off(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())
    again = await world.nudged()
    world.clock.advance(TEN)

    assert nudge_of(await said_done(world)) == again.due_at
    world.clock.advance(TEN)
    assert await said_done(world) is Ignored.NOT_A_NUDGE


async def test_a_practice_that_went_by_is_not_meant(world: World, services: Services) -> None:
    """It counts in no score, and nobody remembers it."""
    await world.join()
    await services.nudging.practise(WORKSPACE, MEMBER)
    newest = await world.nudged()
    await answered(world, newest)
    world.clock.advance(TEN)

    assert await said_done(world) is Ignored.NOT_A_NUDGE


async def test_a_day_that_is_over_is_closed(world: World) -> None:
    """Whatever is open of it, a minute after midnight."""
    await world.join()
    world.clock.set(datetime(2026, 3, 2, 17, 0, tzinfo=UTC))
    await world.services.membership.resume(WORKSPACE, MEMBER)
    await world.nudged()
    world.clock.set(datetime(2026, 3, 3, 0, 1, tzinfo=UTC))

    assert await said_done(world) is Ignored.NOT_A_NUDGE


@pytest.mark.parametrize("put_away", ["skip", "busy"])
async def test_what_was_put_away_can_still_be_meant(
    world: World, services: Services, put_away: str
) -> None:
    """Its card says that it counts, and so does the command; but there is nothing to put off."""
    await world.join()
    nudge = await world.nudged()
    deed = {"skip": services.completions.skip, "busy": services.completions.busy}[put_away]
    await deed(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())
    _member, card = await services.membership.snooze(WORKSPACE, MEMBER, TEN)

    assert card is None
    assert nudge_of(await said_done(world)) == nudge.due_at


async def test_only_what_is_open_is_put_off(world: World, services: Services) -> None:
    """What went by is not asked for again."""
    await world.join()
    went_by, newest = await world.nudged(), await world.nudged()
    await answered(world, newest)

    _member, card = await services.membership.snooze(WORKSPACE, MEMBER, TEN)

    assert card is None
    assert (await world.nudge(went_by.due_at)).answer is not Answer.SNOOZED
