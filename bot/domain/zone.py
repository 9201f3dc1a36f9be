"""Time zones by name, each read once and kept."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


class UnknownZoneError(ValueError):
    """No time zone has that name."""


@cache
def zone_names() -> frozenset[str]:
    """Return every IANA zone name a member may choose."""
    return frozenset(
        name for name in available_timezones() if "/" in name and not name.startswith("Etc/")
    ) | {"UTC"}


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def zone_named(name: str) -> ZoneInfo:
    """Return the zone of an IANA name.

    `ZoneInfo` keeps only eight zones alive and reads the file of any other again: hence the memo.

    Raises:
        UnknownZoneError: nothing has that name.
    """
    try:
        return _zone(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZoneError(name) from error


def local_date(at: datetime, zone: ZoneInfo) -> date:
    """Return the calendar day that an instant falls on in a zone."""
    return at.astimezone(zone).date()
