"""What comes of a call to Slack's Web API, and how that is read off its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
import orjson

DEFAULT_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = 3600

# Slack's own words for having failed half-way.
_FAILED_INSIDE = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
_OK = 200
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Accepted:
    """Slack did it."""

    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack did not do it, and says why."""

    error: str


@dataclass(frozen=True, slots=True)
class Limited:
    """Slack did not do it, and will not before a while has passed."""

    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class NotReached:
    """No connection could be made, so that Slack certainly heard nothing."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Nobody knows whether Slack did it."""


Result = Accepted | Refused | Limited | NotReached | Lost


def result_of(answer: aiohttp.ClientResponse, body: bytes) -> Result:
    """Return what an answer means.

    Raises:
        ValueError: it is not in Slack's words.
    """
    if answer.status == _TOO_MANY_REQUESTS:
        return Limited(_wait(answer))
    data = orjson.loads(body)
    if not isinstance(data, dict):
        return Lost()
    if answer.status == _OK and data.get("ok"):
        return Accepted(data)
    code = str(data.get("error", ""))
    if code in {"ratelimited", "rate_limited"}:
        return Limited(_wait(answer))
    if answer.status >= _SERVER_ERROR or code in _FAILED_INSIDE or not code:
        return Lost()
    return Refused(code)


def _wait(answer: aiohttp.ClientResponse) -> timedelta:
    said = answer.headers.get("Retry-After", "")
    return timedelta(seconds=min(int(said), _LONGEST_WAIT)) if said.isdecimal() else DEFAULT_WAIT
