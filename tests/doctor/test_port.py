"""What the doctor finds out about the port that the bot listens on."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.doctor.finding import Finding, Verdict
from bot.doctor.port import port_findings
from bot.sandbox import Sandbox, SandboxClock
from bot.settings import Settings, load
from bot.web import build_web, operator_pages, serving

HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "abc123"}
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


async def only_finding(settings: Settings) -> Finding:
    """Look, where there is one port to look at."""
    (finding,) = [each async for each in port_findings(settings)]
    return finding


@pytest.fixture
async def taken() -> AsyncIterator[str]:
    """Let something that is not the bot listen on a port."""

    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    yield str(server.sockets[0].getsockname()[1])
    server.close()


@pytest.mark.parametrize("given", [{}, HTTP, SOCKET], ids=["sandbox", "http", "socket"])
async def test_a_port_that_is_taken_is_said_with_its_cure(
    given: dict[str, str], taken: str
) -> None:
    """Before the bot says so when it starts."""
    finding = await only_finding(load({**given, "PORT": taken}))

    assert finding.verdict is Verdict.WRONG
    assert taken in finding.words
    assert "another PORT" in finding.cure


@pytest.mark.parametrize("given", [{}, HTTP, SOCKET], ids=["sandbox", "http", "socket"])
async def test_a_port_that_is_free_is_fine(given: dict[str, str], taken: str) -> None:
    """Looking does not take it."""
    free = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = str(free.sockets[0].getsockname()[1])
    free.close()
    await free.wait_closed()

    for _ in range(2):
        finding = await only_finding(load({**given, "PORT": port}))
        assert finding.verdict is Verdict.FINE, finding.words
    assert port != taken


async def test_any_port_is_fine() -> None:
    """Zero asks for whichever is free."""
    assert (await only_finding(load({"PORT": "0"}))).verdict is Verdict.FINE


async def test_the_bot_itself_is_nothing_else() -> None:
    """Whoever asks the doctor while the bot runs is not told to end it."""

    async def no_faults() -> dict[str, str]:
        return {}

    async def no_metrics() -> bytes:
        return b""

    web = build_web(operator_pages(faults=no_faults, metrics=no_metrics))
    async with serving(web, host="127.0.0.1", port=0) as address:
        finding = await only_finding(load({**HTTP, "PORT": address.rpartition(":")[2]}))

    assert (finding.verdict, "is running" in finding.words) == (Verdict.FINE, True)


async def test_the_sandbox_itself_is_nothing_else() -> None:
    """The same for the bot in its sandbox."""
    async with Sandbox(clock=SandboxClock(NOW)) as sandbox:
        finding = await only_finding(load({"PORT": sandbox.url.rpartition(":")[2]}))

    assert (finding.verdict, "is running" in finding.words) == (Verdict.FINE, True)


async def test_the_port_of_a_worker_is_looked_at_where_it_has_one(taken: str) -> None:
    """The cure names the setting that is at fault."""
    settings = load({**HTTP, "PORT": "0", "WORKER_PORT": taken})
    own, workers = [each async for each in port_findings(settings)]

    assert (own.verdict, workers.verdict) == (Verdict.FINE, Verdict.WRONG)
    assert "another WORKER_PORT" in workers.cure
