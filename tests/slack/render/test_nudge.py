"""A nudge's card: what it says and offers in each state."""

import itertools
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.cadence import Slot
from bot.domain.exercise import CATALOGUE, BodyProfile, Exercise, Kind, choose, of_kind
from bot.domain.member import OptIn
from bot.domain.nudge import Answer
from bot.domain.own_exercise import OwnExercise, own_key
from bot.domain.tip import TIPS, Tip
from bot.services.ports import NudgeCard
from bot.slack.copy.invitations import invitation
from bot.slack.copy.practice import first_exercises
from bot.slack.ids import Action, More, read_more_value
from bot.slack.render.nudge import CardState, card_state, render_nudge
from tests.builders import MONDAY_MORNING, a_member, at
from tests.slack.render.builders import SQUEEZE, STAND, a_card, a_member_with_body
from tests.slack.render.seeing import (
    buttons,
    menu,
    takes_blocks,
    takes_message,
    words_of_block,
)

COMBINATIONS = [
    kinds for size in range(1, len(Kind) + 1) for kinds in itertools.combinations(Kind, size)
]
FEWER_THAN = 12


def test_an_open_card_is_one_line_with_three_buttons_and_a_menu() -> None:
    """Short, with everything that a person may want to say in reach."""
    rendered = render_nudge(a_card())

    takes_message(rendered)
    assert [block["type"] for block in rendered.blocks] == ["section", "actions"]
    assert buttons(rendered.blocks) == {
        Action.NUDGE_DONE: "Done",
        Action.NUDGE_SNOOZE: "10 min",
        Action.NUDGE_SKIP: "Skip",
    }
    assert menu(rendered.blocks) == [
        "Already up",
        "How?",
        "In a meeting (1 h)",
        "Fewer of these",
        "Stop",
    ]


def test_every_button_names_the_nudge_exactly() -> None:
    """To the microsecond: the slot is what names a nudge."""
    card = a_card(due_at=MONDAY_MORNING + timedelta(microseconds=7))
    key = "2026-03-02T08:00:00.000007+00:00"

    row = render_nudge(card).blocks[1]["elements"]

    assert {each["value"] for each in row if each["type"] == "button"} == {key}
    options = [option["value"] for option in row[-1]["options"]]
    assert [read_more_value(value) for value in options] == [(choice, key) for choice in More]


@pytest.mark.parametrize("body", BodyProfile)
@pytest.mark.parametrize("kinds", COMBINATIONS)
def test_an_invitation_fits_a_notification(kinds: tuple[Kind, ...], body: BodyProfile) -> None:
    """Under twelve words, whatever is asked of whomever."""
    for turn in range(60):
        text = invitation(choose(kinds, turn=turn), body=body, turn=turn)

        assert len(text.split()) < FEWER_THAN, text


@pytest.mark.parametrize("body", BodyProfile)
@pytest.mark.parametrize("kinds", COMBINATIONS)
def test_an_invitation_has_capitals_where_sentences_begin(
    kinds: tuple[Kind, ...], body: BodyProfile
) -> None:
    """And nowhere else, whatever exercise is put into whatever wording."""
    for turn in range(60):
        text = invitation(choose(kinds, turn=turn), body=body, turn=turn)

        begun = [text, *re.split(r"[.?] ", text)]
        assert all(sentence[0].isupper() for sentence in begun), text
        inside = [word for sentence in begun[1:] for word in sentence.split()[1:]]
        assert all(word == word.lower() for word in inside), text


@pytest.mark.parametrize("body", BodyProfile)
@pytest.mark.parametrize("kinds", COMBINATIONS)
def test_the_first_card_says_in_full_what_to_do(kinds: tuple[Kind, ...], body: BodyProfile) -> None:
    """In one sentence, for every body."""
    text = first_exercises(kinds, body)

    assert text == text.lower()
    assert text.count(", then ") == len(kinds) - 1


@pytest.mark.parametrize("body", BodyProfile)
@pytest.mark.parametrize("kinds", COMBINATIONS)
def test_wordings_rotate(kinds: tuple[Kind, ...], body: BodyProfile) -> None:
    """Nobody reads the same line all day."""
    texts = [invitation(choose(kinds, turn=turn), body=body, turn=turn) for turn in range(20)]

    assert len(set(texts)) >= 4


