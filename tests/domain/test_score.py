"""Scores: exact, bounded, and fair to whoever was asked less."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.score import LARGEST_BONUS, Tally
from tests.builders import a_tally

counts = st.integers(0, 10_000)
tallies = st.builds(Tally, asked=counts, completed=counts, logged=counts)


@given(tallies)
def test_a_score_is_bounded(tally: Tally) -> None:
    """No score is below nothing or above everything plus the bonus."""
    assert 0 <= tally.share <= 1
    assert 0 <= tally.score <= 1 + Fraction(LARGEST_BONUS, 100)


@pytest.mark.parametrize(
    ("tally", "score"),
    [
        (Tally(), Fraction(0)),
        (Tally(asked=3, completed=1), Fraction(1, 3)),
        (Tally(asked=3, completed=1, logged=2), Fraction(1, 3) + Fraction(2, 100)),
        (Tally(asked=2, completed=1, logged=99), Fraction(6, 10)),
        (Tally(logged=3), Fraction(3, 100)),
    ],
)
def test_a_score_is_the_share_plus_a_hundredth_for_each_log(tally: Tally, score: Fraction) -> None:
    """Scores are exact fractions, with ten logs at most."""
    assert tally.score == score


@given(asked=st.integers(1, 1000), part=st.fractions(0, 1), times=st.integers(1, 100))
def test_equal_shares_are_equal_scores(asked: int, part: Fraction, times: int) -> None:
    """Who did the same part of more scores the same: a tie is a tie."""
    completed = int(asked * part)

    few = a_tally(asked=asked, completed=completed)
    many = a_tally(asked=asked * times, completed=completed * times)

    assert few.score == many.score


@given(tallies, tallies)
def test_tallies_add_up(one: Tally, other: Tally) -> None:
    """Every count of a sum is the sum of the counts."""
    assert one + other == Tally(
        asked=one.asked + other.asked,
        completed=one.completed + other.completed,
        logged=one.logged + other.logged,
    )


def test_done_counts_everything() -> None:
    """What was done is what was asked for and done, and what was logged besides."""
    assert a_tally(completed=4, logged=3).done == 7


@pytest.mark.parametrize(("asked", "is_ranked"), [(4, False), (5, True)])
def test_a_rank_takes_five_asks(asked: int, is_ranked: bool) -> None:  # noqa: FBT001 - the outcome of the row
    """Below five asks nobody is ranked."""
    assert a_tally(asked=asked, completed=0).is_ranked is is_ranked


def test_counts_can_be_taken_away() -> None:
    """The difference of two counts is what has come to one of them."""
    whole = Tally(asked=3, completed=2, logged=1)
    assert whole - Tally(asked=1, completed=1) == Tally(asked=2, completed=1, logged=1)


@given(
    tallies=st.lists(
        st.builds(
            Tally,
            asked=st.integers(0, 600),
            completed=st.integers(0, 600),
            logged=st.integers(0, 30),
        ),
        min_size=2,
        max_size=2,
    )
)
def test_rank_keys_order_and_tie_as_scores_do(tallies: list[Tally]) -> None:
    """The number for sorting agrees with the exact score, ties included."""
    one, other = tallies
    assert (one.rank_key < other.rank_key) is (one.score < other.score)
    assert (one.rank_key == other.rank_key) is (one.score == other.score)
