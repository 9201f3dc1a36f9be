"""Public holidays of a country or a part of it, by the `holidays` library.

A calendar is named as the library names it: `DE`, or `DE-BY` for a subdivision; the empty name has
no holidays. The library holds rules and dates and touches nothing else (record 27).
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

NO_CALENDAR = ""

_BETWEEN = "-"


def is_calendar(name: str) -> bool:
    """Tell whether a calendar of that name is known; the empty one is."""
    if name == NO_CALENDAR:
        return True
    country, _, subdivision = name.partition(_BETWEEN)
    known = list_calendars().get(country)
    return known is not None and (not subdivision or subdivision in known)


@lru_cache(maxsize=1)
def list_calendars() -> Mapping[str, tuple[str, ...]]:
    """Return the countries by their ISO 3166-1 code, each with its subdivisions."""
    supported = holidays.list_supported_countries(include_aliases=False)
    return {country: tuple(parts) for country, parts in supported.items()}


def holiday_on(calendar: str, day: date) -> str | None:
    """Return the name of the holiday that a day is, in the country's words, or None."""
    return _of_year(calendar, day.year).get(day) if calendar else None


@lru_cache(maxsize=4096)
def _of_year(calendar: str, year: int) -> Mapping[date, str]:
    country, _, subdivision = calendar.partition(_BETWEEN)
    return dict(holidays.country_holidays(country, subdiv=subdivision or None, years=year))


def calendar_of(country: str, part: str | None) -> str:
    """Return the calendar of a country, or of a part of it."""
    return f"{country}{_BETWEEN}{part}" if part else country


def parts_of(country: str) -> Mapping[str, str]:
    """Return a country's subdivisions by their code, each under its own people's name for it."""
    known = holidays.country_holidays(country).get_subdivision_aliases()
    return {part: known[part][0] if known.get(part) else part for part in list_calendars()[country]}