@pytest.mark.parametrize("kind", [Kind.STAND, Kind.WALK])
def test_nobody_seated_or_recovering_is_asked_in_the_words_for_standing(kind: Kind) -> None:
    """The words suit the body, as the exercise does."""

    def texts(body: BodyProfile) -> set[str]:
        key = of_kind(kind)[0].key
        return {invitation((key,), body=body, turn=turn) for turn in range(20)}

    standing = texts(BodyProfile.STANDING)

    assert not standing & texts(BodyProfile.SEATED)
    assert not standing & texts(BodyProfile.RECOVERING)
    assert not any("feet" in text or "stand" in text.lower() for text in texts(BodyProfile.SEATED))


def test_the_practice_card_says_how_a_nudge_is_answered() -> None:
    """The first card teaches the gesture."""
    rendered = render_nudge(a_card(practice=True))

    takes_message(rendered)
    assert "react with :white_check_mark: or press *Done*" in rendered.text
    assert rendered.text.startswith("Let's try one: stand up for a minute.\n")
    assert Action.NUDGE_DONE in buttons(rendered.blocks)


def test_a_practice_card_done_says_what_comes_next() -> None:
    """Whoever has learnt the gesture is told when it is wanted."""
    rendered = render_nudge(a_card(practice=True, completed=(Kind.STAND,)))

    assert "work hours" in rendered.text
    assert buttons(rendered.blocks) == {Action.NUDGE_UNDO: "Undo"}


def test_a_card_done_names_what_was_done_and_can_be_undone() -> None:
    """In the order in which it was asked, with one way back."""
    rendered = render_nudge(a_card(STAND, SQUEEZE, completed=(Kind.SQUEEZE, Kind.STAND)))

    takes_message(rendered)
    assert rendered.text.startswith("Done: stand and squeeze.")
    assert buttons(rendered.blocks) == {Action.NUDGE_UNDO: "Undo"}


def test_thanks_are_the_same_however_often_a_card_is_drawn() -> None:
    """A redrawn card does not change its mind."""
    cards = [a_card(completed=(Kind.STAND,), member=a_member(nudges=nudges)) for nudges in range(9)]

    assert len({render_nudge(card).text for card in cards}) == 1


def test_a_card_done_in_part_keeps_done_for_the_rest() -> None:
    """A specific emoji answers its own exercise, and the rest stays open."""
    rendered = render_nudge(a_card(STAND, SQUEEZE, completed=(Kind.STAND,), answer=Answer.DONE))

    takes_message(rendered)
    assert rendered.text == "Done: stand. Still open, if you like: squeeze."
    assert buttons(rendered.blocks)[Action.NUDGE_DONE] == "Done with the rest"
    assert Action.NUDGE_SNOOZE in buttons(rendered.blocks)


def test_a_snoozed_card_says_until_when() -> None:
    """By the reader's own clock."""
    until = MONDAY_MORNING + timedelta(hours=2)
    again = a_member(snoozed=Slot(at=until, kinds=(Kind.STAND,)))
    rendered = render_nudge(a_card(answer=Answer.SNOOZED, snoozed_until=until, member=again))

    takes_message(rendered)
    assert rendered.text == f"Snoozed until <!date^{int(until.timestamp())}^{{time}}|10:00>."
    assert buttons(rendered.blocks) == {Action.NUDGE_DONE: "I did it", Action.NUDGE_UNDO: "Undo"}


def test_a_card_put_away_for_a_meeting_says_until_when() -> None:
    """As long as that is known."""
    until = MONDAY_MORNING + timedelta(hours=2)
    away = a_member(opt_in=OptIn.PAUSED, paused_until=until)

    rendered = render_nudge(a_card(answer=Answer.BUSY, member=away))
    takes_message(rendered)
    assert rendered.text.startswith("In a meeting: quiet until <!date^")
    assert buttons(rendered.blocks) == {Action.NUDGE_DONE: "I did it", Action.NUDGE_UNDO: "Undo"}

    into_lunch = replace(away, paused_until=at("2026-03-02 12:45"))
    lunch = render_nudge(a_card(answer=Answer.BUSY, member=into_lunch))
    assert "|13:30>" in lunch.text

    after = render_nudge(a_card(answer=Answer.BUSY))
    assert after.text.startswith("In a meeting: put away.")


