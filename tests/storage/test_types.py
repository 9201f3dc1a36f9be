"""Instants go in with a zone and come out in UTC."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.types import UtcDateTime

POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own
DIALECTS: list[Dialect] = [sqlite.dialect(), POSTGRESQL]
TYPE = UtcDateTime()

anywhere = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001 - hypothesis takes naive bounds and adds zones
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001 - same
    timezones=st.timezones()
    | st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m))),
)


@given(at=anywhere, dialect=st.sampled_from(DIALECTS))
def test_an_instant_of_any_zone_comes_back(at: datetime, dialect: Dialect) -> None:
    """Whatever the zone, the same instant comes back, in UTC."""
    stored = TYPE.process_bind_param(at, dialect)
    back = TYPE.process_result_value(stored, dialect)

    assert back == at.astimezone(UTC)
    assert back is not None
    assert back.utcoffset() == timedelta()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_naive_instant_is_refused(dialect: Dialect) -> None:
    """Nobody knows which instant a datetime without a zone is."""
    with pytest.raises(ValueError, match="naive"):
        TYPE.process_bind_param(datetime(2026, 3, 2), dialect)  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize("dialect", DIALECTS)
def test_nothing_stays_nothing(dialect: Dialect) -> None:
    """A null is a null."""
    assert TYPE.process_bind_param(None, dialect) is None
    assert TYPE.process_result_value(None, dialect) is None


def test_postgresql_may_answer_in_any_zone() -> None:
    """What the server's session gives in its own zone is turned into UTC."""
    there = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Asia/Kolkata"))

    assert TYPE.process_result_value(there, POSTGRESQL) == datetime(2026, 7, 1, 6, 30, tzinfo=UTC)
