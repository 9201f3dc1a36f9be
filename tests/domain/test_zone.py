"""Zones by name."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.zone import UnknownZoneError, local_date, zone_named, zone_names
from tests.builders import at


def test_every_offered_zone_can_be_had() -> None:
    """A name that a member may choose is the name of a zone."""
    assert all(zone_named(name).key == name for name in zone_names())


def test_a_zone_is_read_once() -> None:
    """Asking twice gives the very same zone."""
    assert zone_named("Asia/Kathmandu") is zone_named("Asia/Kathmandu")


def test_offered_names_are_places() -> None:
    """Members choose among places and UTC, not among offsets."""
    assert "UTC" in zone_names()
    assert not any(name.startswith("Etc/") for name in zone_names())


@given(st.text())
@example("")
@example("Europe")
@example("../zone")
@example("/etc/passwd")
@example("a\0b")
@example("x" * 10_000)
def test_nonsense_is_an_unknown_zone(name: str) -> None:
    """No name raises anything but an UnknownZoneError."""
    try:
        zone = zone_named(name)
    except UnknownZoneError:
        return

    assert zone.key == name


def test_a_date_is_local() -> None:
    """Late on Monday in London it is Tuesday in Tokyo."""
    assert local_date(at("2026-03-02 23:00"), zone_named("Asia/Tokyo")) == date(2026, 3, 3)


def test_an_unknown_zone_is_named() -> None:
    """The error carries the name."""
    with pytest.raises(UnknownZoneError, match="Mars/Base"):
        zone_named("Mars/Base")