def test_a_snooze_that_a_pause_took_away_has_no_end() -> None:
    """What it asked for comes after the pause."""
    until = MONDAY_MORNING + timedelta(hours=2)
    rendered = render_nudge(a_card(answer=Answer.SNOOZED, snoozed_until=until))

    assert rendered.text == "Snoozed. It comes back with the next one."


def test_a_snoozed_card_that_came_again_asks_nothing() -> None:
    """Whatever day it is; the card that came is there to be answered."""
    until = MONDAY_MORNING + timedelta(hours=2)
    since = a_member(last_nudge_at=until)
    for is_over in (False, True):
        rendered = render_nudge(
            a_card(answer=Answer.SNOOZED, snoozed_until=until, member=since, is_over=is_over)
        )

        takes_message(rendered)
        assert rendered.text == "Snoozed. A newer one has come since."
        assert [block["type"] for block in rendered.blocks] == ["section"]


def test_a_card_snoozed_after_a_newer_one_came_is_still_ahead() -> None:
    """An emoji on an older card is a snooze as any other."""
    until = MONDAY_MORNING + timedelta(hours=2)
    newer = a_member(
        last_nudge_at=until - timedelta(minutes=10), snoozed=Slot(at=until, kinds=(Kind.STAND,))
    )
    rendered = render_nudge(a_card(answer=Answer.SNOOZED, snoozed_until=until, member=newer))

    assert rendered.text.startswith("Snoozed until ")


def test_a_skipped_card_bears_no_grudge() -> None:
    """Skipping can be taken back, and doing it after all counts."""
    rendered = render_nudge(a_card(answer=Answer.SKIPPED))

    takes_message(rendered)
    assert "No hard feelings" in rendered.text
    assert buttons(rendered.blocks) == {Action.NUDGE_DONE: "I did it", Action.NUDGE_UNDO: "Undo"}


def test_being_up_already_is_a_break_and_leaves_the_squeeze_open() -> None:
    """Standing already says nothing about squeezing."""
    card = a_card(STAND, SQUEEZE, completed=(Kind.STAND,), answer=Answer.ALREADY_UP)
    rendered = render_nudge(card)

    takes_message(rendered)
    assert "Still open, if you like: squeeze" in rendered.text
    assert buttons(rendered.blocks) == {
        Action.NUDGE_DONE: "Done with the rest",
        Action.NUDGE_UNDO: "Undo",
    }


def test_being_up_already_answers_a_stand_in_full() -> None:
    """Nothing is left to press but Undo."""
    rendered = render_nudge(a_card(completed=(Kind.STAND,), answer=Answer.ALREADY_UP))

    assert rendered.text.startswith("You were up already")
    assert buttons(rendered.blocks) == {Action.NUDGE_UNDO: "Undo"}


def test_an_unanswered_card_collapses_once_a_newer_nudge_is_out_and_still_counts() -> None:
    """Silence is no failure, and late is not too late."""
    newer = a_member(last_nudge_at=MONDAY_MORNING + timedelta(hours=2))
    rendered = render_nudge(a_card(member=newer))

    takes_message(rendered)
    assert rendered.text == "This one went by: stand. It still counts if you did it."
    assert buttons(rendered.blocks) == {Action.NUDGE_DONE: "I did it"}


A_STAND_DONE = (Kind.STAND,)


@pytest.mark.parametrize("answer", [None, Answer.SNOOZED, Answer.SKIPPED, Answer.BUSY])
def test_a_card_of_another_day_offers_nothing(answer: Answer | None) -> None:
    """Whatever was said to it, since nothing counts any more."""
    rendered = render_nudge(a_card(answer=answer, is_over=True, tip=A_TIP))

    takes_message(rendered)
    assert rendered.text == "This one went by: stand. No matter: that day is closed."
    assert [block["type"] for block in rendered.blocks] == ["section"]


def test_what_was_done_of_a_closed_card_stays_said() -> None:
    """All of it, a part of it, or having been up already; and nothing of what is left."""
    gone = a_member(opt_in=OptIn.LEFT)
    for of_card in ({"is_over": True}, {"member": gone}):
        done = render_nudge(a_card(STAND, SQUEEZE, completed=A_STAND_DONE, **of_card))
        up = render_nudge(a_card(STAND, SQUEEZE, answer=Answer.ALREADY_UP, **of_card))

        assert done.text.startswith("Done: stand. ")
        assert up.text.startswith("You were up already")
        assert "open" not in done.text + up.text
        assert buttons(done.blocks) == buttons(up.blocks) == {}


