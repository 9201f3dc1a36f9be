"""Work hours: reading and writing them, and the instants they come to."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.work_hours import (
    DEFAULT_HOURS,
    MINUTES_A_DAY,
    Span,
    Window,
    WorkHours,
    WorkHoursError,
    same_every_day,
)
from bot.domain.written_hours import format_hours, parse_hours, weekday_named
from bot.domain.zone import zone_named, zone_names
from tests.builders import at
from tests.domain import strategies

EVERY_DAY = range(7)
ALL_DAY = same_every_day((Window(0, MINUTES_A_DAY),), days=EVERY_DAY)
MORNING, LONG_DAY = Window(9 * 60, 12 * 60), Window(9 * 60, 17 * 60)


def minutes_by_brute_force(hours: WorkHours, day: date, zone: str) -> set[datetime]:
    """Find a day's working minutes by asking the wall clock at each minute near it."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    found = set()
    for minute in range(-16 * 60, 41 * 60):
        instant = midnight + timedelta(minutes=minute)
        local = instant.astimezone(zone_named(zone))
        shown = local.hour * 60 + local.minute
        if local.date() == day and any(
            window.start <= shown < window.end for window in hours.days[day.weekday()]
        ):
            found.add(instant)
    return found


def minutes_of(spans: tuple[Span, ...]) -> set[datetime]:
    """Spell spans out, minute by minute."""
    return {
        span.start + timedelta(minutes=minute)
        for span in spans
        for minute in range(int((span.end - span.start) / timedelta(minutes=1)))
    }


@given(
    zone=strategies.zones,
    hours=strategies.hours,
    day=st.dates(date(2008, 1, 1), date(2037, 12, 31)),
)
@example(zone="America/Los_Angeles", hours=ALL_DAY, day=date(2026, 3, 8))
@example(zone="America/Los_Angeles", hours=ALL_DAY, day=date(2026, 11, 1))
@example(zone="Pacific/Pago_Pago", hours=ALL_DAY, day=date(2026, 11, 1))
@example(zone="Australia/Lord_Howe", hours=ALL_DAY, day=date(2026, 4, 5))
@example(zone="Australia/Lord_Howe", hours=ALL_DAY, day=date(2026, 10, 4))
@example(zone="Pacific/Apia", hours=ALL_DAY, day=date(2011, 12, 29))
@example(zone="Pacific/Apia", hours=ALL_DAY, day=date(2011, 12, 30))
@example(zone="Pacific/Apia", hours=ALL_DAY, day=date(2011, 12, 31))
@example(zone="Africa/Casablanca", hours=ALL_DAY, day=date(2026, 2, 15))
@example(zone="Africa/El_Aaiun", hours=ALL_DAY, day=date(2026, 3, 22))
@example(zone="America/Havana", hours=ALL_DAY, day=date(2026, 3, 8))
@example(zone="America/Havana", hours=ALL_DAY, day=date(2026, 11, 1))
@example(zone="Asia/Beirut", hours=ALL_DAY, day=date(2026, 3, 29))
@example(zone="America/Santiago", hours=ALL_DAY, day=date(2026, 4, 4))
@example(zone="America/Santiago", hours=ALL_DAY, day=date(2026, 9, 6))
def test_spans_are_the_working_minutes(zone: str, hours: WorkHours, day: date) -> None:
    """The spans of a day hold exactly the minutes at which the wall clock shows work."""
    spans = hours.spans_on(day, zone_named(zone))

    assert minutes_of(spans) == minutes_by_brute_force(hours, day, zone)


