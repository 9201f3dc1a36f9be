"""Calls Slack's Web API over one shared session, and says exactly what came of each call."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.ids import WorkspaceId

log = structlog.get_logger(__name__)

CALL_SECONDS = 10.0
"""How long a call may take that nobody waits for."""

CALL_TIMEOUT = aiohttp.ClientTimeout(total=CALL_SECONDS, connect=5.0)
MOST_CONNECTIONS = 200
DEFAULT_WAIT = timedelta(seconds=30)

TokenOf = Callable[[WorkspaceId], Awaitable[str | None]]
"""Finds a workspace's bot token; None once it has withdrawn it."""

Arguments = Mapping[str, object]


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

_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}

# Slack's own words for having failed half-way.
_FAILED_INSIDE = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500


def build_session() -> aiohttp.ClientSession:
    """Open the one session that all calls share; whoever opens it closes it.

    The SDK's own timeout does not apply to a session that is given to it. Cookies of one workspace
    have no business in another's calls.
    """
    return aiohttp.ClientSession(
        timeout=CALL_TIMEOUT,
        connector=aiohttp.TCPConnector(limit=MOST_CONNECTIONS),
        cookie_jar=aiohttp.DummyCookieJar(),
    )


def build_client(session: aiohttp.ClientSession, base_url: str) -> AsyncWebClient:
    """Make the one client, which knows no token: each call brings its workspace's.

    The SDK's retries are off because one of them would post a message twice. It takes a proxy from
    the environment, which leads nowhere when Slack is a sandbox on this machine.
    """
    client = AsyncWebClient(base_url=base_url, session=session, retry_handlers=[])
    if urlsplit(base_url).hostname in _THIS_MACHINE:
        client.proxy = None
    return client


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackApi:
    """Slack's Web API on behalf of any workspace. Nothing here raises for what Slack answers."""

    client: AsyncWebClient
    token_of: TokenOf = field(repr=False)

    async def write(
        self,
        workspace: WorkspaceId,
        method: str,
        arguments: Arguments,
        *,
        seconds: float = CALL_SECONDS,
    ) -> Result:
        """Call a method that takes JSON; what has not come after so many seconds is lost."""
        return await self._within(seconds, self._call(workspace, method, "POST", arguments))

    async def read(
        self,
        workspace: WorkspaceId,
        method: str,
        arguments: Arguments,
        *,
        seconds: float = CALL_SECONDS,
    ) -> Result:
        """Call a method that takes nothing but query parameters."""
        return await self._within(seconds, self._call(workspace, method, "GET", arguments))

    async def _within(self, seconds: float, call: Coroutine[object, object, Result]) -> Result:
        try:
            async with asyncio.timeout(seconds):
                return await call
        except TimeoutError:
            log.warning("slack.answer_lost", why="too slow", seconds=seconds)
            return Lost()

    async def _call(
        self,
        workspace: WorkspaceId,
        method: str,
        verb: Literal["GET", "POST"],
        arguments: Arguments,
    ) -> Result:
        token = await self.token_of(workspace)
        if token is None:
            return Refused("token_revoked")
        sent = {**arguments, "token": token}
        try:
            answer = await self.client.api_call(
                method,
                http_verb=verb,
                json=sent if verb == "POST" else None,
                params=sent if verb == "GET" else None,
            )
        except SlackApiError as error:
            return _refusal(error)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            log.warning("slack.not_reached", method=method, why=type(error).__name__)
            return NotReached()
        except _NO_ANSWER as error:
            log.warning("slack.answer_lost", method=method, why=type(error).__name__)
            return Lost()
        return Accepted(answer.data if isinstance(answer.data, dict) else {})


# The SDK trips with an AttributeError over an answer that is no JSON object.
_NO_ANSWER = (
    aiohttp.ClientError,
    SlackClientError,
    TimeoutError,
    OSError,
    ValueError,
    AttributeError,
)


def _refusal(error: SlackApiError) -> Result:
    answer = error.response
    if not isinstance(answer, AsyncSlackResponse) or not isinstance(answer.data, dict):
        return Lost()
    code = str(answer.data.get("error", ""))
    if answer.status_code == _TOO_MANY_REQUESTS or code in {"ratelimited", "rate_limited"}:
        return Limited(_wait(answer))
    if answer.status_code >= _SERVER_ERROR or code in _FAILED_INSIDE or not code:
        return Lost()
    return Refused(code)


def _wait(answer: AsyncSlackResponse) -> timedelta:
    said = str(answer.headers.get("Retry-After", ""))
    return timedelta(seconds=min(int(said), 3600)) if said.isdecimal() else DEFAULT_WAIT
