"""Answers by button and command: each counts once, for its addressee, until the day is over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.completion import Ignored, Source
from bot.domain.exercise import Kind
from bot.domain.ids import WorkspaceId
from bot.domain.member import OptIn
from bot.domain.nudge import Answer
from bot.domain.score import Tally
from bot.services import Services
from bot.services.errors import NotOptedInError
from bot.services.ports import NotSent
from bot.services.views import Change
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE
from tests.services.world import BOTH, World

TEN = timedelta(minutes=10)


async def test_done_completes_all_that_was_asked(world: World, services: Services) -> None:
    """One tap completes a merged nudge, and the card says so."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    change = await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now()
    )

    assert isinstance(change, Change)
    assert change.kinds == change.card.completed == (Kind.STAND, Kind.SQUEEZE)
    assert change.card.nudge.answer is Answer.DONE
    assert await world.tally() == Tally(asked=2, completed=2)


async def test_done_for_a_part_leaves_the_rest(world: World, services: Services) -> None:
    """One kind of a merged nudge can be completed alone."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    change = await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now(), kinds=(Kind.SQUEEZE,)
    )

    assert isinstance(change, Change)
    assert change.card.completed == (Kind.SQUEEZE,)
    assert await world.tally() == Tally(asked=2, completed=1)


async def test_done_for_what_was_not_asked_is_no_answer(world: World, services: Services) -> None:
    """A nudge for a stand is not answered by a walk."""
    await world.join()
    nudge = await world.nudged()
    change = await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now(), kinds=(Kind.WALK,)
    )

    assert change is Ignored.NOT_AN_ANSWER
    assert (await world.nudge(nudge.due_at)).answer is None


async def test_done_counts_once(world: World, services: Services) -> None:
    """Pressing again changes nothing."""
    await world.join()
    nudge = await world.nudged()
    changes = [
        await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())
        for _ in range(3)
    ]

    assert [change.kinds for change in changes if isinstance(change, Change)] == [
        (Kind.STAND,),
        (),
        (),
    ]
    assert await world.tally() == Tally(asked=1, completed=1)


async def test_done_restarts_the_clock(world: World, services: Services) -> None:
    """The next nudge comes one interval after the stand, not after the asking."""
    await world.join()
    nudge = await world.nudged()
    at = nudge.due_at + timedelta(minutes=7)
    world.clock.set(at)
    change = await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=at)

    assert isinstance(change, Change)
    assert change.card.member.next_slot is not None
    assert change.card.member.next_slot.at == at + timedelta(minutes=30)
    assert await world.member() == change.card.member


async def test_a_nudge_can_be_completed_until_the_day_ends(
    world: World, services: Services
) -> None:
    """Late in the evening the morning's nudge still counts, on the morning's day."""
    await world.join()
    nudge = await world.nudged()
    world.clock.set(datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC))
    change = await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now()
    )

    assert isinstance(change, Change)
    assert (await world.days())[nudge.due_at.date()] == Tally(asked=1, completed=1)


async def test_the_next_day_is_too_late(world: World, services: Services) -> None:
    """After local midnight the nudge is closed to every answer."""
    await world.join()
    nudge = await world.nudged()
    at = datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
    world.clock.set(at)
    answers = [
        await act(WORKSPACE, MEMBER, nudge.due_at, at=at)
        for act in (
            services.completions.complete,
            services.completions.undo,
            services.completions.skip,
            services.completions.already_up,
            services.completions.put_off,
        )
    ]

    assert answers == [Ignored.TOO_LATE] * 5
    assert await world.tally() == Tally(asked=1)


async def test_a_nudge_is_its_addressees_alone(world: World, services: Services) -> None:
    """Somebody else's key finds no nudge of theirs, nor does another workspace's."""
    await world.join()
    await world.join(OTHER_MEMBER)
    nudge = await world.nudged()
    for workspace, member in ((WORKSPACE, OTHER_MEMBER), (WorkspaceId("T0OTHER"), MEMBER)):
        answer = await services.completions.complete(
            workspace, member, nudge.due_at, at=world.clock.now()
        )
        assert answer is Ignored.NOT_A_NUDGE
    assert await world.done(nudge) == {}


async def test_what_never_went_out_takes_no_answer(world: World, services: Services) -> None:
    """A nudge that waits to be tried again cannot have been seen."""
    await world.join()
    world.messenger.will(NotSent(retry_after=timedelta(minutes=2)))
    nudge = await world.nudged()

    assert (
        await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())
        is Ignored.NOT_SENT
    )


async def test_undo_takes_back_all_that_was_done(world: World, services: Services) -> None:
    """Undo reopens the nudge, and the count forgets it."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    now = world.clock.now()
    await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=now)
    change = await services.completions.undo(WORKSPACE, MEMBER, nudge.due_at, at=now)

    assert isinstance(change, Change)
    assert (change.kinds, change.undone) == ((Kind.STAND, Kind.SQUEEZE), True)
    assert (change.card.nudge.answer, change.card.completed) == (None, ())
    assert await world.tally() == Tally(asked=2)


