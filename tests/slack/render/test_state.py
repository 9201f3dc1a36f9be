"""Each reason for silence is told, and until when."""

from datetime import datetime

import pytest

from bot.domain.cadence import Slot
from bot.domain.exercise import Kind
from bot.domain.member import Member, OptIn
from bot.domain.nudge import Delivery, Silence
from bot.domain.plan import FEWEST_IGNORED
from bot.domain.presence import UNSEEN, Busy, Doing, DoNotDisturb, Presence
from bot.domain.written_hours import parse_hours
from bot.services.views import Around
from bot.slack.copy.languages import Language
from bot.slack.copy.translation import speaking
from bot.slack.render import replies
from bot.slack.render.home import render_home
from bot.slack.render.state import how_it_stands, state_sentence
from tests.builders import a_member, a_nudge, at, some_settings
from tests.slack.render.builders import an_overview
from tests.slack.render.seeing import spelled, takes_message, takes_view, words_of

AT_TWO = at("2026-03-02 14:00")
UNTIL_FOUR = at("2026-03-02 16:00")
CHRISTMAS = at("2026-12-25 14:00")


def doing(**told: object) -> Presence:
    """Make somebody who has been doing something for an hour."""
    return UNSEEN.doing(Doing(at=at("2026-03-02 13:00"), **told))  # type: ignore[arg-type]  # any field of it


def said(member: Member, now: datetime = AT_TWO, **around: object) -> str:
    """Say how things stand, with Slack's way to write moments left out."""
    return spelled(state_sentence(member, Around(now=now, **around)))  # type: ignore[arg-type]  # any field of it


MEETING = doing(status=Busy.MEETING)
DISTURBED = UNSEEN.disturbed(DoNotDisturb(at=AT_TWO, start=AT_TWO, end=UNTIL_FOUR))


@pytest.mark.parametrize(
    ("presence", "sentence"),
    [
        (MEETING, "Quiet while your Slack status says that you are in a meeting."),
        (
            doing(status=Busy.MEETING, status_until=UNTIL_FOUR),
            "Quiet until 16:00: your Slack status says that you are in a meeting.",
        ),
        (
            doing(status=Busy.FOCUS),
            "Quiet while your Slack status says that you want to focus.",
        ),
        (
            doing(status=Busy.FOCUS, status_until=UNTIL_FOUR),
            "Quiet until 16:00: your Slack status says that you want to focus.",
        ),
        (doing(status=Busy.AWAY), "Quiet while your Slack status says that you are away."),
        (
            doing(status=Busy.AWAY, status_until=UNTIL_FOUR),
            "Quiet until 16:00: your Slack status says that you are away.",
        ),
        (doing(in_huddle=True), "Quiet while you are in a huddle."),
        (doing(in_huddle=True, huddle_until=UNTIL_FOUR), "Quiet while you are in a huddle."),
        (DISTURBED, "Quiet until 16:00: Do Not Disturb is on."),
    ],
)
def test_what_slack_says_is_told(presence: Presence, sentence: str) -> None:
    """With its end, where somebody knows it."""
    assert said(a_member(), presence=presence) == sentence


@pytest.mark.parametrize(
    ("settings", "now", "sentence"),
    [
        (
            some_settings(quiet=parse_hours("Mon 13:30-15:00")),
            AT_TWO,
            "Quiet until 15:00: this is one of your quiet times.",
        ),
        (
            some_settings(hours=parse_hours("Mon 9-15"), quiet=parse_hours("Mon 9-15")),
            AT_TWO,
            "Quiet: this is one of your quiet times, and nothing is planned after it.",
        ),
        (
            some_settings(),
            at("2026-03-02 13:00"),
            "Quiet until 13:30: your hours have a gap here.",
        ),
        (
            some_settings(calendar="GB-ENG"),
            CHRISTMAS,
            "Quiet until Tuesday 29 December, 09:00: today is Christmas Day.",
        ),
    ],
)
def test_a_calendars_reasons_are_told(settings: object, now: datetime, sentence: str) -> None:
    """Quiet times, gaps and holidays, until nudges are welcome again."""
    assert said(a_member(settings=settings), now=now) == sentence


def test_a_workspaces_pause_is_told() -> None:
    """Until the first minute of work after it."""
    member = a_member()

    assert said(member, workspace_paused_until=UNTIL_FOUR) == (
        "Quiet until 16:00: an admin paused Unsit for everybody here."
    )
    assert "Tuesday 3 March, 09:00" in said(member, workspace_paused_until=at("2026-03-02 23:00"))


def test_ones_own_pause_is_told_before_anything_else() -> None:
    """It lasts longest, and the buttons beside it end it."""
    paused = a_member(opt_in=OptIn.PAUSED, paused_until=UNTIL_FOUR)

    assert said(paused, presence=DISTURBED, workspace_paused_until=UNTIL_FOUR) == (
        "Paused until 16:00."
    )


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("silence", Silence)
def test_why_the_last_one_did_not_come_is_told(silence: Silence, language: Language) -> None:
    """On the status card and on the Home, for every reason there is."""
    nudge = a_nudge(due_at=at("2026-03-02 13:40"), delivery=Delivery.SKIPPED, silence=silence)
    overview = an_overview(now=AT_TWO, left_out=nudge)

    with speaking(language):
        lines = how_it_stands(overview).split("\n")
        status, home = replies.status(overview), render_home(overview)

    takes_message(status)
    takes_view(home)
    assert str(int(nudge.due_at.timestamp())) in lines[1]
    assert lines[1] in words_of(home)


def test_a_meeting_is_told_beside_what_it_held() -> None:
    """Whoever wonders where the nudge is finds both."""
    nudge = a_nudge(
        due_at=at("2026-03-02 13:40"), delivery=Delivery.SKIPPED, silence=Silence.IN_A_MEETING
    )
    overview = an_overview(now=AT_TWO, presence=MEETING, left_out=nudge)

    assert how_it_stands(overview).split("\n")[0].startswith("Quiet while")
    assert "you were in a meeting" in how_it_stands(overview)


def test_a_snooze_is_told_beside_what_keeps_it_quiet() -> None:
    """On the Home too, until it comes."""
    slot = Slot(at=at("2026-03-02 14:20"), kinds=(Kind.STAND,))
    member = a_member(snoozed=slot, next_slot=slot)
    before = an_overview(now=AT_TWO, member=member, presence=MEETING)
    after = an_overview(now=slot.at, member=member)

    assert how_it_stands(before).split("\n")[1].startswith("Snoozed until <!date^1772461200^")
    assert "Snoozed until" in words_of(render_home(before))
    assert "Snoozed" not in how_it_stands(after)


@pytest.mark.parametrize(("unanswered", "lines"), [(FEWEST_IGNORED - 1, 1), (FEWEST_IGNORED, 2)])
def test_who_does_not_answer_learns_why_it_became_quieter(unanswered: int, lines: int) -> None:
    """One sentence, from the third on."""
    overview = an_overview(now=AT_TWO, member=a_member(unanswered=unanswered))

    assert len(how_it_stands(overview).split("\n")) == lines


def test_whoever_is_out_is_told_that_alone() -> None:
    """Nothing else matters then."""
    out = an_overview(member=None)

    assert how_it_stands(out) == "You have not joined, so nothing is sent to you."
