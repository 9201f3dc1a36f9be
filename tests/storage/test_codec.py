"""Plans, hours, kinds and instants survive their text."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exercise import CATALOGUE, Kind
from bot.domain.plan import Plan
from bot.domain.work_hours import WorkHours
from bot.storage import codec
from tests.domain.strategies import hours, instants, plans


@given(drawn=plans())
def test_any_plan_survives(drawn: Plan) -> None:
    """What is read is what was written."""
    assert codec.read_plan(codec.write_plan(drawn)) == drawn


@given(drawn=hours)
def test_any_hours_survive(drawn: WorkHours) -> None:
    """What is read is what was written."""
    assert codec.read_hours(codec.write_hours(drawn)) == drawn


@given(drawn=st.lists(st.sampled_from(Kind), unique=True).map(tuple))
def test_any_kinds_survive(drawn: tuple[Kind, ...]) -> None:
    """What is read is what was written, in that order."""
    assert codec.read_kinds(codec.write_kinds(drawn)) == drawn


@given(drawn=st.lists(st.sampled_from([exercise.key for exercise in CATALOGUE])).map(tuple))
def test_any_exercises_survive(drawn: tuple[str, ...]) -> None:
    """What is read is what was written, in that order."""
    assert codec.read_exercises(codec.write_exercises(drawn)) == drawn  # type: ignore[arg-type]  # keys, drawn from the catalogue


@given(
    drawn=st.lists(
        st.tuples(instants, st.integers(0, 10**12)).map(
            lambda pair: pair[0] + timedelta(microseconds=pair[1])
        )
    ).map(tuple)
)
def test_any_instants_survive(drawn: tuple[datetime, ...]) -> None:
    """What is read is what was written, to the microsecond."""
    assert codec.read_instants(codec.write_instants(drawn)) == drawn


def test_a_naive_instant_is_refused() -> None:
    """Nobody knows which instant a datetime without a zone is."""
    with pytest.raises(TypeError):
        codec.write_instants((datetime(2026, 3, 2),))  # noqa: DTZ001 - what is refused
