"""Single requests over HTTP, plain enough to show the headers that the doctor looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

PATIENCE = aiohttp.ClientTimeout(total=10)
_TOO_LATE = f"no answer within {PATIENCE.total:.0f} seconds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What Slack answered, whether it was a yes or a no."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]

    @property
    def error(self) -> str | None:
        """Return Slack's error code, or None when the call did what it should."""
        return None if self.body.get("ok") else str(self.body.get("error", "no error code"))

    @property
    def scopes(self) -> frozenset[str] | None:
        """Return what the token may do, or None when the answer does not say."""
        listed = self.headers.get("x-oauth-scopes")
        if listed is None:
            return None
        return frozenset(scope.strip() for scope in listed.split(",") if scope.strip())

    @property
    def dated(self) -> datetime | None:
        """Return when the answer was given, by the clock of who gave it."""
        try:
            return parsedate_to_datetime(self.headers["Date"]).astimezone(UTC)
        except (KeyError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing that could be Slack answered."""

    reason: str


@dataclass(frozen=True, slots=True)
class WebApi:
    """The Web API at one address."""

    session: aiohttp.ClientSession
    url: str

    async def call(self, method: str, *, token: str | None = None) -> Answer | NoAnswer:
        """Call a method without arguments."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        try:
            async with self.session.post(
                self.url + method, headers=headers, timeout=PATIENCE
            ) as response:
                return await _read(response)
        except TimeoutError:
            return NoAnswer(_TOO_LATE)
        except aiohttp.ClientError as error:
            return NoAnswer(str(error) or type(error).__name__)


async def status_of(session: aiohttp.ClientSession, address: str) -> int | NoAnswer:
    """Fetch an address and return only the status of the answer."""
    try:
        async with session.get(address, timeout=PATIENCE, allow_redirects=False) as response:
            return response.status
    except TimeoutError:
        return NoAnswer(_TOO_LATE)
    except aiohttp.ClientError as error:
        return NoAnswer(str(error) or type(error).__name__)


async def text_of(session: aiohttp.ClientSession, address: str) -> str | None:
    """Fetch an address and return what it says; None where it says nothing that is fine."""
    try:
        async with session.get(address, timeout=PATIENCE, allow_redirects=False) as response:
            return await response.text() if response.ok else None
    except (TimeoutError, aiohttp.ClientError, ValueError):
        return None


async def _read(response: aiohttp.ClientResponse) -> Answer | NoAnswer:
    try:
        body = await response.json(content_type=None)
    except ValueError:
        body = None
    if not isinstance(body, dict) or "ok" not in body:
        return NoAnswer(f"HTTP {response.status}, and not in Slack's words")
    return Answer(body=body, headers=response.headers)
