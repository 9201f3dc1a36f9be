"""Snoozes and meetings: what is put off or put away is not asked for in vain."""

from datetime import timedelta

import pytest

from bot.domain.completion import Ignored
from bot.domain.exercise import Kind
from bot.domain.member import OptIn
from bot.domain.nudge import Answer
from bot.domain.score import Tally
from bot.domain.work_hours import Window, same_every_day
from bot.services import Services
from bot.services.errors import NotOptedInError
from bot.services.views import Change
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE, a_plan
from tests.services.world import BOTH, World

TEN = timedelta(minutes=10)


async def test_a_snooze_costs_no_points(world: World, services: Services) -> None:
    """A nudge put off and its return count as one ask."""
    await world.join()
    nudge = await world.nudged()
    await services.completions.put_off(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())
    again = await world.nudged()
    await services.completions.complete(WORKSPACE, MEMBER, again.due_at, at=world.clock.now())

    assert again.due_at == nudge.due_at + TEN
    assert await world.tally() == Tally(asked=1, completed=1)


async def test_a_snoozed_nudge_done_after_all_counts(world: World, services: Services) -> None:
    """Who does it after all has been asked, and has done it."""
    await world.join()
    nudge = await world.nudged()
    await services.completions.put_off(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())
    done = await services.completions.done(WORKSPACE, MEMBER, None, at=world.clock.now())

    assert isinstance(done, Change)
    assert await world.tally() == Tally(asked=1, completed=1)


async def test_a_card_says_when_a_snooze_really_ends(world: World, services: Services) -> None:
    """The hourly budget may move the return of a nudge, and the card says so."""
    await world.join(plan=a_plan(stand_minutes=30, budget=1))
    nudge = await world.nudged()
    change = await services.completions.put_off(
        WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now()
    )

    assert isinstance(change, Change)
    assert change.card.nudge.snoozed_until == nudge.due_at + timedelta(hours=1)
    assert (await world.member()).next_slot is not None


async def test_a_snooze_brings_nothing_forward(world: World, services: Services) -> None:
    """With no nudge open and none near, a snooze leaves the plan alone."""
    before = await world.join()
    after, card = await services.membership.snooze(WORKSPACE, MEMBER, TEN)

    assert card is None
    assert after.next_slot == before.next_slot


async def test_a_snooze_holds_back_what_is_near(world: World, services: Services) -> None:
    """With no nudge open, what would come meanwhile comes afterwards."""
    joined = await world.join()
    assert joined.next_slot is not None
    world.clock.set(joined.next_slot.at - timedelta(minutes=2))
    after, card = await services.membership.snooze(WORKSPACE, MEMBER, TEN)

    assert card is None
    assert after.next_slot is not None
    assert after.next_slot.at == world.clock.now() + TEN


async def test_a_meeting_excuses_and_pauses(world: World, services: Services) -> None:
    """In a meeting, a nudge is put away without a loss and an hour's silence begins."""
    await world.join()
    nudge = await world.nudged()
    change = await services.completions.busy(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())

    member = await world.member()
    assert isinstance(change, Change)
    assert change.card.nudge.answer is Answer.BUSY
    assert (member.opt_in, member.paused_until) == (
        OptIn.PAUSED,
        world.clock.now() + timedelta(hours=1),
    )
    assert await world.tally() == Tally()


async def test_a_meeting_never_shortens_a_pause(world: World, services: Services) -> None:
    """Who is paused until Christmas stays so, whatever meetings there are."""
    await world.join()
    nudge = await world.nudged()
    paused = await services.membership.pause(WORKSPACE, MEMBER, "until 2026-12-24")
    await services.completions.busy(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())

    assert (await world.member()).paused_until == paused.paused_until


async def test_a_stand_just_done_is_not_logged_again(world: World, services: Services) -> None:
    """Whether asked for or not, one stand in ten minutes counts."""
    await world.join()
    nudge = await world.nudged()
    now = world.clock.now()
    await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=now)
    answer = await services.completions.done(WORKSPACE, MEMBER, (Kind.STAND,), at=now)

    assert answer is Ignored.TOO_SOON
    assert await world.tally() == Tally(asked=1, completed=1)


async def test_a_command_after_midnight_leaves_yesterday_alone(
    world: World, services: Services
) -> None:
    """A nudge of the day before is closed, even if it came minutes ago."""
    night = same_every_day((Window(22 * 60, 24 * 60),), days=range(7))
    await world.join(hours=night)
    world.clock.set(world.clock.now().replace(hour=23, minute=29))
    await world.services.membership.resume(WORKSPACE, MEMBER)
    nudge = await world.nudged()
    world.clock.set(nudge.due_at + timedelta(minutes=50))
    answer = await services.completions.done(WORKSPACE, MEMBER, None, at=world.clock.now())

    assert nudge.due_at.hour == 23
    assert world.clock.now().day != nudge.due_at.day
    assert answer is Ignored.NOT_A_NUDGE


async def test_a_walk_just_before_the_wanted_one_is_that_walk(
    world: World, services: Services
) -> None:
    """A walk at noon is not asked for again after lunch."""
    await world.join(plan=a_plan(walks=1))
    world.clock.set(world.clock.now().replace(hour=12, minute=10))
    await services.completions.done(WORKSPACE, MEMBER, (Kind.WALK,), at=world.clock.now())
    asked: set[Kind] = set()
    for _ in range(8):
        asked.update((await world.nudged()).kinds)

    assert Kind.WALK not in asked


async def test_a_walk_at_another_time_is_one_more(world: World, services: Services) -> None:
    """A walk on a plan without walks changes only the clock of standing."""
    await world.join()
    now = world.clock.now()
    await services.completions.done(WORKSPACE, MEMBER, (Kind.WALK,), at=now)

    assert (await world.member()).anchors.walk == now


async def test_a_card_is_found_by_its_member_alone(world: World, services: Services) -> None:
    """A nudge's card is there for its addressee, and for nobody else."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    card = await services.completions.find_card(WORKSPACE, MEMBER, nudge.due_at)
    other = await services.completions.find_card(WORKSPACE, OTHER_MEMBER, nudge.due_at)

    assert card is not None
    assert card.nudge.kinds == (Kind.STAND, Kind.SQUEEZE)
    assert other is None


async def test_who_left_is_told_from_who_never_came(world: World, services: Services) -> None:
    """A refusal says whether something is still stored."""
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    with pytest.raises(NotOptedInError) as left:
        await services.membership.resume(WORKSPACE, MEMBER)
    with pytest.raises(NotOptedInError) as never:
        await services.membership.resume(WORKSPACE, OTHER_MEMBER)

    assert (left.value.has_left, never.value.has_left) == (True, False)
