"""Emoji: which of them stand on a nudge decides what of it is done."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.completion import Ignored, Source
from bot.domain.exercise import Kind
from bot.domain.ids import ChannelId, MessageRef, WorkspaceId
from bot.domain.nudge import Answer, Nudge
from bot.domain.score import Tally
from bot.services import Services
from bot.services.ports import Delivered, NudgeCard, Outcome, Unknown
from bot.services.views import Change
from bot.storage.database import Database
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE, a_message
from tests.services.world import BOTH, World

MINUTE = timedelta(minutes=1)
TEN = timedelta(minutes=10)


async def test_an_emoji_completes_the_nudge(world: World) -> None:
    """A generic emoji completes all that was asked, dated by its own time."""
    nudge = await _merged(world)
    change = await _react(world, nudge, "white_check_mark", after=MINUTE)

    assert isinstance(change, Change)
    assert change.card.completed == (Kind.STAND, Kind.SQUEEZE)
    assert (await world.member()).anchors.stand == nudge.due_at + MINUTE
    assert await world.tally() == Tally(asked=2, completed=2)


async def test_a_specific_emoji_completes_its_kind(world: World) -> None:
    """On a merged nudge a peach is the squeeze alone."""
    nudge = await _merged(world)
    change = await _react(world, nudge, "peach")

    assert isinstance(change, Change)
    assert change.card.completed == (Kind.SQUEEZE,)


@pytest.mark.parametrize(
    "emoji", ["thumbsup", "+1::skin-tone-2", "muscle::skin-tone-6", ":raised_hands:"]
)
async def test_tones_and_aliases_are_the_same_emoji(world: World, emoji: str) -> None:
    """However an emoji is written, it completes."""
    nudge = await _merged(world)

    assert isinstance(await _react(world, nudge, emoji), Change)
    assert await world.tally() == Tally(asked=2, completed=2)


async def test_ten_replays_count_once(world: World) -> None:
    """The same event ten times is one completion."""
    nudge = await _merged(world)
    answers = [await _react(world, nudge, "muscle") for _ in range(10)]

    assert answers[1:] == [Ignored.OLD_NEWS] * 9
    assert await world.tally() == Tally(asked=2, completed=2)


async def test_ten_replays_at_once_in_two_processes_count_once(
    world: World, second_database: Database
) -> None:
    """The same event in two processes at once is one completion."""
    nudge = await _merged(world)
    assert nudge.message is not None
    both = (world.services.reactions, world.over(second_database).reactions)
    answers = await asyncio.gather(
        *(
            reactions.reacted(WORKSPACE, MEMBER, nudge.message, "muscle", at=nudge.due_at, on=True)
            for reactions in both
            for _ in range(5)
        )
    )

    assert sum(isinstance(answer, Change) for answer in answers) == 1
    assert await world.tally() == Tally(asked=2, completed=2)


async def test_the_last_matching_emoji_taken_off_withdraws(world: World) -> None:
    """While one matching emoji stands the nudge is done; without any it is open again."""
    nudge = await _merged(world)
    await _react(world, nudge, "muscle")
    await _react(world, nudge, "+1", after=MINUTE)
    first = await _react(world, nudge, "muscle", after=2 * MINUTE, on=False)
    last = await _react(world, nudge, "+1", after=3 * MINUTE, on=False)

    assert isinstance(first, Change)
    assert (first.undone, first.card.completed) == (False, (Kind.STAND, Kind.SQUEEZE))
    assert isinstance(last, Change)
    assert (last.undone, last.kinds) == (True, (Kind.STAND, Kind.SQUEEZE))
    assert last.card.nudge.answer is None
    assert await world.tally() == Tally(asked=2)


async def test_a_specific_emoji_keeps_its_kind_done(world: World) -> None:
    """Taking the generic emoji off withdraws what the specific one does not hold."""
    nudge = await _merged(world)
    await _react(world, nudge, "muscle")
    await _react(world, nudge, "peach", after=MINUTE)
    change = await _react(world, nudge, "muscle", after=2 * MINUTE, on=False)

    assert isinstance(change, Change)
    assert (change.kinds, change.card.completed) == ((Kind.STAND,), (Kind.SQUEEZE,))
    assert change.card.nudge.answer is Answer.DONE
    assert await world.tally() == Tally(asked=2, completed=1)


async def test_a_removal_that_comes_first_wins(world: World) -> None:
    """An emoji put on and taken off is off, in whatever order Slack tells."""
    nudge = await _merged(world)
    removed = await _react(world, nudge, "muscle", after=MINUTE, on=False)
    added = await _react(world, nudge, "muscle")

    assert isinstance(removed, Change)
    assert (removed.undone, removed.card.nudge.answer) == (False, None)
    assert added is Ignored.OLD_NEWS
    assert (await world.nudge(nudge.due_at)).answer is None
    assert await world.tally() == Tally(asked=2)


async def test_others_emoji_do_nothing(world: World) -> None:
    """Only the addressee answers, be the other a member or not."""
    nudge = await _merged(world)
    assert nudge.message is not None
    react = world.services.reactions.reacted
    stranger = await react(WORKSPACE, OTHER_MEMBER, nudge.message, "x", at=nudge.due_at, on=True)
    await world.join(OTHER_MEMBER)
    other = await react(WORKSPACE, OTHER_MEMBER, nudge.message, "+1", at=nudge.due_at, on=True)

    assert (stranger, other) == (Ignored.NOT_A_NUDGE, Ignored.NOT_THE_ADDRESSEE)
    assert await world.done(nudge) == {}
    assert (await world.nudge(nudge.due_at)).answer is None


async def test_other_emoji_say_nothing(world: World) -> None:
    """An emoji without a meaning is no answer."""
    nudge = await _merged(world)

    assert await _react(world, nudge, "eyes") is Ignored.NOT_AN_ANSWER


async def test_a_button_outlives_the_emoji(world: World, services: Services) -> None:
    """What was said by button as well stays done when the emoji goes."""
    nudge = await _merged(world)
    await _react(world, nudge, "muscle")
    await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=nudge.due_at, kinds=(Kind.STAND,)
    )
    await _react(world, nudge, "muscle", after=MINUTE, on=False)

    assert await world.done(nudge) == {Kind.STAND: Source.BUTTON}
    assert await world.tally() == Tally(asked=2, completed=1)


async def test_an_emoji_after_the_button_may_go(world: World, services: Services) -> None:
    """An emoji on what the button completed adds nothing and takes nothing along."""
    nudge = await _merged(world)
    await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=nudge.due_at)
    await _react(world, nudge, "muscle")
    change = await _react(world, nudge, "muscle", after=MINUTE, on=False)

    assert isinstance(change, Change)
    assert change.card.nudge.answer is Answer.DONE
    assert await world.tally() == Tally(asked=2, completed=2)


async def test_an_emoji_counts_until_the_day_ends(world: World) -> None:
    """An emoji of the evening counts, whenever we hear of it; one of the next day does not."""
    nudge = await _merged(world)
    midnight = datetime(2026, 3, 3, tzinfo=UTC)
    world.clock.set(midnight + timedelta(hours=3))
    late = await _react(world, nudge, "peach", after=midnight - nudge.due_at)
    told_late = await _react(world, nudge, "muscle", after=midnight - nudge.due_at - MINUTE)

    assert late is Ignored.TOO_LATE
    assert isinstance(told_late, Change)
    assert await world.tally() == Tally(asked=2, completed=2)


async def test_an_x_skips_and_without_it_the_nudge_is_open(world: World) -> None:
    """The skip emoji is the skip button, and its removal takes the skip back."""
    nudge = await _merged(world)
    skipped = await _react(world, nudge, "x")
    reopened = await _react(world, nudge, "x", after=MINUTE, on=False)

    assert isinstance(skipped, Change)
    assert skipped.card.nudge.answer is Answer.SKIPPED
    assert isinstance(reopened, Change)
    assert (reopened.undone, reopened.card.nudge.answer) == (True, None)


async def test_one_of_two_skips_taken_off_skips_still(world: World) -> None:
    """While another emoji says skip, the nudge stays skipped."""
    nudge = await _merged(world)
    await _react(world, nudge, "x")
    await _react(world, nudge, "no_entry_sign", after=MINUTE)
    change = await _react(world, nudge, "x", after=2 * MINUTE, on=False)

    assert isinstance(change, Change)
    assert (change.undone, change.card.nudge.answer) == (False, Answer.SKIPPED)


async def test_a_skip_taken_off_leaves_what_was_said_since(
    world: World, services: Services
) -> None:
    """Who skipped by emoji, then did it, keeps it done when the emoji goes."""
    nudge = await _merged(world)
    await _react(world, nudge, "x")
    await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=nudge.due_at)
    change = await _react(world, nudge, "x", after=MINUTE, on=False)

    assert isinstance(change, Change)
    assert change.card.nudge.answer is Answer.DONE


async def test_a_completion_taken_off_leaves_a_later_skip(world: World, services: Services) -> None:
    """Withdrawing by emoji what was skipped by button since leaves the skip."""
    nudge = await _merged(world)
    await _react(world, nudge, "muscle")
    await services.completions.skip(WORKSPACE, MEMBER, nudge.due_at, at=nudge.due_at)
    change = await _react(world, nudge, "muscle", after=MINUTE, on=False)

    assert isinstance(change, Change)
    assert change.card.nudge.answer is Answer.SKIPPED
    assert await world.tally() == Tally(asked=2)


async def test_a_clock_emoji_puts_off_and_without_it_nothing_comes(world: World) -> None:
    """The snooze emoji is the snooze button, and its removal takes the snooze back."""
    nudge = await _merged(world)
    snoozed = await _react(world, nudge, "zzz")
    put_off = (await world.member()).snoozed
    await _react(world, nudge, "zzz", after=MINUTE, on=False)

    assert isinstance(snoozed, Change)
    assert snoozed.card.nudge.snoozed_until == nudge.due_at + TEN
    assert put_off is not None
    assert put_off.at == nudge.due_at + TEN
    assert (await world.member()).snoozed is None


async def test_an_older_snooze_does_not_undo_a_newer_word(world: World) -> None:
    """A snooze that Slack tells late does not put off what was done since."""
    nudge = await _merged(world)
    await _react(world, nudge, "muscle", after=2 * MINUTE)
    await _react(world, nudge, "zzz", after=MINUTE)
    await _react(world, nudge, "x")

    assert (await world.nudge(nudge.due_at)).answer is Answer.DONE
    assert (await world.member()).snoozed is None


async def test_an_emoji_counts_before_its_nudge_is_on_record(world: World) -> None:
    """Who reacts while the bot is still writing down that it sent, has reacted."""
    await world.join(plan=BOTH)
    answers: list[object] = []

    async def react_at_once(card: NudgeCard) -> Outcome:
        message = _message_at(card.nudge.due_at)
        answers.append(await _say(world, message, at=card.nudge.due_at))
        return Delivered(message=message)

    world.messenger.on_send = react_at_once
    nudge = await world.nudged()

    (answer,) = answers
    assert isinstance(answer, Change)
    assert nudge.message == _message_at(nudge.due_at)
    assert await world.tally() == Tally(asked=2, completed=2)


async def test_an_emoji_on_a_nudge_whose_answer_was_lost_counts(world: World) -> None:
    """A nudge of unknown fate that somebody answers has come, and is theirs."""
    await world.join(plan=BOTH)
    world.messenger.will(Unknown())
    nudge = await world.nudged()
    message = _message_at(nudge.due_at + MINUTE)
    answer = await _say(world, message, at=nudge.due_at + TEN)

    assert isinstance(answer, Change)
    assert (await world.nudge(nudge.due_at)).message == message
    assert await world.tally() == Tally(asked=2, completed=2)


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (a_message(ts="1772400000.000100"), "it is older than the nudge"),
        (a_message(ts="1772499999.000100"), "it is younger than the nudge's window"),
        (a_message(ts="odd"), "it says no time"),
        (a_message(channel=ChannelId("C0BOARD")), "it stands in a channel"),
    ],
)
async def test_an_emoji_on_something_else_is_none_of_a_nudge(
    world: World, message: MessageRef, why: str
) -> None:
    """Only a direct message of the right moment can be a nudge without a record."""
    await world.join()
    world.messenger.will(Unknown())
    nudge = await world.nudged()

    assert await _say(world, message, at=nudge.due_at) is Ignored.NOT_A_NUDGE, why
    assert await world.tally() == Tally()


async def test_an_emoji_never_takes_a_nudge_that_has_its_message(world: World) -> None:
    """Another message of the same moment is not taken for a nudge that is on record."""
    await world.join()
    nudge = await world.nudged()
    other = _message_at(nudge.due_at + MINUTE)

    assert await _say(world, other, at=nudge.due_at + MINUTE) is Ignored.NOT_A_NUDGE


@pytest.mark.parametrize("workspace", [WORKSPACE, WorkspaceId("T0GONE")])
async def test_strangers_emoji_are_ignored(world: World, workspace: WorkspaceId) -> None:
    """Somebody who is no member, in a workspace known or not, changes nothing."""
    answer = await world.services.reactions.reacted(
        workspace, OTHER_MEMBER, a_message(), "muscle", at=world.clock.now(), on=True
    )

    assert answer is Ignored.NOT_A_NUDGE


def _message_at(at: datetime) -> MessageRef:
    return a_message(ts=f"{at.timestamp():.6f}")


async def _say(world: World, message: MessageRef, *, at: datetime) -> Change | Ignored:
    return await world.services.reactions.reacted(
        WORKSPACE, MEMBER, message, "muscle", at=at, on=True
    )


async def _merged(world: World) -> Nudge:
    await world.join(plan=BOTH)
    return await world.nudged()


async def _react(
    world: World, nudge: Nudge, emoji: str, *, after: timedelta = timedelta(), on: bool = True
) -> Change | Ignored:
    assert nudge.message is not None
    return await world.services.reactions.reacted(
        WORKSPACE, MEMBER, nudge.message, emoji, at=nudge.due_at + after, on=on
    )
