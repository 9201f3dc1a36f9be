"""A call goes to Slack just once and just as Slack documents it, and has one result."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from aiohttp import web

from bot.domain.ids import WorkspaceId
from bot.slack.client import LONGEST_ANSWER, SlackApi, TokenOf, build_client, build_session
from bot.slack.results import DEFAULT_WAIT, Accepted, Limited, Lost, NotReached, Refused, Result
from bot.slack.wire import build_wire
from tests.builders import MONDAY_MORNING
from tests.clock import SettableClock

ACME = WorkspaceId("T1")
TOKEN = "xoxb-not-a-real-token"  # noqa: S105 - opens nothing anywhere
POST = "chat.postMessage"
OK = {"ok": True, "channel": "D1", "ts": "1.000001"}

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Heard:
    """One request, as a server heard it."""

    verb: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass
class Slack:
    """A server in Slack's place, which answers as a test wants."""

    answering: Answering | None = None
    heard: list[Heard] = field(default_factory=list)
    url: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Remember a request and answer it."""
        self.heard.append(
            Heard(
                verb=request.method,
                path=request.path,
                query=dict(request.query),
                headers=dict(request.headers),
                body=await request.read(),
            )
        )
        return web.json_response(OK) if self.answering is None else await self.answering(request)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    """Give a running server."""
    slack = Slack()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", slack.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    yield slack
    await runner.cleanup()


class Counted:
    """Keeps what is counted."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []

    def slack_called(self, method: str, result: str, seconds: float) -> None:
        """Keep a call."""
        assert 0 <= seconds < 60
        self.calls.append((method, result))


async def _the_token(_workspace: WorkspaceId) -> str | None:
    return TOKEN


@asynccontextmanager
async def calling(
    url: str, *, token_of: TokenOf = _the_token, meter: Counted | None = None
) -> AsyncIterator[SlackApi]:
    """Give what calls the server."""
    async with build_session() as session:
        yield build_wire(
            client=build_client(session, url),
            token_of=token_of,
            clock=SettableClock(MONDAY_MORNING),
            meter=meter,
        ).api


@pytest.fixture
async def api(slack: Slack) -> AsyncIterator[SlackApi]:
    """Give what calls the server."""
    async with calling(slack.url) as api:
        yield api


async def answered(slack: Slack, api: SlackApi, response: web.Response) -> Result:
    """Call once, and let the server answer with this."""

    async def answering(_request: web.Request) -> web.StreamResponse:
        return response

    slack.answering = answering
    return await api.write(ACME, POST, {"channel": "U1", "text": "Hi"})


async def test_writing_sends_json_and_the_token_in_its_header(slack: Slack, api: SlackApi) -> None:
    """Post the arguments as they are, and the token nowhere but where it belongs."""
    arguments = {"channel": "U1", "text": "Grüße", "blocks": [{"type": "divider"}], "hash": None}

    assert await api.write(ACME, POST, arguments) == Accepted(OK)

    (heard,) = slack.heard
    assert (heard.verb, heard.path, heard.query) == ("POST", "/api/chat.postMessage", {})
    assert heard.headers["Content-Type"] == "application/json;charset=utf-8"
    assert heard.headers["Authorization"] == f"Bearer {TOKEN}"
    assert json.loads(heard.body) == arguments


async def test_reading_sends_a_query_without_what_is_not_there(slack: Slack, api: SlackApi) -> None:
    """Ask with parameters in the address, where there is no null and no truth."""
    await api.read(ACME, "users.info", {"user": "U1", "include_locale": True, "cursor": None})

    (heard,) = slack.heard
    assert (heard.verb, heard.path) == ("GET", "/api/users.info")
    assert heard.query == {"user": "U1", "include_locale": "1"}
    assert heard.headers["Authorization"] == f"Bearer {TOKEN}"
    assert heard.body == b""


