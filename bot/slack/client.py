"""Calls Slack's Web API over one shared session, and says exactly what came of each call."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal, Protocol
from urllib.parse import urlsplit

import aiohttp
import orjson
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ids import WorkspaceId
from bot.slack.results import Accepted, Limited, Lost, NotReached, Refused, Result, result_of

log = structlog.get_logger(__name__)

CALL_SECONDS = 10.0
"""How long a call may take that nobody waits for."""

CALL_TIMEOUT = aiohttp.ClientTimeout(total=CALL_SECONDS, connect=5.0)

MOST_CONNECTIONS = 400
"""Each call under way has one: at 200 ms each these carry two thousand calls a second."""

LONGEST_ANSWER = 1_000_000
"""In bytes. What the app asks for is answered in a few thousand."""

TokenOf = Callable[[WorkspaceId], Awaitable[str | None]]
"""Finds a workspace's bot token; None once it has withdrawn it."""

Arguments = Mapping[str, object]


class CallMeter(Protocol):
    """Counts calls to Slack, for whoever watches over the bot."""

    def slack_called(self, method: str, result: str, seconds: float) -> None:
        """Count a call: its method, the name of what came of it, and the time it took."""
        ...


_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


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
    """Make the SDK's client, which knows where Slack is and by which proxy, but no token.

    Bolt copies its own clients from it, and Socket Mode connects with it. Its retries are off
    because one of them would post a message twice. It takes a proxy from the environment, which
    leads nowhere when Slack is a sandbox on this machine.
    """
    client = AsyncWebClient(base_url=base_url, session=session, retry_handlers=[])
    if urlsplit(base_url).hostname in _THIS_MACHINE:
        client.proxy = None
    return client


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackApi:
    """Slack's Web API on behalf of any workspace. Nothing here raises for what Slack answers.

    Attributes:
        session: carries every call.
        client: knows where Slack is, and by which proxy; it makes no call itself.
        token_of: finds a workspace's token.
        meter: counts calls; there may be none.
    """

    session: aiohttp.ClientSession = field(repr=False)
    client: AsyncWebClient
    token_of: TokenOf = field(repr=False)
    meter: CallMeter | None = field(default=None, repr=False)

    async def write(
        self,
        workspace: WorkspaceId,
        method: str,
        arguments: Arguments,
        *,
        seconds: float = CALL_SECONDS,
    ) -> Result:
        """Call a method that takes JSON; what has not come after so many seconds is lost."""
        return await self._call(workspace, method, _Sent("POST", _json(arguments)), seconds)

    async def read(
        self,
        workspace: WorkspaceId,
        method: str,
        arguments: Arguments,
        *,
        seconds: float = CALL_SECONDS,
    ) -> Result:
        """Call a method that takes nothing but query parameters."""
        query = {name: _parameter(value) for name, value in arguments.items() if value is not None}
        return await self._call(workspace, method, _Sent("GET", query=query), seconds)

    async def _call(
        self, workspace: WorkspaceId, method: str, sent: "_Sent", seconds: float
    ) -> Result:
        began, asked = perf_counter(), False
        try:
            async with asyncio.timeout(seconds):
                token = await self._token(workspace)
                if not isinstance(token, str):
                    return token
                asked = True
                result = await self._asked(method, sent, token)
        except TimeoutError:
            log.warning("slack.answer_lost", method=method, why="too slow", seconds=seconds)
            result = Lost() if asked else NotReached()
        if self.meter is not None:
            self.meter.slack_called(method, _NAMES[type(result)], perf_counter() - began)
        return result

    async def _token(self, workspace: WorkspaceId) -> str | Refused | NotReached:
        try:
            token = await self.token_of(workspace)
        except Exception:  # whatever keeps a token from being found, Slack has heard nothing
            log.exception("slack.token_not_found", workspace=workspace)
            return NotReached()
        return Refused("token_revoked") if token is None else token

    async def _asked(self, method: str, sent: "_Sent", token: str) -> Result:
        try:
            async with self.session.request(
                sent.verb,
                self.client.base_url + method,
                params=sent.query,
                data=sent.body,
                headers={"Authorization": "Bearer " + token, "Content-Type": _JSON},
                proxy=self.client.proxy,
                allow_redirects=False,
            ) as answer:
                return result_of(answer, await _read(answer))
        except _NEVER_SENT as error:
            log.warning("slack.not_reached", method=method, why=type(error).__name__)
            return NotReached()
        except _NO_ANSWER as error:
            log.warning("slack.answer_lost", method=method, why=type(error).__name__)
            return Lost()


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a call carries: a body, or parameters in its address."""

    verb: Literal["GET", "POST"]
    body: bytes | None = None
    query: Mapping[str, str] | None = None


_JSON = "application/json;charset=utf-8"

_NAMES: dict[type[Result], str] = {
    Accepted: "accepted",
    Refused: "refused",
    Limited: "limited",
    NotReached: "not_reached",
    Lost: "lost",
}

_NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)
_NO_ANSWER = (aiohttp.ClientError, TimeoutError, OSError, ValueError)


def _json(arguments: Arguments) -> bytes:
    try:
        return orjson.dumps(arguments)
    except orjson.JSONEncodeError:
        # Half a character, which somebody's phone may well have sent, goes out escaped.
        return json.dumps(arguments).encode()


def _parameter(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    """Read an answer.

    Raises:
        ClientPayloadError: it is longer than any that Slack gives; the connection is given up.
    """
    body = b""
    while not answer.content.at_eof():
        body += await answer.content.readany()
        if len(body) > LONGEST_ANSWER:
            raise aiohttp.ClientPayloadError("longer than Slack answers")
    return body
