"""Whether a member may be interrupted now."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given

from bot.domain.availability import Quiet, silence
from bot.domain.member import Member, OptIn
from bot.domain.nudge import Silence
from bot.domain.presence import Busy, Presence
from bot.domain.work_hours import Window, WorkHours, same_every_day
from bot.domain.zone import zone_named
from tests.builders import a_member, at, some_settings
from tests.domain import strategies

EIGHT, NINE, TEN, ELEVEN = (at(f"2026-03-02 {hour:02}:00") for hour in range(8, 12))
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

    quiet = silence(a_member(), expires_at=expires_at, now=NINE_THIRTY)

    assert (None if quiet is None else quiet.why) is reason


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


@pytest.mark.parametrize(
    ("changes", "now", "reason"),
    [
        ({"quiet": same_every_day((Window(600, 660),))}, "2026-03-02 10:30", Silence.QUIET_BLOCK),
        ({"quiet": same_every_day((Window(600, 660),))}, "2026-03-02 11:00", None),
        ({"calendar": "GB"}, "2026-12-25 10:00", Silence.HOLIDAY),
        ({"calendar": "GB"}, "2026-12-24 10:00", None),
        ({"calendar": "DE-BY"}, "2026-01-06 10:00", Silence.HOLIDAY),
        ({"calendar": "DE-BE"}, "2026-01-06 10:00", None),
    ],
)
def test_a_members_own_calendar_is_kept(
    changes: dict[str, object], now: str, reason: Silence | None
) -> None:
    """Quiet blocks and public holidays are as closed as the night."""
    assert silence_at(at(now), a_member(settings=some_settings(**changes))) is reason


@pytest.mark.parametrize(
    ("presence", "quiet"),
    [
        (Presence(), None),
        (Presence(dnd_start=NINE, dnd_end=TEN), Quiet(Silence.DO_NOT_DISTURB, TEN)),
        (Presence(dnd_start=TEN, dnd_end=ELEVEN), None),
        (Presence(dnd_start=EIGHT, dnd_end=NINE), None),
        (Presence(dnd_start=EIGHT), None),
        (Presence(in_huddle=True), Quiet(Silence.IN_A_HUDDLE)),
        (Presence(in_huddle=True, huddle_until=TEN), Quiet(Silence.IN_A_HUDDLE, TEN)),
        (Presence(in_huddle=True, huddle_until=NINE), None),
        (Presence(status=Busy.MEETING), Quiet(Silence.IN_A_MEETING)),
        (Presence(status=Busy.FOCUS, status_until=TEN), Quiet(Silence.FOCUSING, TEN)),
        (Presence(status=Busy.AWAY, status_until=ELEVEN), Quiet(Silence.AWAY, ELEVEN)),
        (Presence(status=Busy.AWAY, status_until=NINE), None),
        (
            Presence(status=Busy.AWAY, status_until=ELEVEN, in_huddle=True),
            Quiet(Silence.AWAY, ELEVEN),
        ),
    ],
)
def test_what_slack_says_keeps_nudges_away(presence: Presence, quiet: Quiet | None) -> None:
    """Until it is over, if anybody knows when that is."""
    found = silence(a_member(), expires_at=TEN, now=NINE_THIRTY, presence=presence)

    assert found == quiet


def test_a_paused_workspace_is_quiet() -> None:
    """An admin's pause reaches everybody, until it ends."""
    quiets = [
        silence(a_member(), expires_at=ELEVEN, now=now, workspace_paused_until=TEN)
        for now in (NINE_THIRTY, TEN)
    ]

    assert quiets == [Quiet(Silence.WORKSPACE_PAUSED, TEN), None]


def silence_at(now: datetime, member: Member) -> Silence | None:
    """Ask about a nudge whose window is still open."""
    quiet = silence(member, expires_at=now + timedelta(minutes=10), now=now)
    return None if quiet is None else quiet.why