async def test_undo_takes_the_emoji_along(world: World, services: Services) -> None:
    """After Undo the emoji that stood no longer counts, and a replay of it is old news."""
    await world.join()
    nudge = await world.nudged()
    assert nudge.message is not None
    now = world.clock.now()
    react = services.reactions.reacted
    await react(WORKSPACE, MEMBER, nudge.message, "muscle", at=now, on=True)
    await services.completions.undo(WORKSPACE, MEMBER, nudge.due_at, at=now - timedelta(seconds=1))
    replayed = await react(WORKSPACE, MEMBER, nudge.message, "muscle", at=now, on=True)

    assert replayed is Ignored.OLD_NEWS
    assert await world.tally() == Tally(asked=1)


async def test_skip_is_kept(world: World, services: Services) -> None:
    """A skip completes nothing and moves nothing, but it is an answer."""
    await world.join()
    nudge = await world.nudged()
    before = await world.member()
    change = await services.completions.skip(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())

    assert isinstance(change, Change)
    assert (change.card.nudge.answer, change.kinds) == (Answer.SKIPPED, ())
    assert await world.member() == replace(before, unanswered=0)
    assert await world.tally() == Tally(asked=1)


async def test_a_skip_can_become_done(world: World, services: Services) -> None:
    """Who skipped and stood up after all has done it."""
    await world.join()
    nudge = await world.nudged()
    now = world.clock.now()
    await services.completions.skip(WORKSPACE, MEMBER, nudge.due_at, at=now)
    await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=now)

    assert (await world.nudge(nudge.due_at)).answer is Answer.DONE
    assert await world.tally() == Tally(asked=1, completed=1)


async def test_already_up_does_the_stand_and_leaves_the_rest(
    world: World, services: Services
) -> None:
    """Being up is a stand; the squeeze of the same nudge stays open."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    change = await services.completions.already_up(
        WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now()
    )

    assert isinstance(change, Change)
    assert change.card.nudge.answer is Answer.ALREADY_UP
    assert change.card.completed == (Kind.STAND,)


async def test_already_up_restarts_the_clock_without_a_stand_to_do(
    world: World, services: Services
) -> None:
    """Whatever was asked, being up counts from now."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    now = nudge.due_at + timedelta(minutes=3)
    world.clock.set(now)
    await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=nudge.due_at)
    await services.completions.already_up(WORKSPACE, MEMBER, nudge.due_at, at=now)

    assert (await world.member()).anchors.stand == now


async def test_ten_minutes_later_it_comes_again(world: World, services: Services) -> None:
    """A nudge that is put off comes again, as a nudge of its own."""
    await world.join()
    nudge = await world.nudged()
    change = await services.completions.put_off(
        WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now()
    )
    again = await world.nudged()

    assert isinstance(change, Change)
    assert change.card.nudge.answer is Answer.SNOOZED
    assert change.card.nudge.snoozed_until == again.due_at == nudge.due_at + TEN
    assert again.kinds == nudge.kinds


async def test_what_is_all_done_cannot_be_put_off(world: World, services: Services) -> None:
    """Putting off a nudge that is done changes nothing."""
    await world.join()
    nudge = await world.nudged()
    now = world.clock.now()
    await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=now)
    change = await services.completions.put_off(WORKSPACE, MEMBER, nudge.due_at, at=now)

    assert isinstance(change, Change)
    assert (change.kinds, change.card.nudge.answer) == ((), Answer.DONE)
    assert (await world.member()).snoozed is None