async def test_half_a_character_goes_out_escaped(slack: Slack, api: SlackApi) -> None:
    """Send what some keyboards leave of an emoji, instead of failing over it."""
    assert await api.write(ACME, POST, {"text": "\ud83d"}) == Accepted(OK)

    assert json.loads(slack.heard[0].body) == {"text": "\ud83d"}


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, '{"ok":false,"error":"channel_not_found"}', Refused("channel_not_found")),
        (400, '{"ok":false,"error":"invalid_blocks"}', Refused("invalid_blocks")),
        (200, '{"ok":false,"error":"rate_limited"}', Limited(timedelta(seconds=7))),
        (429, "<h1>Slow down</h1>", Limited(timedelta(seconds=7))),
        (200, '{"ok":false,"error":"fatal_error"}', Lost()),
        (200, '{"ok":false}', Lost()),
        (201, '{"ok":true}', Lost()),
        (200, '["ok"]', Lost()),
        (200, "", Lost()),
        (200, "<h1>Welcome</h1>", Lost()),
        (502, '{"ok":true}', Lost()),
        (503, '{"ok":false,"error":"channel_not_found"}', Lost()),
    ],
)
async def test_each_answer_has_its_result(
    slack: Slack, api: SlackApi, status: int, body: str, expected: Result
) -> None:
    """Read what Slack says, and trust nothing that is not in its words."""
    response = web.Response(status=status, text=body, headers={"Retry-After": "7"})

    assert await answered(slack, api, response) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("0.5", DEFAULT_WAIT), ("soon", DEFAULT_WAIT), ("999999", timedelta(hours=1))],
)
async def test_odd_waits_are_bounded(
    slack: Slack, api: SlackApi, said: str, expected: timedelta
) -> None:
    """Wait neither for ever nor for nothing."""
    response = web.Response(status=429, headers={"Retry-After": said})

    assert await answered(slack, api, response) == Limited(expected)


async def test_answer_without_end_is_given_up(slack: Slack, api: SlackApi) -> None:
    """Read no more than any answer of Slack's is long."""
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" " * 65_536)
            sent += 65_536

    slack.answering = endless

    assert await api.write(ACME, POST, {}) == Lost()
    assert sent < 20 * LONGEST_ANSWER


async def test_redirect_is_not_followed(slack: Slack, api: SlackApi) -> None:
    """Take nothing anywhere else, least of all the token."""
    elsewhere = slack.url + "elsewhere"

    assert await answered(
        slack, api, web.Response(status=307, headers={"Location": elsewhere})
    ) == (Lost())
    assert len(slack.heard) == 1


async def test_cookies_are_not_kept(slack: Slack, api: SlackApi) -> None:
    """Carry nothing from one workspace's call into another's."""
    response = web.json_response(OK)
    response.set_cookie("b", "tracked")
    await answered(slack, api, response)
    slack.answering = None

    await api.write(WorkspaceId("T2"), POST, {})

    assert "Cookie" not in slack.heard[1].headers


async def test_proxy_that_refuses_means_not_sent() -> None:
    """Know that Slack heard nothing where the proxy let nothing through."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, calling("https://slack.example/api/") as api:
        api.client.proxy = f"http://127.0.0.1:{port}"

        assert await api.write(ACME, POST, {}) == NotReached()


async def test_token_that_cannot_be_found_means_not_sent(slack: Slack) -> None:
    """Call nothing, and try again later, where the token cannot be looked up just now."""

    async def failing(_workspace: WorkspaceId) -> str | None:
        raise LookupError("the database is away")

    async with calling(slack.url, token_of=failing) as api:
        assert await api.write(ACME, POST, {}) == NotReached()

    assert not slack.heard


async def test_token_that_does_not_come_means_not_sent(slack: Slack) -> None:
    """Wait for a token no longer than for Slack."""

    async def hanging(_workspace: WorkspaceId) -> str | None:
        await asyncio.Event().wait()
        return None

    async with calling(slack.url, token_of=hanging) as api:
        assert await api.write(ACME, POST, {}, seconds=0.01) == NotReached()

    assert not slack.heard


async def test_each_call_is_counted_once(slack: Slack) -> None:
    """Count calls by method and result, and nothing where none was made."""
    meter = Counted()

    async def token_of(workspace: WorkspaceId) -> str | None:
        return TOKEN if workspace == ACME else None

    async with calling(slack.url, token_of=token_of, meter=meter) as api:
        await api.write(ACME, POST, {})
        await api.write(WorkspaceId("T2"), POST, {})
        await api.read(ACME, "users.info", {})
        await answered(slack, api, web.Response(status=429))
        await answered(slack, api, web.json_response({"ok": False, "error": "not_in_channel"}))
        await answered(slack, api, web.Response(status=500))

    assert meter.calls == [
        (POST, "accepted"),
        ("users.info", "accepted"),
        (POST, "limited"),
        (POST, "refused"),
        (POST, "lost"),
    ]
