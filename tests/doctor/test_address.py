"""What the doctor finds out about the way from Slack to the bot."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.doctor.address import address_finding
from bot.doctor.finding import Verdict
from bot.settings import Settings, load
from bot.web import build_web, operator_pages, serving
from tests.installations import KEY

MANY = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "abc123",
    "SLACK_SIGNING_SECRET": "abc123",
    "UNSIT_ENCRYPTION_KEYS": KEY,
}
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "abc123"}


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """Serve the bot's own health checks."""

    async def no_faults() -> dict[str, str]:
        return {}

    async def no_metrics() -> bytes:
        return b""

    web = build_web(operator_pages(faults=no_faults, metrics=no_metrics))
    async with serving(web, host="127.0.0.1", port=0) as address:
        yield address


async def verdict(settings: Settings) -> Verdict:
    """Look, with a session of its own."""
    async with aiohttp.ClientSession() as session:
        return (await address_finding(session, settings)).verdict


async def test_a_bot_that_answers_there_is_fine(address: str) -> None:
    """Its own health check is what is asked for."""
    assert await verdict(load(TOKENS | {"UNSIT_PUBLIC_URL": address})) is Verdict.FINE


async def test_an_app_for_many_workspaces_is_looked_for_there_too(address: str) -> None:
    """Slack sends to it, and browsers come to install it."""
    assert await verdict(load(MANY | {"UNSIT_PUBLIC_URL": address})) is Verdict.FINE


async def test_something_else_there_is_wrong(address: str) -> None:
    """A page that is not the bot's answers with another status."""
    settings = load(TOKENS | {"UNSIT_PUBLIC_URL": f"{address}/elsewhere"})

    assert await verdict(settings) is Verdict.WRONG


async def test_nobody_there_is_wrong() -> None:
    """An address that does not answer is of no use to Slack."""
    settings = load(TOKENS | {"UNSIT_PUBLIC_URL": "http://127.0.0.1:1"})

    assert await verdict(settings) is Verdict.WRONG


@pytest.mark.parametrize(
    "given", [{}, TOKENS, TOKENS | {"SLACK_APP_TOKEN": "xapp-1"}], ids=["none", "http", "socket"]
)
async def test_where_none_is_needed_or_known_none_is_looked_at(given: dict[str, str]) -> None:
    """Socket Mode needs no address, and an unknown one cannot be tried."""
    assert await verdict(load(given)) is Verdict.SKIPPED
