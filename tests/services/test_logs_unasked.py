"""Completions that no nudge asked for."""

from datetime import timedelta

from bot.domain.completion import Ignored
from bot.domain.exercise import Kind
from bot.domain.score import Tally
from bot.services import Services
from bot.services.views import Logged
from tests.builders import MEMBER, WORKSPACE
from tests.services.world import World

STAND = (Kind.STAND,)


async def test_a_log_counts(world: World, services: Services) -> None:
    """A stand that nobody asked for is an extra on its day."""
    await world.join()
    now = world.clock.now()

    assert await services.completions.done(WORKSPACE, MEMBER, STAND, at=now) == Logged(kinds=STAND)
    assert await world.days() == {now.date(): Tally(logged=1)}


async def test_a_log_restarts_the_clock(world: World, services: Services) -> None:
    """A logged walk is a break: stands are asked for one interval later."""
    await world.join()
    due_at = await world.until_due()
    at = due_at - timedelta(minutes=2)
    world.clock.set(at)
    await services.completions.done(WORKSPACE, MEMBER, (Kind.WALK,), at=at)

    slot = (await world.member()).next_slot
    assert slot is not None
    assert slot.at == at + timedelta(minutes=30)


async def test_one_kind_counts_once_in_ten_minutes(world: World, services: Services) -> None:
    """Nine minutes and a bit later the same kind is too soon; at ten it counts again."""
    await world.join()
    start = world.clock.now()
    later = [timedelta(), timedelta(minutes=9, seconds=59), timedelta(minutes=10)]
    taken = [
        await services.completions.done(WORKSPACE, MEMBER, STAND, at=start + by) for by in later
    ]

    assert taken == [Logged(kinds=STAND), Ignored.TOO_SOON, Logged(kinds=STAND)]
    assert await world.tally() == Tally(logged=2)


async def test_each_kind_has_ten_minutes_of_its_own(world: World, services: Services) -> None:
    """Of two kinds at once only the one logged a moment ago is too soon."""
    await world.join()
    now = world.clock.now()
    await services.completions.done(WORKSPACE, MEMBER, STAND, at=now)
    taken = await services.completions.done(
        WORKSPACE, MEMBER, (Kind.STAND, Kind.WALK), at=now + timedelta(minutes=1)
    )

    assert taken == Logged(kinds=(Kind.WALK,))


async def test_the_same_kind_twice_in_one_breath_counts_once(
    world: World, services: Services
) -> None:
    """Naming a kind twice logs it once."""
    await world.join()
    taken = await services.completions.done(
        WORKSPACE, MEMBER, (Kind.STAND, Kind.STAND), at=world.clock.now()
    )

    assert taken == Logged(kinds=STAND)
    assert await world.tally() == Tally(logged=1)


async def test_a_nudge_for_something_else_is_left_alone(world: World, services: Services) -> None:
    """A walk logged while a stand is asked for is an extra, and the nudge stays open."""
    await world.join()
    nudge = await world.nudged()
    taken = await services.completions.done(WORKSPACE, MEMBER, (Kind.WALK,), at=world.clock.now())

    assert taken == Logged(kinds=(Kind.WALK,))
    assert (await world.nudge(nudge.due_at)).answer is None
    assert await world.tally() == Tally(asked=1, logged=1)


async def test_who_is_paused_may_log(world: World, services: Services) -> None:
    """A pause silences the bot, not the member."""
    await world.join()
    await services.membership.pause(WORKSPACE, MEMBER, "today")

    assert await services.completions.done(
        WORKSPACE, MEMBER, STAND, at=world.clock.now()
    ) == Logged(kinds=STAND)
