"""Owns the sandbox as a whole: starts and stops it all on one port of this machine."""

import asyncio
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Self

from aiohttp import web

from bot.sandbox import payloads, socket_mode
from bot.sandbox.api import response_url
from bot.sandbox.api.methods import WebApi
from bot.sandbox.authorize import AuthorizePage
from bot.sandbox.clock import SandboxClock
from bot.sandbox.delivery import Delivery
from bot.sandbox.driving import Driver
from bot.sandbox.faults import Fault
from bot.sandbox.guard import add_headers, is_loopback, loopback_only
from bot.sandbox.model import Ack, CallRecord, JsonObject
from bot.sandbox.organisation import Organisation
from bot.sandbox.page_api import PageApi
from bot.sandbox.page_state import Eyes
from bot.sandbox.payloads import Parcel
from bot.sandbox.realm import App, Realm
from bot.sandbox.script import Script, play
from bot.sandbox.workspace import Workspace

_PAGE = Path(__file__).parent / "page"
# Slack's own limit for an acknowledgement, and for a trigger id.
_PATIENCE = 3.0
_FAST = 600.0
_SHUTDOWN_SECONDS = 1.0


class Sandbox:
    """A local Slack: any number of workspaces, one clock, one port."""

    def __init__(
        self,
        *,
        clock: SandboxClock,
        script: Script | None = None,
        rate_limits: bool = True,
        patience: float = _PATIENCE,
        fast: float = _FAST,
    ) -> None:
        """Prepare a sandbox.

        Args:
            clock: the time of everything in it.
            script: what its simulated people do and what its page suggests.
            rate_limits: whether calls that come too soon are refused, as Slack does.
            patience: real seconds for an acknowledgement, and the life of a trigger id.
            fast: the speed at which the page runs the clock to the next message.
        """
        self.clock = clock
        self.workspaces: dict[str, Workspace] = {}
        self._script = script or Script()
        self._realm = Realm(clock, patience)
        clock.on_sleep.append(self._realm.changes.stir)
        self._delivery = Delivery(self._realm)
        self._driver = Driver(self._realm, self._delivery, fast)
        self._web_api = WebApi(self._realm, rate_limits=rate_limits)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        """Where the page is."""
        return self._realm.url

    @property
    def api_url(self) -> str:
        """What a bot uses in place of Slack's own API address."""
        return f"{self.url}/api/"

    @property
    def app(self) -> App:
        """The one app that all workspaces can install."""
        return self._realm.app

    @property
    def patience(self) -> float:
        """How many real seconds an acknowledgement may take, and a trigger id lives."""
        return self._realm.patience

    @patience.setter
    def patience(self, seconds: float) -> None:
        self._realm.patience = seconds

    @property
    def calls(self) -> deque[CallRecord]:
        """Every Web API call received, the newest last, bounded."""
        return self._web_api.door.calls

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen on this machine; port 0 takes a free one."""
        if not is_loopback(host):
            raise ValueError(f"the sandbox listens on this machine only, not on {host}")
        self._runner = web.AppRunner(
            self._application(), access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        name = f"[{host}]" if ":" in host else host
        self._realm.url = f"http://{name}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Hang up, end what is under way, and stop listening."""
        self._realm.changes.close()
        self._web_api.door.stop()
        for workspace_id in self.workspaces:
            for connection in self._delivery.sockets(workspace_id):
                await connection.close()
        await self._delivery.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def add_workspace(
        self,
        name: str = "Acme",
        *,
        bot_name: str = "Unsit",
        messages_tab_read_only: bool = False,
        organisation: Organisation | None = None,
        is_installed: bool = True,
    ) -> Workspace:
        """Create a workspace, in which the bot is installed unless somebody is yet to do that."""
        workspace = Workspace(self._realm, self._delivery, name, bot_name, organisation)
        if is_installed:
            workspace.install()
        workspace.messages_tab_read_only = messages_tab_read_only
        workspace.on_direct_message.append(self._driver.notice)
        self.workspaces[workspace.id] = workspace
        return workspace

    def add_organisation(self, name: str = "Acme Group") -> Organisation:
        """Create an organisation, whose workspaces are yet to be added."""
        return Organisation(self._realm, name)

    def play(self, workspace: Workspace) -> None:
        """Let the simulated people of a workspace do what the script says."""
        play(workspace, self._script)

    def break_(self, fault: Fault) -> None:
        """Break something on purpose."""
        self._web_api.door.faults.add(fault)

    def mend(self) -> None:
        """Take back what was broken and has not happened yet."""
        self._web_api.door.faults.clear()

    async def changed(self, holds: Callable[[], bool], *, timeout: float = 20.0) -> None:  # noqa: ASYNC109 - the caller states its patience, as the contract says
        """Wait, in real time, until a change makes a condition true."""
        async with asyncio.timeout(timeout):
            await self._realm.changes.until(holds)

    async def send_event(
        self,
        workspace: Workspace,
        event: JsonObject,
        *,
        event_id: str | None = None,
        retry_num: int = 0,
        retry_reason: str = "http_timeout",
    ) -> Ack:
        """Send an event as it is, once, whether or not the bot subscribed to it."""
        payload = payloads.event_callback(workspace, event, event_id)
        parcel = Parcel("events_api", payload, retry_num, retry_reason if retry_num else "")
        return await self._delivery.once(workspace, parcel)

    async def refresh_sockets(
        self, workspace: Workspace, reason: socket_mode.Reason = "refresh_requested"
    ) -> None:
        """Ask a bot to connect anew, as Slack does about once an hour."""
        for connection in self._delivery.sockets(workspace.id):
            await connection.hang_up(reason)

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[loopback_only])
        application.on_response_prepare.append(add_headers)
        eyes = Eyes(self._script, self._driver)
        page = PageApi(self._realm, self.workspaces, eyes, self._driver)
        application.add_routes(
            [
                web.route("*", "/api/{method}", self._web_api.serve),
                web.get("/link/", self._link),
                web.post("/response/{workspace}/{key}", self._respond),
                *page.routes(),
                *AuthorizePage(self._realm).routes(),
                web.get("/app_redirect", _index),
                web.get("/", _index),
                web.static("/page", _PAGE),
            ]
        )
        return application

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        for workspace in self.workspaces.values():
            if request.query.get("app_id") == workspace.app_id and workspace.tickets.admit(ticket):
                return await socket_mode.serve(request, workspace)
        raise web.HTTPForbidden(text="this ticket is not good for a connection")

    async def _respond(self, request: web.Request) -> web.Response:
        workspace = self.workspaces.get(request.match_info["workspace"])
        if workspace is None:
            raise web.HTTPNotFound
        return await response_url.serve(request, workspace, self._web_api.door)


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(_PAGE / "index.html")
