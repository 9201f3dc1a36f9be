"""A year of many lives, in small: no nudge where none is welcome, by a judge who would see it."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from benchmarks.year.happenings import Spell, What
from benchmarks.year.judge import FAULTS, Judge
from benchmarks.year.life import live
from bot.domain.nudge import Silence
from bot.domain.work_hours import Window, same_every_day
from tests.builders import a_plan, at, some_settings

FIRST = date(2026, 3, 1)
MINUTE = timedelta(minutes=1)
NINE = at("2026-03-02 09:00")
BUSY = tuple(zip(What, FAULTS[3:9], strict=True))


def test_nobody_is_nudged_where_it_is_not_welcome() -> None:
    """Over two months with clock changes in them, for members who have little in common."""
    lives = [live(number, seed=7, first=FIRST, days=60) for number in range(30)]
    faults = sum((life.judge.faults for life in lives), Counter())
    outcomes = sum((life.outcomes for life in lives), Counter())

    assert faults == Counter()
    assert {
        "sent",
        Silence.IN_A_MEETING,
        Silence.FOCUSING,
        Silence.AWAY,
        Silence.IN_A_HUDDLE,
        Silence.DO_NOT_DISTURB,
        Silence.LATE,
    } <= outcomes.keys()


def test_a_life_can_be_told_again() -> None:
    """The same number and seed give the same year."""
    first, second = (live(3, seed=7, first=FIRST, days=30) for _ in range(2))

    assert first.judge.posts == second.judge.posts != []


@pytest.mark.parametrize(
    ("when", "fault"),
    [
        ("2026-03-02 08:59", "outside work hours"),
        ("2026-03-02 12:30", "outside work hours"),
        ("2026-03-02 10:15", "in a quiet block"),
        ("2026-04-03 11:00", "on a holiday"),
    ],
)
def test_the_judge_sees_a_nudge_at_a_wrong_time(when: str, fault: str) -> None:
    """By the clock on the member's wall."""
    quiet = same_every_day((Window(600, 660),))
    judge = Judge()
    judge.see(at(when), some_settings(quiet=quiet, calendar="GB"))

    assert judge.faults == Counter({fault: 1})


@pytest.mark.parametrize(("what", "fault"), BUSY)
def test_the_judge_sees_a_nudge_in_a_busy_spell(what: What, fault: str) -> None:
    """From its first moment on, and not after its last."""
    spell = Spell(NINE, NINE + 5 * MINUTE, what, end_is_known=False)
    judge = Judge(spells=[spell])
    for moment in (spell.start, spell.end):
        judge.posts.clear()
        judge.see(moment, some_settings())

    assert judge.faults == Counter({fault: 1})


def test_the_judge_sees_nudges_that_are_too_close() -> None:
    """A second one after a busy spell has a count of its own."""
    judge = Judge(spells=[Spell(NINE - MINUTE, NINE, What.HUDDLE, end_is_known=True)])
    for minutes in (1, 9, 20):
        judge.see(NINE + minutes * MINUTE, some_settings())

    assert judge.faults == Counter({FAULTS[9]: 1, FAULTS[11]: 1})


def test_the_judge_sees_more_nudges_than_the_budget_allows() -> None:
    """In any hour, and not by the clock's hours."""
    judge = Judge()
    for minutes in (0, 30, 59, 91):
        judge.see(NINE + minutes * MINUTE, some_settings(plan=a_plan(budget=2)))

    assert judge.faults == Counter({FAULTS[10]: 1})
    assert judge.posts[0] == datetime(2026, 3, 2, 9, tzinfo=UTC)
