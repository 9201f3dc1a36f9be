"""The eight-week programme and its dose meter."""

import itertools
from datetime import date, timedelta
from fractions import Fraction

import pytest

from bot.domain.programme import (
    STUDIED_SECONDS,
    WEEKS,
    Dose,
    Round,
    dose,
    stage_on,
)

BEGUN = date(2026, 3, 2)
ROUNDS_A_DAY = 8
"""One an hour."""


def after(days: int) -> date:
    """Return a day of the programme; the first is 0."""
    return BEGUN + timedelta(days=days)


def test_each_week_asks_for_more_than_the_last() -> None:
    """Step by step, in eight weeks."""
    assert len(WEEKS) == 8
    assert all(one.seconds < other.seconds for one, other in itertools.pairwise(WEEKS))


def test_the_first_week_is_what_a_squeeze_is_anyway() -> None:
    """Three squeezes of five seconds: about one seventh of what was studied."""
    assert WEEKS[0].seconds == 15
    first_week = Dose(seconds=ROUNDS_A_DAY * WEEKS[0].seconds, days=1)
    assert first_week.share == Fraction(2, 15)


def test_the_last_week_comes_to_the_studied_dose_and_not_beyond() -> None:
    """With a squeeze every hour of a work day."""
    last_week = ROUNDS_A_DAY * WEEKS[-1].seconds

    assert 0.95 * STUDIED_SECONDS < last_week <= STUDIED_SECONDS


@pytest.mark.parametrize("round_", WEEKS)
def test_a_round_is_one_set_or_two(round_: Round) -> None:
    """Its invitation says "twice"."""
    assert round_.sets in {1, 2}


@pytest.mark.parametrize(
    ("day", "week"), [(-1, 1), (0, 1), (6, 1), (7, 2), (27, 4), (28, 5), (49, 8), (55, 8)]
)
def test_weeks_are_counted_from_the_first_day(day: int, week: int) -> None:
    """Whichever weekday that was."""
    stage = stage_on(BEGUN, after(day))

    assert stage is not None
    assert stage.week == week
    assert stage.round == WEEKS[week - 1]


@pytest.mark.parametrize("day", [56, 400])
def test_afterwards_there_is_no_programme(day: int) -> None:
    """It ends by itself."""
    assert stage_on(BEGUN, after(day)) is None


def test_who_never_began_is_at_no_stage() -> None:
    """It is opt-in."""
    assert stage_on(None, BEGUN) is None


def test_a_dose_is_what_was_held_over_the_days_so_far() -> None:
    """On the third day it is an average of three, whatever came on them."""
    measured = dose({after(0): 4, after(2): 8}, since=BEGUN, day=after(2))

    assert measured == Dose(seconds=12 * 15, days=3)
    assert measured.a_day == 60
    assert measured.share == Fraction(1, 15)


def test_a_dose_reaches_seven_days_back_and_takes_each_day_at_its_week() -> None:
    """Days without any count as well: the study was about every day."""
    rounds = {after(day): 8 for day in range(9)}
    measured = dose(rounds, since=BEGUN, day=after(8))

    of_first_week, of_second_week = 5 * 8 * 15, 2 * 8 * 25
    assert measured == Dose(seconds=of_first_week + of_second_week, days=7)


def test_what_came_before_the_programme_is_no_dose_of_it() -> None:
    """Squeezes of the day before were not counted in seconds."""
    rounds = {after(-1): 8, after(0): 1}

    assert dose(rounds, since=BEGUN, day=after(0)) == Dose(seconds=15, days=1)


def test_a_traveller_whose_first_day_is_ahead_has_a_dose_of_one_day() -> None:
    """Far in the west it is still the day before."""
    assert dose({after(-1): 2}, since=BEGUN, day=after(-1)) == Dose(seconds=30, days=1)


def test_nothing_is_nothing() -> None:
    """And no fault."""
    assert dose({}, since=BEGUN, day=after(20)) == Dose(seconds=0, days=7)
