"""Pauses: how people say them, and when they end."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.pause import LONGEST, Pause, PauseError, parse_duration, read_pause
from bot.domain.zone import zone_named
from tests.builders import at
from tests.domain import strategies

MONDAY_NOON = at("2026-03-02 12:00")
LONDON = zone_named("Europe/London")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90m", 90),
        ("1h30m", 90),
        ("1h 30", 90),
        ("2h", 120),
        ("2 hours", 120),
        ("1 day", 1440),
        ("1d 2h", 1560),
        ("45", 45),
        (" 10 MIN ", 10),
        ("5 minutes", 5),
        ("0m", 0),
        ("1h30", 90),
        ("an hour", 60),
        ("one hour", 60),
        ("half an hour", 30),
        ("half hour", 30),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("two and a half days", 3600),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("1 hour, 30 minutes", 90),
        ("an hour and 15 minutes", 75),
        ("3 days", 3 * 1440),
        ("2 weeks", 14 * 1440),
        ("a week and two days", 9 * 1440),
        ("ten mins", 10),
    ],
)
def test_durations_read_as_people_write_them(text: str, minutes: int) -> None:
    """A duration is days, hours and minutes, or a bare number of minutes."""
    assert parse_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("90m", "2026-03-02 13:30"),
        ("for 90m", "2026-03-02 13:30"),
        ("1h30m", "2026-03-02 13:30"),
        ("2h", "2026-03-02 14:00"),
        ("today", "2026-03-03 00:00"),
        ("for today", "2026-03-03 00:00"),
        ("rest of  today", "2026-03-03 00:00"),
        ("tomorrow", "2026-03-04 00:00"),
        ("until tomorrow", "2026-03-03 00:00"),
        ("Until 2026-12-01", "2026-12-01 00:00"),
        ("2026-12-01", "2026-12-02 00:00"),
        ("friday", "2026-03-07 00:00"),
        ("on friday", "2026-03-07 00:00"),
        ("until monday", "2026-03-09 00:00"),
        ("till Tue", "2026-03-03 00:00"),
        ("until next friday", "2026-03-06 00:00"),
        ("until 15:00", "2026-03-02 15:00"),
        ("to 15:00", "2026-03-02 15:00"),
        ("until 3pm", "2026-03-02 15:00"),
        ("until 3:30 pm", "2026-03-02 15:30"),
        ("until 3 o'clock tomorrow", "2026-03-03 03:00"),
        ("until at 15", "2026-03-02 15:00"),
        ("until today 15:00", "2026-03-02 15:00"),
        ("until tomorrow 9:00", "2026-03-03 09:00"),
        ("until tomorrow at 9", "2026-03-03 09:00"),
        ("until 9am tomorrow", "2026-03-03 09:00"),
        ("until tomorrow noon", "2026-03-03 12:00"),
        ("until 12am tomorrow", "2026-03-03 00:00"),
        ("until the day after tomorrow", "2026-03-04 00:00"),
        ("until next monday", "2026-03-09 00:00"),
        ("until monday 14:00", "2026-03-09 14:00"),
        ("until 1 December", "2026-12-01 00:00"),
        ("until Dec 1", "2026-12-01 00:00"),
        ("until December 1st", "2026-12-01 00:00"),
        ("until the 1st of December", "2026-12-01 00:00"),
        ("until 1 dec. 2026 at 9:30", "2026-12-01 09:30"),
        ("until dec 1, 2026", "2026-12-01 00:00"),
        ("until 1 March", "2027-03-01 00:00"),
        ("until 2 March", "2027-03-02 00:00"),
        ("until 3 March", "2026-03-03 00:00"),
        ("rest of the day", "2026-03-03 00:00"),
        ("until the end of the day", "2026-03-03 00:00"),
        ("until midnight", "2026-03-03 00:00"),
        ("this week", "2026-03-09 00:00"),
        ("the rest of the week", "2026-03-09 00:00"),
        ("until the end of the week", "2026-03-09 00:00"),
        ("until next week", "2026-03-09 00:00"),
        ("until next week at 9", "2026-03-09 09:00"),
        ("next week", "2026-03-16 00:00"),
        ("the weekend", "2026-03-09 00:00"),
        ("until the weekend", "2026-03-07 00:00"),
        ("until the end of tomorrow", "2026-03-04 00:00"),
        ("until end of next week", "2026-03-16 00:00"),
        ("until the end of friday", "2026-03-07 00:00"),
        ("until the end of 2026-12-01", "2026-12-02 00:00"),
        ("until eow", "2026-03-09 00:00"),
        ("for 3 days", "2026-03-05 12:00"),
        ("for a week", "2026-03-09 12:00"),
        ("2 weeks", "2026-03-16 12:00"),
        ("until 2026-06-01", "2026-05-31 23:00"),
    ],
)
def test_a_pause_ends_when_it_was_said_to(text: str, end: str) -> None:
    """Every form of a pause has one end, by the clock of the member's zone."""
    assert read_pause(text, now=MONDAY_NOON, zone=LONDON) == Pause(at(end))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "unclear"),
        ("yesterday", "unclear"),
        ("until monkey", "unclear"),
        ("until 25:00", "unclear"),
        ("-5m", "unclear"),
        ("1.234h", "unclear"),
        ("1h 2h", "unclear"),
        ("2 days 5", "unclear"),
        ("half", "past"),
        ("half past", "unclear"),
        ("h", "unclear"),
        ("until today", "unclear"),
        ("until 13pm", "unclear"),
        ("until 9", "unclear"),
        ("until 24:00", "unclear"),
        ("until 31 February", "unclear"),
        ("until 29 February", "unclear"),
        ("until 5 ma", "unclear"),
        ("until 1 2 3 4", "unclear"),
        ("until december", "unclear"),
        ("until 2026-13-01", "unclear"),
        ("for today and tomorrow", "unclear"),
        ("until " + "a " * 20, "unclear"),
        ("m " * 20, "unclear"),
        ("tell me", "unclear"),
        (" ," * 300, "unclear"),
        ("m", "unclear"),
        ("\N{ARABIC-INDIC DIGIT NINE}m", "unclear"),
        ("until 1\N{ARABIC-INDIC DIGIT FIVE}:00", "unclear"),
        ("\N{SUPERSCRIPT TWO}h", "unclear"),
        ("0m", "past"),
        ("until 2026-03-01", "past"),
        ("until 2026-03-02", "past"),
        ("until 11:59", "past"),
        ("0001-01-01", "past"),
        ("until 2027-12-01", "too_long"),
        ("9999-12-31", "too_long"),
        ("until the end of 9999-12-31", "unclear"),
        ("367d", "too_long"),
        ("300d 100d", "unclear"),
        ("366d 24h", "too_long"),
        ("9" * 7 + "m", "too_long"),
        ("9" * 50, "too_long"),
        ("9" * 5000, "unclear"),
    ],
)
def test_what_is_no_pause_says_why(text: str, reason: str) -> None:
    """A pause that cannot be had carries the reason and what was said."""
    with pytest.raises(PauseError) as caught:
        read_pause(text, now=MONDAY_NOON, zone=LONDON)

    assert (caught.value.reason, caught.value.text) in {(reason, text), (reason, text.lower())}


