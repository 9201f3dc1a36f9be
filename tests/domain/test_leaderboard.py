"""Leaderboards: the order, who is shown, and when they are posted."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MemberId
from bot.domain.leaderboard import (
    MOST_SHOWN,
    BoardSchedule,
    Improvement,
    Leaderboard,
    Period,
    baseline_before,
    compose,
)
from bot.domain.score import Tally
from bot.domain.zone import zone_named
from tests.boards import board_of, field_of
from tests.builders import a_tally, at
from tests.domain import strategies

PERIOD = Period(first=date(2026, 3, 2), last=date(2026, 3, 8))

member_ids = st.integers(0, 30).map(lambda number: MemberId(f"U{number}"))
some_tallies = st.builds(
    Tally, asked=st.integers(0, 12), completed=st.integers(0, 12), logged=st.integers(0, 2)
)
boards = st.dictionaries(member_ids, some_tallies, max_size=12)


def members(*names: str) -> frozenset[MemberId]:
    """Name some members."""
    return frozenset(MemberId(name) for name in names)


def scores(**completed: int) -> dict[MemberId, Tally]:
    """Give members ten asks each, and so many completions."""
    return {MemberId(name): a_tally(completed=count) for name, count in completed.items()}


def a_board(
    tallies: dict[MemberId, Tally],
    *,
    shown: frozenset[MemberId] | None = None,
    baselines: dict[MemberId, Tally] | None = None,
) -> Leaderboard:
    """Compose a board on which everybody chose to be shown."""
    everybody = frozenset(tallies)
    return board_of(
        PERIOD, tallies, baselines=baselines or {}, shown=everybody if shown is None else shown
    )


def test_equal_scores_share_a_place_and_leave_the_next_empty() -> None:
    """Ties are ranked 1-2-2-4."""
    board = a_board(scores(U1=3, U2=9, U3=5, U4=5, U5=1))

    assert [(row.place, row.member) for row in board.shown] == [
        (1, "U2"),
        (2, "U3"),
        (2, "U4"),
        (4, "U1"),
        (5, "U5"),
    ]


@given(boards)
def test_a_place_is_one_more_than_the_number_strictly_better(
    tallies: dict[MemberId, Tally],
) -> None:
    """Everybody with enough asks has a place, and it says how many did better."""
    field = field_of(tallies)

    for tally in tallies.values():
        better = sum(other.is_ranked and other.score > tally.score for other in tallies.values())
        assert field.place_of(tally) == (better + 1 if tally.is_ranked else None)


@given(boards, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_who_comes_first(
    tallies: dict[MemberId, Tally], random: Random
) -> None:
    """Ranking is a total order: shuffling the members changes nothing."""
    shuffled = list(tallies.items())
    random.shuffle(shuffled)

    assert a_board(dict(shuffled)) == a_board(tallies)


@given(tallies=boards, shown=st.frozensets(member_ids), baselines=boards)
def test_the_best_and_the_most_improved_make_the_whole_board(
    tallies: dict[MemberId, Tally], shown: frozenset[MemberId], baselines: dict[MemberId, Tally]
) -> None:
    """Nobody else of those who chose to be shown has to be looked at."""
    board = a_board(tallies, shown=shown, baselines=baselines)
    named = {row.member for row in board.shown}
    if board.improved is not None:
        named.add(board.improved.member)

    composed = compose(
        PERIOD,
        field_of(tallies),
        shown={member: tallies[member] for member in named},
        baselines=baselines,
    )

    assert composed.shown == board.shown
    assert composed.improved == board.improved


@given(tallies=boards, shown=st.frozensets(member_ids), baselines=boards)
def test_a_board_shows_only_who_chose_it_and_did_something(
    tallies: dict[MemberId, Tally], shown: frozenset[MemberId], baselines: dict[MemberId, Tally]
) -> None:
    """Nobody hidden, no zeros, five at most; yet everybody counts in the total."""
    board = a_board(tallies, shown=shown, baselines=baselines)

    assert {row.member for row in board.shown} <= shown
    assert all(row.tally.done for row in board.shown)
    assert len(board.shown) <= MOST_SHOWN
    assert board.total == sum(tallies.values(), Tally())
    assert board.improved is None or board.improved.member in shown


@pytest.mark.parametrize(("others", "is_suppressed"), [(3, True), (4, False)])
def test_a_board_of_fewer_than_five_shows_nobody(others: int, is_suppressed: bool) -> None:  # noqa: FBT001 - the outcome of the row
    """With four taking part, each could be told from the figures."""
    tallies = scores(U0=9, **{f"U{index}": 5 for index in range(1, others + 1)})

    board = a_board(tallies, baselines=scores(U0=1))

    assert board.is_suppressed is is_suppressed
    assert (board.shown == ()) is is_suppressed
    assert (board.improved is None) is is_suppressed


def test_who_was_not_asked_and_did_nothing_takes_no_part() -> None:
    """A member on leave all week is no participant."""
    assert a_board({**scores(U1=5), MemberId("U2"): Tally()}).participants == 1


def test_hidden_members_keep_their_place() -> None:
    """Who is best of those shown is still second when a hidden member did better."""
    tallies = scores(U1=9, U2=8, U3=7, U4=6, U5=5)

    board = a_board(tallies, shown=members("U2"))

    assert [(row.place, row.member) for row in board.shown] == [(2, "U2")]


@pytest.mark.parametrize(
    ("baselines", "improved"),
    [
        (scores(U1=8, U2=1), Improvement(member=MemberId("U2"), by=Fraction(7, 10))),
        (scores(U1=10, U2=10), None),
        (scores(U1=9, U2=8), None),
        ({}, None),
        ({MemberId("U2"): a_tally(asked=4, completed=0)}, None),
        (scores(U5=0), Improvement(member=MemberId("U5"), by=Fraction(5, 10))),
        (scores(U3=6, U4=5), Improvement(member=MemberId("U4"), by=Fraction(1, 10))),
    ],
)
def test_who_gained_most_on_their_own_weeks_before_is_named(
    baselines: dict[MemberId, Tally], improved: Improvement | None
) -> None:
    """Improvement is against oneself, over a baseline with enough asks, and never a loss."""
    tallies = scores(U1=9, U2=8, U3=7, U4=6, U5=5)

    assert a_board(tallies, baselines=baselines).improved == improved


def test_the_baseline_is_the_four_weeks_before() -> None:
    """A period is compared with the weeks that lie directly before it."""
    assert baseline_before(PERIOD) == Period(first=date(2026, 2, 2), last=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("now", "posted"),
    [
        ("2026-03-04 12:00", "2026-03-06 16:00"),
        ("2026-03-06 15:59", "2026-03-06 16:00"),
        ("2026-03-06 16:00", "2026-03-13 16:00"),
        ("2026-03-27 15:30", "2026-03-27 16:00"),
        ("2026-03-27 16:00", "2026-04-03 15:00"),
        ("2026-10-24 12:00", "2026-10-30 16:00"),
    ],
)
def test_a_board_is_posted_at_its_hour_on_both_sides_of_a_clock_change(
    now: str, posted: str
) -> None:
    """Friday at four in London is four by the clock, in winter and in summer."""
    schedule = BoardSchedule(weekday=4, hour=16, zone=zone_named("Europe/London"))

    assert schedule.next_after(at(now)) == at(posted)


@pytest.mark.parametrize(
    ("now", "posted"),
    [
        ("2026-03-28 12:00", "2026-03-29 01:00"),
        ("2026-10-24 12:00", "2026-10-25 00:00"),
        ("2026-10-25 00:00", "2026-11-01 01:00"),
        ("2026-10-25 00:30", "2026-11-01 01:00"),
    ],
)
def test_a_posting_hour_that_is_skipped_or_doubled_comes_once(now: str, posted: str) -> None:
    """Sunday at one in London does not exist in March, and exists twice in October."""
    schedule = BoardSchedule(weekday=6, hour=1, zone=zone_named("Europe/London"))

    assert schedule.next_after(at(now)) == at(posted)


@given(
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    zone=strategies.zones,
    now=st.datetimes(datetime(2013, 1, 1), datetime(2037, 1, 1)).map(  # noqa: DTZ001 - zone follows
        lambda drawn: at(drawn.isoformat())
    ),
)
def test_a_board_is_posted_once_a_week_on_its_day(
    weekday: int, hour: int, zone: str, now: datetime
) -> None:
    """The next post is ahead, within a week, and on the wall clock's day and hour."""
    place = zone_named(zone)
    schedule = BoardSchedule(weekday=weekday, hour=hour, zone=place)

    posted = schedule.next_after(now)

    assert now < posted <= now + timedelta(days=7, hours=2)
    assert schedule.next_after(posted - timedelta(seconds=1)) == posted
    local = posted.astimezone(place)
    assert local.weekday() == weekday
    assert local.hour in {hour, hour + 1}
    assert schedule.period_at(posted) == Period(
        first=local.date() - timedelta(days=6), last=local.date()
    )
