"""The HTTP side: where Slack's requests go, health checks, and the server's own life."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Any

import aiohttp
import pytest

from bot.web import EVENTS_PATH, AsgiApp, Receive, Scope, Send, build_web, operator_pages, serving

PATIENCE = 20.0


class Slack:
    """Answers whatever reaches it, and counts."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request."""
        assert scope["type"] == "http"
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        self.bodies.append(body)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"taken"})


class Process:
    """What keeps a process from its work, and what it measured, as a test says."""

    def __init__(self) -> None:
        self.wrong: dict[str, str] = {}

    async def faults(self) -> dict[str, str]:
        """Tell what is wrong."""
        return self.wrong

    async def metrics(self) -> bytes:
        """Tell what was measured."""
        return b"nudges_total 3.0"


@pytest.fixture
def slack() -> Slack:
    """Give what answers Slack."""
    return Slack()


@pytest.fixture
def process() -> Process:
    """Give what operators look at."""
    return Process()


@pytest.fixture
async def address(slack: Slack, process: Process) -> AsyncIterator[str]:
    """Give the address of a running server."""
    async with _served(_web(process, slack)) as address:
        yield address


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Give a client."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        yield session


async def test_a_living_process_says_so(address: str, session: aiohttp.ClientSession) -> None:
    """The health check answers whatever state the bot is in."""
    assert await _get(session, f"{address}/healthz") == (200, "ok")


async def test_readiness_is_asked_each_time(
    address: str, session: aiohttp.ClientSession, process: Process
) -> None:
    """A bot that is not ready says what is wrong, until it is."""
    process.wrong = {"database": "does not answer"}
    before = await _get(session, f"{address}/readyz")
    process.wrong = {}
    after = await _get(session, f"{address}/readyz")

    assert before == (503, '{"ready": false, "faults": {"database": "does not answer"}}')
    assert after == (200, '{"ready": true}')


async def test_metrics_are_shown(address: str, session: aiohttp.ClientSession) -> None:
    """Whoever watches finds them at the usual path."""
    assert await _get(session, f"{address}/metrics") == (200, "nudges_total 3.0")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_pages_are_only_looked_at(
    address: str, session: aiohttp.ClientSession, path: str
) -> None:
    """There is nothing to send to them."""
    async with session.post(f"{address}{path}", data=b"x") as answer:
        assert answer.status == 405


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/", "/healthz/x", "/slack/install"])
async def test_other_paths_are_not_found(
    address: str, session: aiohttp.ClientSession, path: str
) -> None:
    """There is nothing else here."""
    assert await _get(session, f"{address}{path}") == (404, "not found")


async def test_a_request_on_slacks_path_reaches_slacks_side(
    address: str, session: aiohttp.ClientSession, slack: Slack
) -> None:
    """What comes there is passed on whole, for Slack's side to judge."""
    body = b"x" * 100_000

    assert await _post(session, address, body) == (200, "taken")
    assert slack.bodies == [body]


async def test_a_web_socket_is_not_found(address: str, session: aiohttp.ClientSession) -> None:
    """An upgrade finds nothing to talk to, quietly."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await session.ws_connect(f"{address}/anything")

    assert refused.value.status == 404


async def test_without_slack_over_http_its_path_is_not_found(
    session: aiohttp.ClientSession, process: Process
) -> None:
    """In Socket Mode nothing of Slack's is taken over HTTP."""
    async with _served(_web(process)) as address:
        assert await _post(session, address, b"{}") == (404, "not found")


async def test_a_server_that_ends_at_once_frees_its_port(process: Process) -> None:
    """A block that does nothing leaves nothing listening."""
    application = _web(process)
    async with asyncio.timeout(PATIENCE):
        async with _served(application) as address:
            port = int(address.rpartition(":")[2])
        async with serving(application, host="127.0.0.1", port=port) as again:
            assert again == address


async def test_a_block_that_fails_ends_its_server(process: Process) -> None:
    """A fault inside ends the server and comes out as it was."""

    async def fail() -> None:
        async with _served(_web(process)):
            raise LookupError

    async with asyncio.timeout(PATIENCE):
        with pytest.raises(LookupError):
            await fail()


async def test_a_port_that_is_taken_is_told(address: str, process: Process) -> None:
    """Two servers on one port do not go together."""
    port = int(address.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        await _enter(serving(_web(process), host="127.0.0.1", port=port))


async def test_it_lives_and_ends_as_its_server_says(process: Process) -> None:
    """Under another server the application takes part in its start and end."""
    said: list[str] = []
    events = iter(["lifespan.startup", "lifespan.shutdown"])

    async def receive() -> dict[str, Any]:
        return {"type": next(events)}

    async def send(message: dict[str, Any]) -> None:
        said.append(message["type"])

    await _web(process)({"type": "lifespan"}, receive, send)

    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def _web(process: Process, slack: AsgiApp | None = None) -> AsgiApp:
    slacks = {} if slack is None else {EVENTS_PATH: slack}
    pages = operator_pages(faults=process.faults, metrics=process.metrics)
    return build_web({**slacks, **pages})


def _served(application: AsgiApp) -> AbstractAsyncContextManager[str]:
    return serving(application, host="127.0.0.1", port=0)


async def _enter(server: AbstractAsyncContextManager[str]) -> None:
    async with server:
        pass


async def _get(session: aiohttp.ClientSession, url: str) -> tuple[int, str]:
    async with session.get(url) as answer:
        return answer.status, await answer.text()


async def _post(session: aiohttp.ClientSession, address: str, body: bytes) -> tuple[int, str]:
    async with session.post(f"{address}/slack/events", data=body) as answer:
        return answer.status, await answer.text()