@pytest.mark.parametrize("days", [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_day_with_a_clock_change_is_as_long_as_it_is(days: tuple[date, int]) -> None:
    """A window to 24:00 gains and loses the hour that the clocks do."""
    day, length = days

    spans = ALL_DAY.spans_on(day, zone_named("Europe/London"))

    assert sum((span.end - span.start for span in spans), timedelta()) == timedelta(hours=length)


@pytest.mark.parametrize("zone", sorted(zone_names()))
def test_a_whole_week_is_covered_in_every_zone(zone: str) -> None:
    """All-day hours leave no gap and no overlap between one day and the next."""
    spans = [
        span
        for offset in range(9)
        for span in ALL_DAY.spans_on(date(2026, 3, 2) + timedelta(days=offset), zone_named(zone))
    ]

    assert all(one.end == other.start for one, other in itertools.pairwise(spans))


@given(zone=strategies.zones, hours=strategies.hours, instant=strategies.instants)
def test_an_instant_is_inside_hours_when_a_span_of_its_day_holds_it(
    zone: str, hours: WorkHours, instant: datetime
) -> None:
    """`contains` and `spans_on` agree."""
    place = zone_named(zone)

    spans = hours.spans_on(instant.astimezone(place).date(), place)

    assert hours.contains(instant, place) == any(span.start <= instant < span.end for span in spans)


@given(
    zone=strategies.zones,
    hours=strategies.hours,
    day=st.dates(date(2008, 1, 1), date(2037, 12, 31)),
)
def test_spans_of_a_day_are_in_order_and_apart(zone: str, hours: WorkHours, day: date) -> None:
    """No two spans of a date overlap or touch."""
    spans = hours.spans_on(day, zone_named(zone))

    assert all(one.end < other.start for one, other in itertools.pairwise(spans))


@given(hours=strategies.hours, quiet=strategies.hours)
@example(hours=DEFAULT_HOURS, quiet=same_every_day((Window(15 * 60, 15 * 60 + 30),)))
@example(hours=DEFAULT_HOURS, quiet=same_every_day((Window(9 * 60, 10 * 60),)))
def test_hours_without_others_are_the_minutes_that_are_left(
    hours: WorkHours, quiet: WorkHours
) -> None:
    """A quiet time takes away its own minutes, before, in and after a gap, and no others."""
    for day, blocks, left in zip(hours.days, quiet.days, hours.without(quiet).days, strict=True):
        assert _minutes_in(left) == _minutes_in(day) - _minutes_in(blocks)


def test_days_from_begins_with_the_local_day() -> None:
    """The first day is the one that the instant falls on in the zone."""
    days = DEFAULT_HOURS.days_from(at("2026-03-02 23:30"), zone_named("Asia/Tokyo"), days=2)

    assert [day for day, _ in days] == [date(2026, 3, 3), date(2026, 3, 4)]


@given(strategies.hours)
def test_hours_survive_being_written_and_read(hours: WorkHours) -> None:
    """What `format_hours` writes, `parse_hours` reads."""
    assert parse_hours(format_hours(hours)) == hours


@given(
    st.text(alphabet="MonTuesWdhFriSat09:-, \nand;\N{EN DASH}\N{ARABIC-INDIC DIGIT THREE}")
    | st.text()
)
def test_reading_nonsense_raises_only_work_hours_errors(text: str) -> None:
    """Whatever is typed is either hours or a WorkHoursError."""
    try:
        hours = parse_hours(text)
    except WorkHoursError:
        return

    assert any(hours.days)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Mon-Fri 9-17", "Mon-Fri 09:00-17:00"),
        ("mon-fri 9:00-12:30 and 13:30-17:30", "Mon-Fri 09:00-12:30, 13:30-17:30"),
        ("Mon, Wed 10:00-14:00", "Mon 10:00-14:00\nWed 10:00-14:00"),
        ("Mon and Wed 10:00-14:00", "Mon 10:00-14:00\nWed 10:00-14:00"),
        ("Mon, Tue, and Wed: 10-14", "Mon-Wed 10:00-14:00"),
        ("Mon Wed 10-14", "Mon 10:00-14:00\nWed 10:00-14:00"),
        ("Mon\N{EN DASH}Fri 9\N{EN DASH}17", "Mon-Fri 09:00-17:00"),
        ("Monday  -  Friday:  9:00 - 17:00", "Mon-Fri 09:00-17:00"),
        ("Mondays to Thursdays 9:00 to 17:00", "Mon-Thu 09:00-17:00"),
        ("Fri-Mon 8-12", "Mon 08:00-12:00\nFri-Sun 08:00-12:00"),
        ("Mon-Fri 13:30-17:30, 9-12:30", "Mon-Fri 09:00-12:30, 13:30-17:30"),
        ("Mon-Thu 9-17; Fri 9-15", "Mon-Thu 09:00-17:00\nFri 09:00-15:00"),
        ("Sat 20:00-24:00", "Sat 20:00-24:00"),
        ("Tue-Tue 9-10", "Tue 09:00-10:00"),
        ("Mon-Fri 9am-5pm", "Mon-Fri 09:00-17:00"),
        ("Mon 9 a.m. - 12:30 p.m., 1:30 pm - 5 PM", "Mon 09:00-12:30, 13:30-17:00"),
        ("Mon 12am-12pm", "Mon 00:00-12:00"),
        ("Mon 12pm to 1pm and 2-5pm", "Mon 12:00-13:00, 14:00-17:00"),
        ("Mon 9-12pm, 12:30-5pm", "Mon 09:00-12:00, 12:30-17:00"),
        ("Mon 9-5pm", "Mon 09:00-17:00"),
        ("Mon-Fri 9-5", "Mon-Fri 09:00-17:00"),
        ("Mon 9am-5", "Mon 09:00-17:00"),
        ("Mon 9-12, 1-5", "Mon 09:00-12:00, 13:00-17:00"),
        ("Mon 9-5, 6-8", "Mon 09:00-17:00, 18:00-20:00"),
        ("Mon 1-5", "Mon 01:00-05:00"),
        ("Mon 13-17, 8-11", "Mon 08:00-11:00, 13:00-17:00"),
        ("Mon 10:00-12:00, 12:30-12:45", "Mon 10:00-12:00, 12:30-12:45"),
        ("Mon 10-11pm", "Mon 22:00-23:00"),
        ("Mon 12-5pm", "Mon 12:00-17:00"),
        ("Mon 8am-17:30", "Mon 08:00-17:30"),
        ("Mon 9pm-12am", "Mon 21:00-24:00"),
    ],
)
def test_people_may_write_hours_as_they_do(text: str, written: str) -> None:
    """The usual spellings are understood."""
    assert format_hours(parse_hours(text)) == written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        (" \n ; ", ""),
        ("always", "always"),
        ("Mon", "Mon"),
        ("Monkey 9-17", "Monkey 9-17"),
        ("Mo 9-17", "Mo 9-17"),
        ("Mon-Moon 9-17", "Mon-Moon 9-17"),
        ("Mon 9-25", "Mon 9-25"),
        ("Mon 17-9", "Mon 17-9"),
        ("Mon 9:75-12", "Mon 9:75-12"),
        ("Mon 9-12:60", "Mon 9-12:60"),
        ("Mon 09:00-05:00", "Mon 09:00-05:00"),
        ("Mon 13pm-17", "Mon 13pm-17"),
        ("Mon 0am-9am", "Mon 0am-9am"),
        ("Mon 9xm-5", "Mon 9xm-5"),
        ("Mon 5pm-9am", "Mon 5pm-9am"),
        ("Mon 5pm-5pm", "Mon 5pm-5pm"),
        ("Mon 9", "Mon 9"),
        ("Mon 9-12, 11-13", "Mon 9-12, 11-13"),
        ("Mon-Fri 9-17\nFri 9-15", "Fri 9-15"),
    ],
)
def test_the_line_that_cannot_be_read_is_named(text: str, line: str) -> None:
    """An error tells which line is at fault."""
    with pytest.raises(WorkHoursError) as caught:
        parse_hours(text)

    assert caught.value.line == line