def test_a_practice_of_another_day_says_what_it_said() -> None:
    """Nothing was missed by it."""
    rendered = render_nudge(a_card(practice=True, is_over=True))

    assert "work hours" in rendered.text
    assert buttons(rendered.blocks) == {}


def test_a_card_of_somebody_who_left_asks_nothing() -> None:
    """It says so, and offers nothing."""
    for practice in (True, False):
        rendered = render_nudge(a_card(member=a_member(opt_in=OptIn.LEFT), practice=practice))

        takes_message(rendered)
        assert rendered.text == "You have left, so nothing is asked here any more."
        assert buttons(rendered.blocks) == {}


def test_a_card_is_open_while_it_is_the_newest() -> None:
    """The nudge that was just claimed is not its own successor."""
    card = a_card(member=a_member(last_nudge_at=MONDAY_MORNING + timedelta(minutes=90)))

    assert card.member.last_nudge_at == card.nudge.due_at
    assert card_state(card) is CardState.OPEN


@pytest.mark.parametrize("answer", [None, *Answer])
@pytest.mark.parametrize("body", BodyProfile)
@pytest.mark.parametrize("exercise", CATALOGUE, ids=lambda exercise: exercise.key)
def test_slack_takes_every_card(
    exercise: Exercise, body: BodyProfile, answer: Answer | None
) -> None:
    """Every exercise, for every body, in every state."""
    for completed in ((), (exercise.kind,)):
        card = a_card(
            exercise.key, completed=completed, answer=answer, member=a_member_with_body(body)
        )
        takes_message(render_nudge(card))


A_TIP = TIPS[0].key


@pytest.mark.parametrize("tip", TIPS, ids=lambda tip: tip.key)
def test_a_tip_is_small_print_under_the_card(tip: Tip) -> None:
    """With its source and its strength, and without a word of it in the notification."""
    plain = render_nudge(a_card())
    rendered = render_nudge(a_card(tip=tip.key))

    takes_blocks(rendered)
    assert rendered.text == plain.text
    assert rendered.blocks[:-1] == plain.blocks
    said = "".join(words_of_block(rendered.blocks[-1]))
    assert said.startswith("*Tip:* ")
    assert said.endswith(f"; evidence: {tip.evidence})")
    for study in tip.studies:
        assert study.authors[0] in said
        assert f"{study.journal} {study.year}" in said
        assert study.link is None or f"<{study.link}|" in said


def test_a_tip_stays_while_a_card_is_answered_and_goes_when_it_is_put_away() -> None:
    """Whoever presses Done at once can still read it."""
    shown = [
        a_card(tip=A_TIP),
        a_card(tip=A_TIP, completed=(Kind.STAND,)),
        a_card(STAND, SQUEEZE, tip=A_TIP, completed=(Kind.STAND,)),
    ]
    hidden = [
        a_card(tip=A_TIP, answer=Answer.SKIPPED),
        a_card(tip=A_TIP, answer=Answer.SNOOZED),
        a_card(tip=A_TIP, member=a_member(last_nudge_at=MONDAY_MORNING + timedelta(hours=2))),
    ]

    assert ["context" in _types(card) for card in shown] == [True, True, True]
    assert ["context" in _types(card) for card in hidden] == [False, False, False]


def test_a_card_of_an_own_exercise_shows_it_as_it_is() -> None:
    """Harmless in markup."""
    own = OwnExercise(key=own_key(Kind.STAND, "1"), text="Rows & rest")
    rendered = render_nudge(a_card(own.key, own=(own,)))

    takes_message(rendered)
    assert rendered.text.endswith("Rows &amp; rest")


def test_a_card_names_the_dose_of_the_week() -> None:
    """Of the week in which it is due, by the member's own calendar."""
    begun = a_member(programme_since=date(2026, 2, 16), nudges=1)

    in_week_three = render_nudge(a_card(SQUEEZE, member=begun)).text
    afterwards = render_nudge(
        a_card(SQUEEZE, member=begun, due_at=MONDAY_MORNING + timedelta(weeks=8))
    ).text

    assert "squeeze 8 times" in in_week_three
    assert "squeeze three times" in afterwards


def _types(card: NudgeCard) -> list[str]:
    return [block["type"] for block in render_nudge(card).blocks]