LATER = [
    ("tomorrow", "tomorrow", "2026-03-03 00:00"),
    ("for tomorrow and tell me", "tomorrow", "2026-03-03 00:00"),
    ("Next week", "next week", "2026-03-09 00:00"),
    ("for the weekend", "weekend", "2026-03-07 00:00"),
    ("friday", "friday", "2026-03-06 00:00"),
    ("the day after tomorrow", "day after tomorrow", "2026-03-04 00:00"),
    ("1 December", "1 december", "2026-12-01 00:00"),
]
"""What begins later: as it is said, as it is called, and when it begins."""


@pytest.mark.parametrize(("text", "name", "begins"), LATER)
def test_a_pause_never_begins_before_what_it_is_for(text: str, name: str, begins: str) -> None:
    """A day to come is no word for silence from now on: with a nudge before it, it is refused."""
    before = at(begins) - timedelta(minutes=1)
    with pytest.raises(PauseError) as caught:
        read_pause(text, now=MONDAY_NOON, zone=LONDON, next_at=before)

    assert (caught.value.reason, caught.value.text) == ("begins_later", name)


@pytest.mark.parametrize(("text", "name", "begins"), LATER)
def test_a_day_to_come_is_paused_once_nothing_comes_before_it(
    text: str, name: str, begins: str
) -> None:
    """It is then the same whether the pause begins now, and ends when that day is over."""
    pause = read_pause(text, now=MONDAY_NOON, zone=LONDON, next_at=at(begins))

    end = read_pause(f"until the end of {name}", now=MONDAY_NOON, zone=LONDON)
    assert pause.until == end.until


