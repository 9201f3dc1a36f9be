"""The news for the page: one line per change, for as long as the sandbox runs."""

import asyncio
import json

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sandbox import Person, Sandbox, SandboxClock, Workspace
from bot.sandbox.delivery import Delivery
from bot.sandbox.driving import Driver
from bot.sandbox.page_api import PageApi
from bot.sandbox.page_state import Eyes
from bot.sandbox.realm import Realm
from bot.sandbox.script import Script


async def _next(response: aiohttp.ClientResponse) -> str:
    async with asyncio.timeout(20.0):
        line = await response.content.readline()
        await response.content.readline()
    return line.decode().strip()


async def test_each_change_is_told(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession, ana: Person
) -> None:
    """The stream starts with the revision there is and goes on with each newer one."""
    async with session.get(f"{sandbox.url}/sandbox/live") as response:
        assert response.content_type == "text/event-stream"
        first = json.loads((await _next(response)).removeprefix("data: "))["revision"]
        workspace.change_person(ana.id, tz="Asia/Tokyo")
        second = json.loads((await _next(response)).removeprefix("data: "))["revision"]
    assert second == first + 1


async def test_the_stream_ends_with_the_sandbox(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    """Stopping lets the page's connection go."""
    async with session.get(f"{sandbox.url}/sandbox/live") as response:
        await _next(response)
        await sandbox.stop()
        with pytest.raises(asyncio.IncompleteReadError):
            await asyncio.wait_for(_to_the_end(response), 20.0)


async def _to_the_end(response: aiohttp.ClientResponse) -> None:
    rest = await response.content.read()
    raise asyncio.IncompleteReadError(rest, None)


async def test_a_silent_stream_is_kept_alive(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """A comment now and then shows that the line is not dead."""
    realm = Realm(clock)
    driver = Driver(realm, Delivery(realm), 600.0)
    page = PageApi(realm, {}, Eyes(Script(), driver), driver, keep_alive=0.01)
    application = web.Application()
    application.add_routes(page.routes())
    async with TestServer(application) as server:
        async with session.get(server.make_url("/sandbox/live")) as response:
            await _next(response)
            assert await _next(response) == ": still here"
        realm.changes.close()
