"""Public holidays: which calendars there are, and what their parts are called."""

import pytest

from bot.domain.holiday import calendar_of, is_calendar, list_calendars, parts_of


@pytest.mark.parametrize(
    ("country", "part", "calendar"), [("DE", None, "DE"), ("DE", "BY", "DE-BY"), ("JP", "", "JP")]
)
def test_a_calendar_is_named_by_country_and_part(
    country: str, part: str | None, calendar: str
) -> None:
    """The part only where there is one."""
    assert calendar_of(country, part) == calendar
    assert is_calendar(calendar)


def test_parts_have_the_names_that_their_people_use() -> None:
    """Or their code where the library knows no name."""
    germany = parts_of("DE")

    assert (germany["BY"], germany["Augsburg"]) == ("Bayern", "Augsburg")
    assert set(germany) == set(list_calendars()["DE"])


def test_every_calendar_fits_its_column() -> None:
    """Of which PostgreSQL takes 32 characters."""
    names = [calendar_of(country, part) for country in list_calendars() for part in (None, "")]
    names += [
        calendar_of(country, part) for country, parts in list_calendars().items() for part in parts
    ]

    assert all(is_calendar(name) for name in names)
    assert max(map(len, names)) <= 32
