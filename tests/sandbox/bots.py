"""Bots without a framework, so that tests see exactly what Slack's stand-in sends and takes."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox, Workspace

Payload: TypeAlias = dict[str, Any]
# Gives the payload of the acknowledgement, or None for no acknowledgement at all.
Answer: TypeAlias = Callable[[Payload], Awaitable[Payload | None]]


async def acknowledge(_payload: Payload) -> Payload | None:
    """Acknowledge with nothing more to say."""
    return {}


async def be_silent(_payload: Payload) -> Payload | None:
    """Acknowledge nothing."""
    return None


class SocketBot:
    """A bot on one Socket Mode connection that keeps every envelope it was sent."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws
        self.hello: Payload = {}
        self.frames: list[Payload] = []
        self.answer: Answer = acknowledge
        self._over = asyncio.Event()

    @property
    def envelopes(self) -> list[Payload]:
        """What was delivered, without hello and disconnect."""
        return [frame for frame in self.frames if "envelope_id" in frame]

    @property
    def events(self) -> list[Payload]:
        """The inner events that were delivered."""
        return [frame["payload"]["event"] for frame in self.of("events_api")]

    def of(self, kind: str) -> list[Payload]:
        """List the envelopes of one kind."""
        return [frame for frame in self.envelopes if frame["type"] == kind]

    async def run(self) -> None:
        """Answer what comes until the connection ends."""
        async for frame in self.ws:
            envelope = json.loads(frame.data)
            self.frames.append(envelope)
            if "envelope_id" in envelope:
                payload = await self.answer(envelope["payload"])
                if payload is not None:
                    ack = {"envelope_id": envelope["envelope_id"], "payload": payload}
                    await self.ws.send_json(ack)
        self._over.set()

    async def hung_up(self) -> None:
        """Wait until the connection has ended."""
        async with asyncio.timeout(20.0):
            await self._over.wait()


@asynccontextmanager
async def socket_bot(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession
) -> AsyncIterator[SocketBot]:
    """Connect a bot by Socket Mode for as long as the test needs it."""
    client = AsyncWebClient(token=workspace.app_token, base_url=sandbox.api_url, session=session)
    opened = await client.apps_connections_open(app_token=workspace.app_token)
    before = len(workspace.delivery.sockets(workspace.id))
    async with session.ws_connect(str(opened["url"])) as ws:
        bot = SocketBot(ws)
        bot.hello = await ws.receive_json(timeout=20.0)
        await sandbox.changed(lambda: len(workspace.delivery.sockets(workspace.id)) > before)
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(bot.run())
            yield bot
            running.cancel()


class HttpBot:
    """A bot behind a URL that keeps every request it was sent."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.respond: Callable[[], Awaitable[web.Response]] = self._ok

    async def serve(self, request: web.Request) -> web.Response:
        """Keep a request and answer it."""
        self.requests.append((dict(request.headers), await request.read()))
        return await self.respond()

    def json(self, index: int = -1) -> Any:  # noqa: ANN401 - whatever JSON was sent
        """Read the body of a request as JSON."""
        return json.loads(self.requests[index][1])

    def form(self, index: int = -1) -> dict[str, str]:
        """Read the body of a request as a form."""
        return dict(parse_qsl(self.requests[index][1].decode(), keep_blank_values=True))

    @staticmethod
    async def _ok() -> web.Response:
        return web.Response()


@asynccontextmanager
async def http_bot(workspace: Workspace) -> AsyncIterator[HttpBot]:
    """Serve a bot over HTTP and tell the workspace where it is."""
    bot = HttpBot()
    application = web.Application()
    application.router.add_post("/slack/events", bot.serve)
    async with TestServer(application) as server:
        workspace.events_url = bot.url = str(server.make_url("/slack/events"))
        yield bot
