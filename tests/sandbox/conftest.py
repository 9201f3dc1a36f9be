"""A sandbox with one workspace per test, frozen on a Monday morning."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Channel, Message, Person, Sandbox, SandboxClock, Workspace
from bot.sandbox.person import Actor
from tests.sandbox.bots import HttpBot, SocketBot, http_bot, socket_bot
from tests.sandbox.pages import Page
from tests.sandbox.samples import actions, button


@pytest.fixture
def clock() -> SandboxClock:
    """Give a clock that stands still on Monday 23 November 2026, nine o'clock UTC."""
    return SandboxClock(datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.fixture
async def sandbox(clock: SandboxClock) -> AsyncIterator[Sandbox]:
    """Give a running sandbox."""
    async with Sandbox(clock=clock, patience=20.0) as sandbox:
        yield sandbox


@pytest.fixture
async def hasty(clock: SandboxClock) -> AsyncIterator[Sandbox]:
    """Give a sandbox that waits a fiftieth of a second where Slack waits three."""
    async with Sandbox(clock=clock, patience=0.02) as sandbox:
        yield sandbox


@pytest.fixture
def workspace(sandbox: Sandbox) -> Workspace:
    """Give a workspace in which the bot is installed."""
    return sandbox.add_workspace(name="Acme")


@pytest.fixture
def ana(workspace: Workspace) -> Person:
    """Give somebody in the workspace."""
    return workspace.add_person(name="Ana Lima", tz="Europe/Lisbon")


@pytest.fixture
def actor(workspace: Workspace, ana: Person) -> Actor:
    """Act as that person."""
    return workspace.actor(ana.id)


@pytest.fixture
def general(workspace: Workspace, ana: Person) -> Channel:
    """Give a channel with the person and the bot in it."""
    return workspace.add_channel("general", members=[ana.id, workspace.bot_user_id])


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Give one session for all that a test sends."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def page(sandbox: Sandbox, session: aiohttp.ClientSession) -> Page:
    """Give the page of the sandbox."""
    return Page(sandbox, session)


@pytest.fixture
def client(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession
) -> AsyncWebClient:
    """Give Slack's own client, with the bot's token and without retries."""
    return AsyncWebClient(
        token=workspace.bot_token, base_url=sandbox.api_url, session=session, retry_handlers=[]
    )


@pytest.fixture
async def nudge(client: AsyncWebClient, actor: Actor) -> Message:
    """Give a direct message with a button."""
    await client.chat_postMessage(channel=actor.id, text="Up?", blocks=[actions(button())])
    return actor.dm()[-1]


@pytest.fixture
async def bot(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession
) -> AsyncIterator[SocketBot]:
    """Give a bot that is connected by Socket Mode."""
    async with socket_bot(sandbox, workspace, session) as bot:
        yield bot


@pytest.fixture
async def web_bot(workspace: Workspace) -> AsyncIterator[HttpBot]:
    """Give a bot that Slack reaches over HTTP."""
    async with http_bot(workspace) as bot:
        yield bot
