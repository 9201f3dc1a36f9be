"""Leaving for now or for good, the card that is left behind, and coming back as before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.member import OptIn
from bot.services import Services
from bot.services.errors import NotOptedInError
from tests.builders import MEMBER, WORKSPACE
from tests.services.world import World


async def test_coming_back_as_before_is_no_joining(world: World, services: Services) -> None:
    """All they chose and did is there, the open card too; what was held or paused is not."""
    await world.join()
    await services.programmes.start(WORKSPACE, MEMBER)
    nudge = await world.nudged()
    before = await world.member()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    back, card = await services.membership.come_back(WORKSPACE, MEMBER)

    assert back == await world.member() == replace(before, unanswered=0)
    assert card is not None
    assert (card.nudge, card.member) == (nudge, back)


async def test_the_card_of_another_day_does_not_open_again(
    world: World, services: Services
) -> None:
    """Who comes back the day after has nothing to answer on it."""
    await world.join()
    await world.nudged()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    world.clock.advance(timedelta(days=1))
    back, card = await services.membership.come_back(WORKSPACE, MEMBER)

    assert card is not None
    assert card.is_over
    assert back.next_slot is not None
    assert back.next_slot.at > world.clock.now()


async def test_what_was_snoozed_comes_when_its_card_says(world: World, services: Services) -> None:
    """Coming back opens the card as it was, and so its nudge comes again as it was to."""
    await world.join()
    nudge = await world.nudged()
    before, _ = await services.membership.snooze(WORKSPACE, MEMBER, timedelta(hours=2))
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    back, card = await services.membership.come_back(WORKSPACE, MEMBER)

    assert card is not None
    assert card.nudge == await world.nudge(nudge.due_at)
    assert back == await world.member() == before
    assert back.pending_snooze(world.clock.now()) is not None


async def test_a_snooze_that_is_over_does_not_come_back(world: World, services: Services) -> None:
    """Who left before it and comes back after it is nudged as planned."""
    await world.join()
    await world.nudged()
    await services.membership.snooze(WORKSPACE, MEMBER, timedelta(minutes=10))
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    world.clock.advance(timedelta(minutes=10))
    back, _ = await services.membership.come_back(WORKSPACE, MEMBER)

    assert back.snoozed is None


async def test_who_was_never_nudged_comes_back_to_no_card(world: World, services: Services) -> None:
    """There is none to open again."""
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)

    assert await services.membership.come_back(WORKSPACE, MEMBER) == (await world.member(), None)


async def test_coming_back_twice_changes_nothing(world: World, services: Services) -> None:
    """A member stays as they are, in a pause too, and no card is drawn again."""
    await world.join()
    await world.nudged()
    paused = await services.membership.pause(WORKSPACE, MEMBER, "today")

    assert await services.membership.come_back(WORKSPACE, MEMBER) == (paused, None)


async def test_who_erased_all_has_nothing_to_come_back_to(world: World, services: Services) -> None:
    """Nor has who never joined."""
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=True)
    with pytest.raises(NotOptedInError) as refused:
        await services.membership.come_back(WORKSPACE, MEMBER)

    assert not refused.value.has_left


@pytest.mark.parametrize("erase", [True, False])
async def test_leaving_returns_the_open_card(world: World, services: Services, erase: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """The newest that came, as a card of somebody who has left; erased or not."""
    await world.join()
    await world.nudged()
    newest = await world.nudged()
    card = await services.membership.leave(WORKSPACE, MEMBER, erase=erase)

    assert card is not None
    assert card.nudge == newest
    assert card.member.opt_in is OptIn.LEFT


async def test_leaving_returns_no_card_where_none_is_open(world: World, services: Services) -> None:
    """Before the first, after all of the newest is done, or when it is closed already."""
    await world.join()
    assert await services.membership.leave(WORKSPACE, MEMBER, erase=False) is None
    await world.join()
    nudge = await world.nudged()
    await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())
    assert await services.membership.leave(WORKSPACE, MEMBER, erase=False) is None
    await world.join()
    await world.nudged()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    assert await services.membership.leave(WORKSPACE, MEMBER, erase=True) is None