@pytest.mark.parametrize(
    "piece", [" ", "a ", "a,", "to ", "Mon\t", "9 and ", ":", "Mon 9-17\n", "- ", "9 a", "9 pm-"]
)
def test_a_text_of_any_length_is_read_at_once(piece: str) -> None:
    """However long a text is, reading it takes a step for each character and no square of them."""
    with pytest.raises(WorkHoursError) as refused:
        parse_hours("Mon " + piece * (100_000 // len(piece)) + "x")

    assert len(refused.value.line) <= 1_000


def test_blanks_count_once() -> None:
    """Hours that somebody drew up with many blanks are hours all the same."""
    assert parse_hours("Mon" + " " * 5_000 + "9-17") == parse_hours("Mon 9-17")


@pytest.mark.parametrize("edges", [(-1, 10), (10, 10), (20, 10), (10, MINUTES_A_DAY + 1)])
def test_a_window_lies_within_one_day(edges: tuple[int, int]) -> None:
    """A window that is empty or leaves its day is refused."""
    with pytest.raises(WorkHoursError):
        Window(*edges)


@pytest.mark.parametrize(
    "days", [((),) * 6, ((MORNING, LONG_DAY), *((),) * 6), ((LONG_DAY, MORNING), *((),) * 6)]
)
def test_hours_are_seven_days_of_windows_apart(days: tuple[tuple[Window, ...], ...]) -> None:
    """Six days, or windows that overlap, are not hours."""
    with pytest.raises(WorkHoursError):
        WorkHours(days)


@pytest.mark.parametrize(
    ("word", "day"),
    [("Mon", 0), ("tues", 1), ("THURSDAY", 3), ("sundays", 6), ("mo", None), ("satu1", None)],
)
def test_weekdays_go_by_their_names_and_short_names(word: str, day: int | None) -> None:
    """A weekday is its name or the beginning of it, from three letters on."""
    assert weekday_named(word) == day


def _minutes_in(windows: tuple[Window, ...]) -> set[int]:
    return {minute for window in windows for minute in range(window.start, window.end)}
