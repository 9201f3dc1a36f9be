"""When nudges can come again where one reason for silence follows upon another."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.availability import Quiet, last_quiet, quiet
from bot.domain.member import Member, OptIn
from bot.domain.nudge import Silence
from bot.domain.presence import Busy, Presence
from bot.domain.work_hours import WorkHours
from bot.domain.written_hours import parse_hours
from tests.builders import a_member, at, some_settings
from tests.domain import strategies

NINE, TEN, ELEVEN, NOON, ONE, TWO = (at(f"2026-03-02 {hour:02}:00") for hour in range(9, 15))
HALF_PAST_ONE = at("2026-03-02 13:30")
TUESDAY_AT_NINE = at("2026-03-03 09:00")
UNTIL_TWO = some_settings(quiet=parse_hours("Mon 13:30-14"))


def in_a_meeting(until: datetime | None = None, *, since: datetime = NINE) -> Presence:
    """Make somebody whose status says meeting."""
    return Presence(status=Busy.MEETING, status_until=until, status_since=since)


def paused(until: datetime, **changes: object) -> Member:
    """Make a member who paused."""
    return a_member(opt_in=OptIn.PAUSED, paused_until=until, **changes)


@pytest.mark.parametrize(
    ("member", "around", "now", "last"),
    [
        (a_member(), {}, TEN, None),
        (a_member(opt_in=OptIn.LEFT), {}, TEN, Quiet(Silence.NOT_OPTED_IN)),
        (
            a_member(),
            {"presence": in_a_meeting(ELEVEN)},
            TEN,
            Quiet(Silence.IN_A_MEETING, ELEVEN),
        ),
        (
            a_member(settings=UNTIL_TWO),
            {"presence": in_a_meeting(at("2026-03-02 13:45"))},
            NOON,
            Quiet(Silence.QUIET_BLOCK, TWO),
        ),
        (
            a_member(settings=some_settings(quiet=parse_hours("Mon 9-11"))),
            {"presence": in_a_meeting(NOON)},
            TEN,
            Quiet(Silence.IN_A_MEETING, NOON),
        ),
        (
            a_member(),
            {"presence": in_a_meeting(ONE)},
            NOON,
            Quiet(Silence.OUTSIDE_HOURS, HALF_PAST_ONE),
        ),
        (
            a_member(),
            {"presence": in_a_meeting(at("2026-03-06 18:00"))},
            NOON,
            Quiet(Silence.OUTSIDE_HOURS, at("2026-03-09 09:00")),
        ),
        (
            paused(TEN),
            {"presence": in_a_meeting(ELEVEN)},
            NINE,
            Quiet(Silence.IN_A_MEETING, ELEVEN),
        ),
        (
            a_member(),
            {"workspace_paused_until": at("2026-03-02 18:00")},
            NINE,
            Quiet(Silence.OUTSIDE_HOURS, TUESDAY_AT_NINE),
        ),
        (
            a_member(settings=some_settings(hours=parse_hours("Mon-Fri 18-23"))),
            {"presence": Presence(dnd_start=at("2026-03-02 22:00"), dnd_end=TUESDAY_AT_NINE)},
            at("2026-03-02 22:30"),
            Quiet(Silence.OUTSIDE_HOURS, at("2026-03-03 18:00")),
        ),
        (
            a_member(settings=some_settings(calendar="GB-ENG")),
            {},
            at("2026-12-25 10:00"),
            Quiet(Silence.HOLIDAY, at("2026-12-29 09:00")),
        ),
    ],
)
def test_the_end_is_that_of_the_last_reason(
    member: Member, around: dict[str, Any], now: datetime, last: Quiet | None
) -> None:
    """However many follow upon one another."""
    assert last_quiet(member, now=now, **around) == last


@pytest.mark.parametrize(
    ("member", "around", "now", "last"),
    [
        (a_member(), {"presence": in_a_meeting()}, TEN, Quiet(Silence.IN_A_MEETING)),
        (paused(TEN), {"presence": in_a_meeting()}, NINE, Quiet(Silence.IN_A_MEETING)),
        (
            a_member(),
            {"presence": Presence(in_huddle=True, huddle_until=ELEVEN)},
            TEN,
            Quiet(Silence.IN_A_HUDDLE),
        ),
        (a_member(opt_in=OptIn.PAUSED), {}, TEN, Quiet(Silence.PAUSED)),
        (
            a_member(
                settings=some_settings(hours=parse_hours("Mon 9-15"), quiet=parse_hours("Mon 9-15"))
            ),
            {"presence": in_a_meeting(ELEVEN)},
            TEN,
            Quiet(Silence.QUIET_BLOCK),
        ),
    ],
)
def test_an_end_that_nobody_knows_stays_unknown(
    member: Member, around: dict[str, Any], now: datetime, last: Quiet
) -> None:
    """And so does whatever would come after it."""
    assert last_quiet(member, now=now, **around) == last


def test_a_status_that_is_not_believed_by_then_is_over() -> None:
    """A meeting that nobody ended fills the morning, and not the next one."""
    evening = at("2026-03-02 18:00")
    member, presence = a_member(), in_a_meeting(since=evening)

    assert last_quiet(member, now=evening, presence=presence) == Quiet(
        Silence.OUTSIDE_HOURS, TUESDAY_AT_NINE
    )


@st.composite
def knowledge(draw: st.DrawFn) -> tuple[Member, datetime, dict[str, Any]]:
    """Draw a member, an instant, and all that may keep nudges away from then on."""
    # Until 2011 clocks went back across midnight in places, and a minute of a day came before it.
    now = draw(strategies.instants.filter(lambda drawn: drawn.year >= 2012))
    later = st.integers(-60, 7 * 24 * 60).map(lambda minutes: now + timedelta(minutes=minutes))
    settings = some_settings(
        zone=draw(strategies.zones),
        hours=draw(strategies.hours),
        quiet=WorkHours(tuple(draw(strategies.day_windows(most=1)) for _ in range(7))),
        calendar=draw(st.sampled_from(("", "GB-ENG", "JP"))),
    )
    until = draw(st.none() | later)
    presence = Presence(
        status=draw(st.none() | st.sampled_from(Busy)),
        status_until=draw(st.none() | later),
        status_since=now - timedelta(hours=1),
        dnd_start=draw(st.none() | later),
        dnd_end=draw(st.none() | later),
        in_huddle=draw(st.integers(0, 9)) == 0,
        huddle_since=now,
    )
    member = a_member(
        settings=settings,
        opt_in=OptIn.ACTIVE if until is None else OptIn.PAUSED,
        paused_until=until,
    )
    around = {"presence": presence, "workspace_paused_until": draw(st.none() | later)}
    return member, now, around


@given(known=knowledge(), share=st.integers(0, 999))
def test_it_is_quiet_until_then_and_not_any_more(
    known: tuple[Member, datetime, dict[str, Any]], share: int
) -> None:
    """At every instant before the end there is a reason, and at the end there is none."""
    member, now, around = known
    last = last_quiet(member, now=now, **around)

    if last is None:
        assert quiet(member, now=now, **around) is None
    elif last.until is not None:
        assert quiet(member, now=last.until, **around) is None
        ahead = last.until - now
        assert quiet(member, now=now + ahead * share / 1000, **around)
        assert quiet(member, now=now + ahead - timedelta(seconds=1), **around)
    else:
        assert quiet(member, now=now, **around)
