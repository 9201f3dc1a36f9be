"""A snooze that is ahead: another time for it, and taking it back."""

from datetime import timedelta

import pytest

from bot.domain.nudge import Answer
from bot.domain.score import Tally
from bot.services import Services
from bot.services.errors import NotOptedInError
from tests.builders import MEMBER, WORKSPACE, at
from tests.services.world import World

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("minutes", [5, 90])
async def test_another_time_is_set_for_a_snoozed_nudge(
    world: World, services: Services, minutes: int
) -> None:
    """Sooner or later than before, its card with it, though it is no longer the open one."""
    await world.join()
    nudge = await world.nudged()
    await services.membership.snooze(WORKSPACE, MEMBER, 2 * HOUR)
    world.clock.set(nudge.due_at + 70 * MINUTE)

    member, card = await services.membership.snooze(WORKSPACE, MEMBER, minutes * MINUTE)

    until = world.clock.now() + minutes * MINUTE
    assert card is not None
    assert card.nudge.snoozed_until == until
    assert (await world.nudge(nudge.due_at)).snoozed_until == until
    assert member.next_slot is not None
    assert member.next_slot.at == until


async def test_what_was_put_off_before_it_came_comes_sooner(
    world: World, services: Services
) -> None:
    """With no nudge open too, a shorter snooze takes the place of a longer one."""
    joined = await world.join()
    assert joined.next_slot is not None
    world.clock.set(joined.next_slot.at - MINUTE)
    await services.membership.snooze(WORKSPACE, MEMBER, HOUR)

    member, card = await services.membership.snooze(WORKSPACE, MEMBER, 5 * MINUTE)

    assert card is None
    assert member.next_slot is not None
    assert member.next_slot.at == world.clock.now() + 5 * MINUTE


async def test_a_snooze_that_is_taken_back_leaves_the_nudge_open(
    world: World, services: Services
) -> None:
    """As if it had never been: the nudge counts, and the next one comes as planned."""
    await world.join()
    nudge = await world.nudged()
    planned = (await world.member()).next_slot
    await services.membership.snooze(WORKSPACE, MEMBER, 2 * HOUR)
    assert await world.tally() == Tally()

    member, card = await services.membership.unsnooze(WORKSPACE, MEMBER)

    assert card is not None
    assert card.nudge.answer is None
    assert (await world.nudge(nudge.due_at)).answer is None
    assert member == await world.member()
    assert (member.snoozed, member.next_slot) == (None, planned)
    assert await world.tally() == Tally(asked=1)


async def test_a_snooze_of_what_was_to_come_is_taken_back(world: World, services: Services) -> None:
    """The next nudge comes when it would have come."""
    joined = await world.join()
    assert joined.next_slot is not None
    world.clock.set(joined.next_slot.at - MINUTE)
    await services.membership.snooze(WORKSPACE, MEMBER, HOUR)

    member, card = await services.membership.unsnooze(WORKSPACE, MEMBER)

    assert card is None
    assert (member.snoozed, member.next_slot) == (None, joined.next_slot)


async def test_with_nothing_snoozed_there_is_nothing_to_take_back(
    world: World, services: Services
) -> None:
    """An open nudge stays as it is, and so does the plan."""
    await world.join()
    nudge = await world.nudged()
    before = await world.member()

    assert await services.membership.unsnooze(WORKSPACE, MEMBER) == (before, None)
    assert await world.nudge(nudge.due_at) == nudge
    assert await world.member() == before


async def test_a_snooze_of_yesterday_is_taken_back_and_yesterday_left_alone(
    world: World, services: Services
) -> None:
    """Its nudge belongs to a day that is closed; only what is to come changes."""
    await world.join()
    world.clock.set(at("2026-03-02 16:45"))
    await services.membership.resume(WORKSPACE, MEMBER)
    nudge = await world.nudged()
    await services.membership.snooze(WORKSPACE, MEMBER, HOUR)
    world.clock.set(at("2026-03-03 08:00"))

    member, card = await services.membership.unsnooze(WORKSPACE, MEMBER)

    assert card is None
    assert member.snoozed is None
    assert (await world.nudge(nudge.due_at)).answer is Answer.SNOOZED


async def test_only_who_is_in_takes_a_snooze_back(services: Services) -> None:
    """A stranger is told so."""
    with pytest.raises(NotOptedInError):
        await services.membership.unsnooze(WORKSPACE, MEMBER)