async def test_undo_takes_a_snooze_back(world: World, services: Services) -> None:
    """After Undo the nudge no longer comes again after ten minutes."""
    await world.join()
    nudge = await world.nudged()
    now = world.clock.now()
    await services.completions.put_off(WORKSPACE, MEMBER, nudge.due_at, at=now)
    change = await services.completions.undo(WORKSPACE, MEMBER, nudge.due_at, at=now)

    assert isinstance(change, Change)
    assert (change.card.nudge.answer, change.card.nudge.snoozed_until) == (None, None)
    member = await world.member()
    assert member.snoozed is None
    assert member.next_slot is not None
    assert member.next_slot.at == nudge.due_at + timedelta(minutes=30)


async def test_undo_spares_the_snooze_of_another_nudge(world: World, services: Services) -> None:
    """Taking back what was said to one nudge leaves another's snooze."""
    await world.join()
    first = await world.nudged()
    await services.completions.complete(WORKSPACE, MEMBER, first.due_at, at=first.due_at)
    second = await world.nudged()
    now = world.clock.now()
    await services.completions.put_off(WORKSPACE, MEMBER, second.due_at, at=now)
    await services.completions.undo(WORKSPACE, MEMBER, first.due_at, at=now)

    snoozed = (await world.member()).snoozed
    assert snoozed is not None
    assert snoozed.at == now + TEN


async def test_who_left_may_still_say_done(world: World, services: Services) -> None:
    """A last answer is taken, and plans nothing."""
    await world.join()
    nudge = await world.nudged()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    change = await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now()
    )

    assert isinstance(change, Change)
    member = await world.member()
    assert (member.opt_in, member.next_slot) == (OptIn.LEFT, None)


async def test_a_command_completes_the_open_nudge(world: World, services: Services) -> None:
    """Done without a kind completes whatever the open nudge asks for."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    taken = await services.completions.done(WORKSPACE, MEMBER, None, at=world.clock.now())

    assert isinstance(taken, Change)
    assert taken.kinds == (Kind.STAND, Kind.SQUEEZE)
    assert set((await world.done(nudge)).values()) == {Source.COMMAND}


async def test_a_command_completes_the_rest(world: World, services: Services) -> None:
    """A nudge that is done in part is open still, as its card says."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    now = world.clock.now()
    await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=now, kinds=(Kind.STAND,)
    )
    taken = await services.completions.done(WORKSPACE, MEMBER, None, at=now)

    assert isinstance(taken, Change)
    assert taken.kinds == (Kind.SQUEEZE,)
    assert await world.tally() == Tally(asked=2, completed=2)


async def test_stand_answers_an_open_nudge_that_asks_for_it(
    world: World, services: Services
) -> None:
    """Logging a stand completes the nudge that asked for one."""
    await world.join(plan=BOTH)
    await world.nudged()
    taken = await services.completions.done(WORKSPACE, MEMBER, (Kind.STAND,), at=world.clock.now())

    assert isinstance(taken, Change)
    assert taken.card.completed == (Kind.STAND,)
    assert await world.tally() == Tally(asked=2, completed=1)


async def test_a_command_leaves_yesterdays_nudge_alone(world: World, services: Services) -> None:
    """A nudge of last night is closed, though it is hours ago only."""
    await world.join()
    world.clock.set(datetime(2026, 3, 2, 17, 0, tzinfo=UTC))
    await services.membership.resume(WORKSPACE, MEMBER)
    await world.nudged()
    world.clock.set(datetime(2026, 3, 3, 4, 0, tzinfo=UTC))

    assert (
        await services.completions.done(WORKSPACE, MEMBER, None, at=world.clock.now())
        is Ignored.NOT_A_NUDGE
    )


async def test_only_members_say_done(world: World, services: Services) -> None:
    """Who never joined, or left, is told so."""
    with pytest.raises(NotOptedInError):
        await services.completions.done(WORKSPACE, MEMBER, None, at=world.clock.now())
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    with pytest.raises(NotOptedInError):
        await services.completions.done(WORKSPACE, MEMBER, None, at=world.clock.now())
