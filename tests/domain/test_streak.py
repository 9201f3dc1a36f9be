"""Streaks: days in a row with the goal met."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.score import Tally
from bot.domain.streak import goal_met, streak
from tests.builders import a_tally

TODAY = date(2026, 3, 13)
MET, MISSED, OFF = a_tally(), a_tally(completed=0), Tally(logged=2)
MARKS = {"+": MET, "-": MISSED, ".": OFF}

histories = st.text(alphabet="++++-.", max_size=60)


def days_of(marks: str) -> dict[date, Tally]:
    """Read days, today last: `+` met, `-` missed, `.` off."""
    return {TODAY - timedelta(days=ago): MARKS[mark] for ago, mark in enumerate(reversed(marks))}


@pytest.mark.parametrize(
    ("marks", "length"),
    [
        ("", 0),
        ("+", 1),
        ("-", 0),
        ("+++", 3),
        ("++-", 2),
        ("++..+", 3),
        ("++-+", 3),
        ("+-+", 2),
        ("+--+", 1),
        ("+-+-+", 2),
        ("+" + "-" + "+" * 13 + "-" + "+", 15),
        ("+" + "-" + "+" * 12 + "-" + "+", 13),
        ("...", 0),
        ("-" * 9, 0),
    ],
)
def test_a_streak_is_as_long_as_its_days_say(marks: str, length: int) -> None:
    """Days off are neutral, one miss a fortnight is forgiven, and today is never a miss."""
    assert streak(days_of(marks), today=TODAY).days == length


@pytest.mark.parametrize(
    ("marks", "ago"),
    [
        ("++-+", 1),
        ("+-+", 1),
        ("+--+", None),
        ("-+", None),
        ("+++", None),
        ("+-" + "+" * 13 + "-+", 1),
        ("++-", None),
    ],
)
def test_the_newest_forgiven_day_is_told(marks: str, ago: int | None) -> None:
    """Only one within the streak, and not the one after which it broke."""
    forgiven = None if ago is None else TODAY - timedelta(days=ago)

    assert streak(days_of(marks), today=TODAY).forgiven == forgiven


@given(histories)
def test_today_only_adds(marks: str) -> None:
    """Whatever today brings, the streak is never shorter for it."""
    before = streak(days_of(marks + "."), today=TODAY)

    assert streak(days_of(marks + "-"), today=TODAY) == before
    assert streak(days_of(marks + "+"), today=TODAY).days == before.days + 1


@given(histories)
def test_days_without_asks_are_neutral(marks: str) -> None:
    """Leaving the days off out changes nothing."""
    days = days_of(marks)
    asked = {day: tally for day, tally in days.items() if tally.asked}

    assert streak(days, today=TODAY) == streak(asked, today=TODAY)


@given(histories)
def test_days_to_come_do_not_count(marks: str) -> None:
    """What lies after today is not yet."""
    days = days_of(marks)

    assert streak(days | {TODAY + timedelta(days=1): MET}, today=TODAY) == streak(days, today=TODAY)


@pytest.mark.parametrize(
    ("tally", "is_met"),
    [(a_tally(asked=4, completed=2), True), (a_tally(asked=4, completed=1), False), (OFF, False)],
)
def test_half_of_what_was_asked_is_the_goal(tally: Tally, is_met: bool) -> None:  # noqa: FBT001 - the outcome of the row
    """A day counts from half of its asks on, and a day without asks does not."""
    assert goal_met(tally) is is_met
