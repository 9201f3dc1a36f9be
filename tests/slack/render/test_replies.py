"""Answers: each says what happened and what can be done next."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cadence import Slot
from bot.domain.completion import Ignored
from bot.domain.exercise import BodyProfile, Kind
from bot.domain.member import Member, OptIn
from bot.domain.nudge import Answer
from bot.domain.pause import PauseError
from bot.domain.plan import Intensity, SelfcareEvery, plan_of
from bot.services.ports import (
    Delivered,
    NotSent,
    Outcome,
    Revoked,
    Unknown,
    Unreachable,
)
from bot.services.views import Around, Change, Joined, Logged
from bot.slack.ids import Action
from bot.slack.render import replies
from bot.slack.render.message import Rendered
from tests.builders import a_member, a_message, at, some_settings
from tests.slack.render.builders import SQUEEZE, STAND, TEAM_CHANNEL, a_card, an_overview
from tests.slack.render.seeing import buttons, takes_message

LONDON = ZoneInfo("Europe/London")
NOW = at("2026-03-02 10:00")
AROUND = Around(now=NOW)
PAUSED = a_member(opt_in=OptIn.PAUSED, paused_until=at("2026-03-02 15:00"))
DONE = Change(card=a_card(completed=(Kind.STAND,)), kinds=(Kind.STAND,))


BOTH = (Kind.STAND, Kind.SQUEEZE)


def a_gentler_member() -> Member:
    """Make a member whose plan has become calmer."""
    plan = plan_of(Intensity.GENTLE)
    return a_member(settings=some_settings(plan=plan))


ALL: dict[str, Callable[[], Rendered]] = {
    "usage": replies.usage,
    "why": replies.why,
    "joined": lambda: replies.joined(Joined(member=a_member(), newly=True), AROUND),
    "saved": lambda: replies.joined(Joined(member=a_member(), newly=False), AROUND),
    "paused": lambda: replies.paused(PAUSED, AROUND),
    "resumed": lambda: replies.resumed(a_member(), AROUND),
    "left": lambda: replies.left(erased=False),
    "erased": lambda: replies.left(erased=True),
    "rejoined": lambda: replies.rejoined(a_member(), AROUND),
    "snoozed": lambda: replies.snoozed(a_member(), None, AROUND),
    "not_paused": lambda: replies.resumed(a_member(), AROUND, was_paused=False),
    "unsnoozed": lambda: replies.unsnoozed(a_member(), AROUND),
    "snooze_unclear": lambda: replies.snooze_unclear("tomorrow"),
    "fewer": lambda: replies.fewer(a_member(), a_gentler_member(), AROUND, asked=BOTH),
    "fewest": lambda: replies.fewest(BOTH),
    "rarest": lambda: replies.fewest((Kind.WALK,)),
    "done": lambda: replies.done(DONE),
    "logged": lambda: replies.logged(Logged(kinds=(Kind.WALK,))),
    "too_soon": replies.too_soon,
    "nothing_to_do": replies.nothing_to_do,
    "not_joined": replies.not_joined,
    "has_left": lambda: replies.not_joined(has_left=True),
    "not_installed": replies.not_installed,
    "not_admin": replies.not_admin,
    "admin_saved": replies.admin_saved,
    "practice_failed": replies.practice_failed,
    "fault": lambda: replies.fault("ab12"),
    "board_scheduled": lambda: replies.board_scheduled(NOW, zone=LONDON),
    "board_as_it_was": lambda: replies.board_as_it_was(NOW, zone=LONDON),
    "board_unscheduled": lambda: replies.board_unscheduled(found=True),
    "no_board": lambda: replies.board_unscheduled(found=False),
    "channel_needed": replies.channel_needed,
    "not_in_channel": replies.not_in_channel,
    "how_which": replies.how_which,
    "how_unknown": lambda: replies.how_unknown("banana"),
    "welcome": replies.welcome,
    "overloaded": replies.overloaded,
    "try_again": replies.try_again,
    "cannot_join": replies.cannot_join,
    "board_not_announced": replies.board_not_announced,
    "status": lambda: replies.status(an_overview()),
    "stats": lambda: replies.stats(an_overview()),
}


@pytest.mark.parametrize("name", ALL)
def test_slack_takes_every_answer(name: str) -> None:
    """And its text says what its blocks say."""
    takes_message(ALL[name]())


COMPLETE_IN_THEMSELVES = {
    "board_not_announced",
    "cannot_join",
    "fault",
    "not_installed",
    "overloaded",
    "stats",
    "try_again",
}


@pytest.mark.parametrize("name", sorted(set(ALL) - COMPLETE_IN_THEMSELVES))
def test_every_answer_leads_somewhere(name: str) -> None:
    """To something to type or to press."""
    rendered = ALL[name]()

    assert "`/" in rendered.text or buttons(rendered.blocks)


@settings(max_examples=60, deadline=None)
@given(said=st.text(max_size=4000))
def test_nothing_typed_can_break_an_answer(said: str) -> None:
    """Or mention anybody, or spoil the formatting."""
    answers = [
        replies.unknown_subcommand(said),
        replies.unknown_exercise(said),
        replies.unclear_schedule(said),
        replies.unclear_schedule(said, half=True),
        replies.how_unknown(said),
        replies.snooze_unclear(said),
        replies.pause_error(PauseError("unclear", said)),
        replies.fault(said or "-"),
    ]
    for rendered in answers:
        takes_message(rendered)
        assert "<" not in rendered.text
        assert rendered.text.count("`") % 2 == 0


def test_joining_says_that_a_practice_nudge_comes() -> None:
    """Saving does not."""
    assert "practice nudge is on its way" in ALL["joined"]().text
    assert ALL["saved"]().text.startswith("Saved. Today until")


def test_a_pause_says_when_it_ends_and_how_to_end_it() -> None:
    """By itself, or sooner."""
    rendered = ALL["paused"]()

    assert rendered.text.startswith("Paused from now until")
    assert "|15:00>; it ends by itself." in rendered.text
    assert buttons(rendered.blocks) == {
        Action.RESUME: "Resume",
        Action.PAUSE_TELL: "Tell me when it ends",
    }


def test_leaving_says_what_became_of_the_history() -> None:
    """Kept or gone for good."""
    left, erased = ALL["left"](), ALL["erased"]()
    assert "Your history is kept" in left.text
    assert buttons(left.blocks) == {
        Action.REJOIN: "Undo",
        Action.OPEN_ERASE: "Erase my history",
    }
    assert "erased for good" in erased.text
    assert buttons(erased.blocks) == {Action.OPEN_JOIN: "Join again"}


def test_fewer_says_exactly_what_changed_and_how_to_go_back() -> None:
    """Both rhythms, and the settings."""
    rendered = ALL["fewer"]()

    assert "stand every 60 minutes instead of 30" in rendered.text
    assert "squeeze every 120 minutes instead of 60" in rendered.text
    assert buttons(rendered.blocks) == {Action.OPEN_SETTINGS: "Settings"}


def test_a_snooze_says_until_when() -> None:
    """From the open nudge, else from what is next, if anything had to move at all."""
    until = NOW + timedelta(minutes=10)
    card = a_card(answer=Answer.SNOOZED, snoozed_until=until)
    slot = Slot(at=until, kinds=(Kind.STAND,))
    upcoming = a_member(snoozed=slot, next_slot=slot)

    assert "|10:10>." in replies.snoozed(a_member(), card, AROUND).text
    assert "|10:10>." in replies.snoozed(upcoming, None, AROUND).text
    assert "Nothing was due" in replies.snoozed(a_member(), None, AROUND).text


def test_done_names_what_was_done_and_what_is_left() -> None:
    """All of it, a part, nothing new, or taken back."""
    part = a_card(STAND, SQUEEZE, completed=(Kind.STAND,))

    assert replies.done(DONE).text.startswith("Done: stand, for your nudge of <!date^")
    assert "|09:30>." in replies.done(DONE).text
    left = replies.done(Change(card=part, kinds=(Kind.STAND,))).text
    assert "|09:30>. Still open: squeeze" in left
    assert "noted already" in replies.done(Change(card=DONE.card, kinds=())).text
    undone = Change(card=a_card(), kinds=(Kind.STAND,), undone=True)
    assert "Taken back: stand." in replies.done(undone).text
    reopened = Change(card=a_card(), kinds=(), undone=True)
    assert "open again" in replies.done(reopened).text


def test_what_is_logged_is_named_as_it_suits_the_body() -> None:
    """Nobody seated has logged a stand."""
    taken = Logged(kinds=(Kind.STAND, Kind.SQUEEZE, Kind.WALK))

    assert "stand, squeeze and walk" in replies.logged(taken).text
    seated = replies.logged(taken, body=BodyProfile.SEATED).text
    assert "stretch, squeeze and move" in seated
    assert "counts once" in replies.logged(Logged(kinds=())).text


@pytest.mark.parametrize("reason", Ignored)
def test_every_ignored_answer_has_its_reason(reason: Ignored) -> None:
    """In words of its own."""
    rendered = replies.ignored(reason)

    takes_message(rendered)
    others = {replies.ignored(other).text for other in Ignored if other is not reason}
    assert rendered.text not in others


@pytest.mark.parametrize(
    ("reason", "said", "words"),
    [
        ("unclear", "a while", "I cannot tell how long “a while” is"),
        ("past", "until 08:00", "“until 08:00” is over already"),
        ("too_long", "until 2099-01-01", "longer than a year"),
        ("of a new sort", "x", "I cannot tell how long “x” is"),
    ],
)
def test_a_pause_that_cannot_be_is_explained(reason: str, said: str, words: str) -> None:
    """With forms that can."""
    rendered = replies.pause_error(PauseError(reason, said))

    takes_message(rendered)
    assert words in rendered.text
    assert "until monday" in rendered.text or "leave" in rendered.text


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (None, "Nothing to post again"),
        (Delivered(message=a_message()), "Posted again in <#C0TEAM>"),
        (Unknown(), "once more"),
        (NotSent(retry_after=timedelta(seconds=3)), "did not take it"),
        (Unreachable(reason="is_archived"), "did not take it"),
        (Revoked(), "did not take it"),
    ],
)
def test_posting_again_says_what_came_of_it(outcome: Outcome | None, words: str) -> None:
    """Each outcome differently, as the next step differs."""
    rendered = replies.posted_again(TEAM_CHANNEL, outcome)

    takes_message(rendered)
    assert words in rendered.text


def test_status_fits_the_state() -> None:
    """Pause while on, resume while paused, join before."""
    assert Action.PAUSE_TODAY in buttons(replies.status(an_overview()).blocks)
    paused = replies.status(an_overview(member=PAUSED))
    assert Action.RESUME in buttons(paused.blocks)
    for stranger, has_left in ((None, False), (a_member(opt_in=OptIn.LEFT), True)):
        refusal = replies.not_joined(has_left=has_left)
        assert replies.status(an_overview(member=stranger)) == refusal
        assert replies.stats(an_overview(member=stranger)) == refusal


def test_fewer_names_what_changes_and_what_cannot() -> None:
    """Every kind that the card asked for is in it."""
    often = some_settings(plan=plan_of(Intensity.GENTLE, walks=2, selfcare=SelfcareEvery.WEEK))
    seldom = some_settings(plan=plan_of(Intensity.GENTLE, selfcare=SelfcareEvery.MONTH))
    before, after = a_member(settings=often), a_member(settings=seldom)

    said = replies.fewer(before, after, AROUND, asked=tuple(Kind)).text

    assert "walk once a day instead of twice" in said
    assert "selfcare once a month instead of once a week" in said
    assert "As rare as it gets: stand and squeeze." in said


def test_a_walk_a_day_is_no_question_of_the_plans_name() -> None:
    """Where no ready-made plan asks for fewer walks, only the settings do."""
    assert "As rare as it gets: walk." in replies.fewest((Kind.WALK,)).text
    assert "calmest" in replies.fewest((Kind.STAND, Kind.WALK)).text
