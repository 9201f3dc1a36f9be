"""Whether a member may be interrupted now."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given

from bot.domain.availability import silence
from bot.domain.member import Member, OptIn
from bot.domain.nudge import Silence
from bot.domain.work_hours import WorkHours
from bot.domain.zone import zone_named
from tests.builders import a_member, at, some_settings
from tests.domain import strategies

NINE_THIRTY = at("2026-03-02 09:30")


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        (a_member(), None),
        (a_member(opt_in=OptIn.NEVER), Silence.NOT_OPTED_IN),
        (a_member(opt_in=OptIn.LEFT), Silence.NOT_OPTED_IN),
        (
            a_member(opt_in=OptIn.PAUSED, paused_until=at("2026-03-02 09:31")),
            Silence.PAUSED,
        ),
        (a_member(opt_in=OptIn.PAUSED, paused_until=NINE_THIRTY), None),
        (a_member(opt_in=OptIn.PAUSED), Silence.PAUSED),
    ],
)
def test_consent_comes_first(member: Member, reason: Silence | None) -> None:
    """Nobody is nudged who has not opted in, or whose pause still runs."""
    assert silence_at(NINE_THIRTY, member) is reason


@pytest.mark.parametrize(("minutes", "reason"), [(0, Silence.LATE), (-1, Silence.LATE), (1, None)])
def test_a_nudge_is_never_late(minutes: int, reason: Silence | None) -> None:
    """At the end of its window a nudge is over."""
    expires_at = NINE_THIRTY + timedelta(minutes=minutes)

    assert silence(a_member(), expires_at=expires_at, now=NINE_THIRTY) is reason


@pytest.mark.parametrize("now", ["2026-03-02 08:59", "2026-03-02 12:30", "2026-03-01 10:00"])
def test_a_nudge_stays_inside_hours(now: str) -> None:
    """Before work, over lunch and at the weekend there is silence."""
    assert silence_at(at(now), a_member()) is Silence.OUTSIDE_HOURS


@given(zone=strategies.zones, hours=strategies.hours, now=strategies.instants)
def test_welcome_means_that_the_wall_clock_shows_work(
    zone: str, hours: WorkHours, now: datetime
) -> None:
    """Anywhere, an active member is welcome to a nudge exactly in their hours."""
    local = now.astimezone(zone_named(zone))
    minute = local.hour * 60 + local.minute
    works = any(window.start <= minute < window.end for window in hours.days[local.weekday()])

    reason = silence_at(now, a_member(settings=some_settings(zone=zone, hours=hours)))

    assert reason is (None if works else Silence.OUTSIDE_HOURS)


def silence_at(now: datetime, member: Member) -> Silence | None:
    """Ask about a nudge whose window is still open."""
    return silence(member, expires_at=now + timedelta(minutes=10), now=now)