@pytest.mark.parametrize(("_text", "name", "begins"), LATER)
def test_until_a_day_to_come_begins_now(_text: str, name: str, begins: str) -> None:
    """Both ways of saying it that the refusal offers are read."""
    until = read_pause(f"until {name}", now=MONDAY_NOON, zone=LONDON, next_at=MONDAY_NOON)

    assert until == Pause(at(begins))


@pytest.mark.parametrize(
    "text",
    [
        "90m and tell me",
        "90m, tell me",
        "for 90m and tell me when it ends",
        "90m tell me when it is over.",
    ],
)
def test_who_wants_to_be_told_says_so(text: str) -> None:
    """At the end, and in a few words."""
    pause = read_pause(text, now=MONDAY_NOON, zone=LONDON)

    assert pause == Pause(at("2026-03-02 13:30"), announces=True)


words = st.sampled_from(
    (
        "until",
        "for",
        "next",
        "today",
        "monday",
        "15:00",
        "2026-12-01",
        "90",
        "h",
        "m",
        "d",
        " ",
        "-",
    )
)


@given(
    text=st.text() | st.lists(words, max_size=5).map(" ".join) | st.dates().map(str),
    now=strategies.instants,
    zone=strategies.zones,
)
@example(text="9" * 5000 + "d", now=MONDAY_NOON, zone="Europe/London")
@example(text="0001-01-01", now=MONDAY_NOON, zone="Pacific/Kiritimati")
@example(text="9999-12-31", now=MONDAY_NOON, zone="Pacific/Pago_Pago")
def test_whatever_is_said_ends_within_a_year_or_is_a_pause_error(
    text: str, now: datetime, zone: str
) -> None:
    """No text raises anything but a PauseError, and no pause is over or endless."""
    try:
        end = read_pause(text, now=now, zone=zone_named(zone)).until
    except PauseError:
        return

    assert end.tzinfo is UTC
    assert now < end <= now + LONGEST


@pytest.mark.parametrize(
    ("zone", "now", "end"),
    [
        ("America/Havana", "2026-03-07 20:00", "2026-03-08 05:00"),
        ("America/Havana", "2026-10-31 20:00", "2026-11-01 04:00"),
        ("Asia/Beirut", "2026-03-28 12:00", "2026-03-28 22:00"),
        ("America/Santiago", "2026-04-04 20:00", "2026-04-05 04:00"),
        ("America/Santiago", "2026-09-05 20:00", "2026-09-06 04:00"),
        ("Pacific/Apia", "2011-12-30 02:00", "2011-12-30 10:00"),
    ],
)
def test_today_ends_with_the_day_though_midnight_is_skipped_or_doubled(
    zone: str, now: str, end: str
) -> None:
    """Where the clocks change at midnight, a pause ends as the next day begins."""
    place = zone_named(zone)

    ended = read_pause("today", now=at(now), zone=place).until

    assert ended == at(end)
    assert (ended - timedelta(seconds=1)).astimezone(place).date() == at(now).astimezone(
        place
    ).date()
    assert ended.astimezone(place).date() > at(now).astimezone(place).date()


def test_now_may_come_in_any_zone() -> None:
    """A now in the member's own zone counts true hours over a clock change."""
    now = at("2026-03-28 23:30").astimezone(LONDON)

    assert read_pause("4h", now=now, zone=LONDON).until == at("2026-03-29 03:30")
