"""Bolt itself against the sandbox: the same app by Socket Mode and over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Message, Sandbox, Workspace
from bot.sandbox.person import Actor
from tests.sandbox.samples import field, modal, text_input


class Heard:
    """What a Bolt app was told."""

    def __init__(self) -> None:
        self.reactions: list[dict[str, Any]] = []
        self.submitted: list[dict[str, Any]] = []
        self.homes = 0


def _app(client: AsyncWebClient, workspace: Workspace, heard: Heard) -> AsyncApp:
    app = AsyncApp(
        client=client, signing_secret=workspace.signing_secret, process_before_response=True
    )

    @app.command("/unsit")
    async def join(ack: Any, body: Any, client: Any) -> None:  # noqa: ANN401 - Bolt injects them
        await ack("One moment")
        form = modal(field("zone", text_input("zone", "Europe/Lisbon")))
        await client.views_open(trigger_id=body["trigger_id"], view=form)

    @app.view("form")
    async def submitted(ack: Any, view: Any) -> None:  # noqa: ANN401 - Bolt injects them
        await ack()
        heard.submitted.append(view["state"]["values"])

    @app.action("go")
    async def pressed(ack: Any, respond: Any) -> None:  # noqa: ANN401 - Bolt injects them
        await ack()
        await respond("Well done", replace_original=True)

    @app.event("reaction_added")
    async def reacted(event: Any) -> None:  # noqa: ANN401 - Bolt injects it
        heard.reactions.append(event)

    @app.event("app_home_opened")
    async def opened(event: Any) -> None:  # noqa: ANN401 - Bolt injects it
        heard.homes += event["tab"] == "home"

    return app


@asynccontextmanager
async def _by_socket(
    app: AsyncApp, sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession
) -> AsyncIterator[None]:
    client = AsyncWebClient(base_url=sandbox.api_url, session=session)
    handler = AsyncSocketModeHandler(app, workspace.app_token, web_client=client)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt's own lacks types
    try:
        await sandbox.changed(lambda: workspace.connected)
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt's own lacks types


@asynccontextmanager
async def _by_http(app: AsyncApp, workspace: Workspace) -> AsyncIterator[None]:
    async with TestServer(app.web_app()) as server:
        workspace.events_url = str(server.make_url("/slack/events"))
        yield


@pytest.fixture
def heard() -> Heard:
    """Give something to write down what the app was told."""
    return Heard()


@pytest.fixture(params=["socket", "http"])
async def app_connected(
    request: pytest.FixtureRequest,
    sandbox: Sandbox,
    session: aiohttp.ClientSession,
    client: AsyncWebClient,
    heard: Heard,
) -> AsyncIterator[None]:
    """Run a Bolt app in each of the two ways."""
    workspace = next(iter(sandbox.workspaces.values()))
    app = _app(client, workspace, heard)
    by_socket = request.param == "socket"
    connected = (
        _by_socket(app, sandbox, workspace, session) if by_socket else _by_http(app, workspace)
    )
    async with connected:
        yield


@pytest.mark.usefixtures("app_connected")
async def test_a_bolt_app_works_as_in_slack(
    sandbox: Sandbox, client: AsyncWebClient, actor: Actor, nudge: Message, heard: Heard
) -> None:
    """A command opens a modal, a submission arrives, a press is answered, events are heard."""
    async with asyncio.timeout(20.0):
        assert (await actor.command("/unsit", "join")).ok
        await sandbox.changed(lambda: actor.modal() is not None)
        view = actor.modal()
        assert view is not None
        assert (await actor.submit(view.id, {"zone": "Asia/Tokyo"})).ok
        assert heard.submitted[0]["zone"]["zone"]["value"] == "Asia/Tokyo"
        assert (await actor.press(nudge, "go")).ok
        await sandbox.changed(lambda: actor.dm()[0].text == "Well done")
        assert (await actor.react(nudge, "peach")).ok
        await client.reactions_add(channel=nudge.channel, timestamp=nudge.ts, name="eyes")
        assert (await actor.open_home()).ok
    assert [event["user"] for event in heard.reactions] == [actor.id]
    assert heard.homes == 1
    assert actor.seen()[-1].text == "One moment"


async def test_bolt_connects_anew_when_asked(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    """A refresh costs the bot nothing: it opens a new connection by itself."""
    async with _by_socket(_app(client, workspace, Heard()), sandbox, workspace, session):
        first = workspace.delivery.sockets(workspace.id)
        await sandbox.refresh_sockets(workspace)
        await sandbox.changed(
            lambda: workspace.connected and workspace.delivery.sockets(workspace.id) != first
        )
