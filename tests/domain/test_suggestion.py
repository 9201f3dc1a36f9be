"""What became of nudges, and the one change of the settings that would help most."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.nudge import HELD, Answer, Silence
from bot.domain.plan import DEFAULT_PLAN, Intensity, gentler, plan_of
from bot.domain.suggestion import (
    CalmerPlan,
    Fate,
    Fates,
    QuietHour,
    Split,
    fate_of,
    split,
    suggest,
    with_quiet_hour,
)
from bot.domain.work_hours import NO_HOURS, WorkHours
from bot.domain.written_hours import format_hours, parse_hours
from tests.builders import some_settings
from tests.domain import strategies

GENTLE = plan_of(Intensity.GENTLE)


def fates(
    *, missed: int, done: int, hour: int = 14, elsewhere: int = 0
) -> dict[tuple[int, Fate], int]:
    """Count nudges of one hour, and some that were done at ten."""
    return {
        (hour, Fate.UNANSWERED): missed,
        (hour, Fate.DONE): done,
        (10, Fate.DONE): elsewhere,
    }


@pytest.mark.parametrize(
    ("answer", "fate"),
    [
        (Answer.DONE, Fate.DONE),
        (Answer.ALREADY_UP, Fate.ALREADY_UP),
        (Answer.SNOOZED, Fate.PUT_OFF),
        (Answer.BUSY, Fate.PUT_OFF),
        (Answer.SKIPPED, Fate.SKIPPED),
        (None, Fate.UNANSWERED),
    ],
)
def test_every_answer_is_a_fate(answer: Answer | None, fate: Fate) -> None:
    """None of them is left out."""
    assert fate_of(answer, None) is fate


@pytest.mark.parametrize("silence", HELD)
def test_what_was_held_back_is_a_fate_of_its_own(silence: Silence) -> None:
    """It was never asked."""
    assert fate_of(None, silence) is Fate.HELD


def test_fates_are_counted_whatever_the_hour() -> None:
    """With the share that went by."""
    counted = split({(9, Fate.DONE): 2, (10, Fate.DONE): 1, (10, Fate.UNANSWERED): 1})

    assert counted == Split(done=3, unanswered=1)
    assert counted.share_missed * 4 == 1
    assert Split().share_missed == 0


@given(st.dictionaries(st.sampled_from(Fate), st.integers(0, 900)))
def test_the_parts_add_up_to_what_was_asked(counts: dict[Fate, int]) -> None:
    """Whatever they are; what was held back was not asked."""
    counted = split({(9, fate): count for fate, count in counts.items()})

    asked = sum(count for fate, count in counts.items() if fate is not Fate.HELD)
    assert counted.asked == asked
    assert counted.held == counts.get(Fate.HELD, 0)
    parts = (counted.done, counted.already_up, counted.put_off, counted.skipped)
    assert sum(parts) + counted.unanswered == asked
    assert counted.missed == counted.skipped + counted.unanswered


@pytest.mark.parametrize(
    ("counts", "is_suggested"),
    [
        (fates(missed=8, done=0, elsewhere=20), True),
        (fates(missed=8, done=4, elsewhere=20), True),
        (fates(missed=7, done=0, elsewhere=20), False),
        (fates(missed=8, done=5, elsewhere=20), False),
        (fates(missed=8, done=0, hour=13, elsewhere=20), True),
        (fates(missed=8, done=0, hour=20, elsewhere=20), False),
        ({}, False),
    ],
)
def test_an_hour_that_stands_out_is_to_be_quiet(counts: Fates, *, is_suggested: bool) -> None:
    """Where it is within the hours, and enough went by in it."""
    assert isinstance(suggest(counts, some_settings()), QuietHour) is is_suggested


def test_the_worst_hour_is_suggested() -> None:
    """With how many went by in it."""
    counts = fates(missed=9, done=1, hour=14, elsewhere=40) | {
        (11, Fate.UNANSWERED): 8,
        (11, Fate.DONE): 2,
    }

    assert suggest(counts, some_settings()) == QuietHour(hour=14, missed=9, asked=10)


def test_who_misses_half_of_everything_is_asked_less_often() -> None:
    """An hour would not help them; and there must be a calmer plan."""
    counts = fates(missed=15, done=0) | {(10, Fate.UNANSWERED): 15, (10, Fate.DONE): 1}

    assert suggest(counts, some_settings()) == CalmerPlan(plan=gentler(DEFAULT_PLAN) or GENTLE)
    assert suggest(counts, some_settings(plan=GENTLE)) is None


@pytest.mark.parametrize("missed", [9, 19])
def test_too_little_is_known_for_a_suggestion(missed: int) -> None:
    """Nineteen nudges say nothing, nor does one that went by in two that did not."""
    counts = {(9, Fate.UNANSWERED): min(missed, 7), (10, Fate.UNANSWERED): missed - min(missed, 7)}

    assert suggest(counts, some_settings(hours=parse_hours("Mon-Fri 7-8"))) is None


def test_a_quiet_hour_joins_those_that_are_there() -> None:
    """Only on days that work in it."""
    settings = some_settings(
        hours=parse_hours("Mon-Thu 9-17; Fri 9-12"), quiet=parse_hours("Mon 13-14; Tue 14:30-16")
    )

    quieter = with_quiet_hour(settings, 14)

    assert quieter is not None
    assert format_hours(quieter.quiet) == ("Mon 13:00-15:00\nTue 14:00-16:00\nWed-Thu 14:00-15:00")


@pytest.mark.parametrize(("hours", "hour"), [("Mon-Fri 9-10", 9), ("Mon-Fri 9-10", 14)])
def test_a_quiet_hour_that_takes_all_or_nothing_is_none(hours: str, hour: int) -> None:
    """The settings would be no use, or no other."""
    assert with_quiet_hour(some_settings(hours=parse_hours(hours)), hour) is None


@given(hours=strategies.hours, quiet=strategies.hours, hour=st.integers(0, 23))
def test_a_quiet_hour_is_quiet_and_nothing_else_changes(
    hours: WorkHours, quiet: WorkHours, hour: int
) -> None:
    """Whatever the hours and the blocks: nothing opens, and what is left is something."""
    settings = some_settings(hours=hours, quiet=quiet)

    quieter = with_quiet_hour(settings, hour)

    if quieter is not None:
        minutes = int(timedelta(hours=hour).total_seconds() // 60)
        for windows in quieter.open_hours.days:
            assert all(each.end <= minutes or each.start >= minutes + 60 for each in windows)
        assert quieter.open_hours != NO_HOURS
        assert quieter.open_hours.without(settings.open_hours) == NO_HOURS
