"""Reads single fields out of what Slack sent, which is hostile until it is read."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

LONGEST_TEXT = 40_000
LONGEST_ID = 255
_LONGEST_CARRIED = 3000
_MOST_BRACKETS = 100

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_INSTANT = re.compile(r"([0-9]{1,11})(?:\.([0-9]{1,6}))?")
_LATEST = 100_000_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Body = Mapping[str, object]


class MalformedPayloadError(ValueError):
    """What came is nothing that Slack sends; `field` says where, and never what stood there."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def mapping(value: object, field: str) -> Body:
    """Return a JSON object as it is."""
    if not isinstance(value, Mapping):
        raise MalformedPayloadError(field)
    return value


def child(body: Body, key: str) -> Body:
    """Return an object within an object."""
    return mapping(body.get(key), key)


def optional_child(body: Body, key: str) -> Body | None:
    """Return an object within an object, or None where it is absent or null."""
    return None if body.get(key) is None else child(body, key)


def items(body: Body, key: str) -> list[object]:
    """Return a list within an object; one that is absent or null is empty."""
    found = body.get(key)
    if found is None:
        return []
    if not isinstance(found, list):
        raise MalformedPayloadError(key)
    return found


def text(body: Body, key: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return a text that every database and every answer can carry.

    A lone surrogate cannot be written as UTF-8, and PostgreSQL takes no NUL.
    """
    found = body.get(key)
    if not isinstance(found, str) or len(found) > longest or "\x00" in found:
        raise MalformedPayloadError(key)
    try:
        found.encode()
    except UnicodeEncodeError:
        raise MalformedPayloadError(key) from None
    return found


def optional_text(body: Body, key: str, *, longest: int = LONGEST_TEXT) -> str | None:
    """Return a text, or None where it is absent or null."""
    return None if body.get(key) is None else text(body, key, longest=longest)


def identifier(body: Body, key: str) -> str:
    """Return one of Slack's ids."""
    found = body.get(key)
    if not isinstance(found, str) or _ID.fullmatch(found) is None:
        raise MalformedPayloadError(key)
    return found


def optional_identifier(body: Body, key: str) -> str | None:
    """Return one of Slack's ids, or None where it is absent, null or empty."""
    return identifier(body, key) if body.get(key) else None


def flag(body: Body, key: str) -> bool:
    """Return a truth value, which forms write out as a word."""
    return body.get(key) is True or body.get(key) == "true"


def stamp(body: Body, key: str) -> str:
    """Return a message's timestamp as Slack wrote it."""
    found = body.get(key)
    if not isinstance(found, str) or _INSTANT.fullmatch(found) is None:
        raise MalformedPayloadError(key)
    return found


def instant(body: Body, key: str) -> datetime:
    """Return a timestamp as an instant, exact to the microsecond."""
    found = body.get(key)
    match = _INSTANT.fullmatch(found) if isinstance(found, str) else None
    if match is None:
        raise MalformedPayloadError(key)
    micros = int((match[2] or "").ljust(6, "0"))
    return _EPOCH + timedelta(seconds=int(match[1]), microseconds=micros)


def carried(body: Body, key: str) -> str:
    """Return a text that this app wrote and Slack hands back; one that is absent or null is empty.

    It is JSON, of which this app writes one level: what is deeper could exhaust whoever reads it.
    """
    found = optional_text(body, key, longest=_LONGEST_CARRIED) or ""
    if found.count("{") + found.count("[") > _MOST_BRACKETS:
        raise MalformedPayloadError(key)
    return found


def moment(body: Body, key: str) -> datetime:
    """Return a whole number of seconds as an instant."""
    found = body.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < _LATEST:
        raise MalformedPayloadError(key)
    return _EPOCH + timedelta(seconds=found)


def web_address(body: Body, key: str) -> str | None:
    """Return the address of a web page, or None where it is absent, null or empty."""
    found = optional_text(body, key, longest=3000)
    if found and not found.startswith(("https://", "http://")):
        raise MalformedPayloadError(key)
    return found or None
