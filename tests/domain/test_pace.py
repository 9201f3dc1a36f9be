"""Turns come in bursts and then at a steady pace, whoever takes them and when."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pace import REACH, Pace, take

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PACE = Pace(per_minute=60, burst=5)
SECOND = timedelta(seconds=1)


def test_burst_is_there_at_once() -> None:
    """Give a whole burst that has come already, and no more of them."""
    count, first = take(PACE, NOW, now=NOW, wanted=100, at_once=True)

    assert count == PACE.burst
    assert first + (count - 1) * PACE.interval == NOW


def test_beyond_the_burst_no_more_is_promised_than_the_reach_holds() -> None:
    """Leave the turns after the next seconds to whoever asks then."""
    count, first = take(PACE, NOW, now=NOW, wanted=100)

    last = first + (count - 1) * PACE.interval
    assert NOW + REACH - PACE.interval < last <= NOW + REACH


def test_somebody_who_comes_late_gets_a_turn_all_the_same() -> None:
    """Promise at least one turn, after all those that were promised before."""
    spent = NOW + PACE.slack + 30 * SECOND

    assert take(PACE, spent, now=NOW) == (1, NOW + 30 * SECOND)


def test_nothing_is_there_at_once_before_its_time() -> None:
    """Say that there is no turn now, and when there will be."""
    spent = NOW + PACE.slack + SECOND

    assert take(PACE, spent, now=NOW, at_once=True) == (0, NOW + SECOND)


asks = st.tuples(
    st.floats(min_value=0, max_value=20), st.integers(min_value=1, max_value=30), st.booleans()
)


@given(st.lists(asks, min_size=1, max_size=60))
def test_no_stretch_of_time_holds_more_turns_than_burst_and_flow(
    asked: list[tuple[float, int, bool]],
) -> None:
    """Keep to the pace over every stretch, however turns are taken."""
    now, spent, turns = NOW, NOW, []
    for wait, wanted, at_once in asked:
        now += timedelta(seconds=wait)
        count, first = take(PACE, spent, now=now, wanted=wanted, at_once=at_once)
        spent = first + PACE.slack + count * PACE.interval
        turns += [max(first + each * PACE.interval, now) for each in range(count)]

    assert turns == sorted(turns)
    for number, begin in enumerate(turns):
        for later, end in enumerate(turns[number:]):
            assert later + 1 <= PACE.burst + (end - begin) / PACE.interval + 1
