"""Where one reason for silence follows upon another, nothing is promised that will not come."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.domain.cadence import Slot
from bot.domain.exercise import Kind
from bot.domain.member import Member, OptIn
from bot.domain.presence import UNSEEN, Busy, Doing, DoNotDisturb, Presence
from bot.domain.written_hours import parse_hours
from bot.services.views import Around
from bot.slack.render.state import state_sentence
from tests.builders import a_member, at, some_settings
from tests.slack.render.seeing import spelled

AT_TWO = at("2026-03-02 14:00")
UNTIL_FOUR = at("2026-03-02 16:00")
ALL_MONDAY = parse_hours("Mon 9-15")
CHRISTMAS = at("2026-12-25 14:00")
ONE = at("2026-03-02 13:00")
PAUSED_TO_TWO = {"opt_in": OptIn.PAUSED, "paused_until": AT_TWO}


def busy(status: Busy = Busy.MEETING, until: str | None = None) -> Presence:
    """Make somebody whose status says so since one, perhaps with its end."""
    end = None if until is None else at(until)
    return UNSEEN.doing(Doing(at=ONE, status=status, status_until=end))


def said(member: Member, now: datetime, **around: object) -> str:
    """Say how things stand."""
    return spelled(state_sentence(member, Around(now=now, **around)))  # type: ignore[arg-type]  # any field of it


@pytest.mark.parametrize(
    ("member", "now", "around", "sentence"),
    [
        (
            a_member(settings=some_settings(quiet=parse_hours("Mon 15-16"))),
            AT_TWO,
            {"presence": busy(until="2026-03-02 15:10")},
            (
                "Quiet until 15:10: your Slack status says that you are in a meeting. "
                "Nothing comes before 16:00."
            ),
        ),
        (
            a_member(settings=some_settings(quiet=parse_hours("Mon 14-15"))),
            AT_TWO,
            {"presence": busy(until="2026-03-02 15:30")},
            "Quiet until 15:00: this is one of your quiet times. Nothing comes before 15:30.",
        ),
        (
            a_member(),
            AT_TWO,
            {"presence": busy(until="2026-03-02 18:00")},
            (
                "Quiet until 18:00: your Slack status says that you are in a meeting. "
                "Nothing comes before Tuesday 3 March, 09:00."
            ),
        ),
        (
            a_member(**PAUSED_TO_TWO),
            ONE,
            {"presence": busy(until="2026-03-02 15:00")},
            "Paused until 14:00. Nothing comes before 15:00.",
        ),
        (
            a_member(**PAUSED_TO_TWO),
            ONE,
            {"presence": busy()},
            "Paused until 14:00. Nothing comes while Slack shows you as busy or away.",
        ),
        (
            a_member(),
            ONE,
            {"presence": busy(until="2026-03-02 15:00")},
            "Quiet until 13:30: your hours have a gap here. Nothing comes before 15:00.",
        ),
        (
            a_member(),
            AT_TWO,
            {"presence": busy(Busy.AWAY), "workspace_paused_until": UNTIL_FOUR},
            (
                "Quiet until 16:00: an admin paused Unsit for everybody here. "
                "Nothing comes while Slack shows you as busy or away."
            ),
        ),
        (
            a_member(settings=some_settings(hours=parse_hours("Mon 9-15"), quiet=ALL_MONDAY)),
            AT_TWO,
            {"workspace_paused_until": UNTIL_FOUR},
            "Quiet until 16:00: an admin paused Unsit for everybody here.",
        ),
    ],
)
def test_what_follows_is_told_too(
    member: Member, now: datetime, around: dict[str, object], sentence: str
) -> None:
    """The reason that holds now with its own end, and when nudges can really come."""
    assert said(member, now=now, **around) == sentence


EVENING = at("2026-03-02 20:00")


@pytest.mark.parametrize(
    ("presence", "sentence"),
    [
        (UNSEEN, "Quiet outside your hours; next nudge Tuesday 3 March, about 09:20."),
        (
            busy(until="2026-03-03 10:30"),
            "Quiet outside your hours; next nudge Tuesday 3 March, about 10:30.",
        ),
        (
            busy(Busy.AWAY),
            "Quiet while your Slack status says that you are away.",
        ),
    ],
)
def test_a_nudge_that_will_not_come_is_not_announced(presence: Presence, sentence: str) -> None:
    """In the evening, what keeps the morning quiet is known already."""
    slot = Slot(at=at("2026-03-03 09:20"), kinds=(Kind.STAND,))

    assert said(a_member(next_slot=slot), now=EVENING, presence=presence) == sentence


def test_at_work_the_next_nudge_waits_for_do_not_disturb() -> None:
    """Slack tells of a stretch before it begins."""
    slot = Slot(at=at("2026-03-02 14:20"), kinds=(Kind.STAND,))
    soon = DoNotDisturb(at=AT_TWO, start=at("2026-03-02 14:10"), end=UNTIL_FOUR)

    assert said(a_member(next_slot=slot), AT_TWO, presence=UNSEEN.disturbed(soon)) == (
        "Today until 17:30; next nudge about 16:00."
    )


def test_hours_that_holidays_leave_nothing_of_are_told() -> None:
    """There is no instant to name."""
    settings = some_settings(hours=parse_hours("Fri 9-10"), calendar="GB-ENG")
    shut = replace(settings, quiet=parse_hours("Fri 9-10"))

    assert said(a_member(settings=shut), now=CHRISTMAS) == (
        "On, but your hours and plan leave no time for a nudge."
    )
