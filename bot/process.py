"""The life of a process: its parts begin one after another, and end side by side when told."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
)
from typing import TypeVar

import structlog
from slack_sdk.errors import SlackApiError

from bot import demo
from bot.app import Bot, assembled, refused_by_slack
from bot.clock import SystemClock
from bot.ending import EndSignal, SideBySide
from bot.engine.ticks import beating
from bot.readiness import Probe
from bot.services.ports import Clock
from bot.settings import Mode, Problem, Settings, SettingsProblems
from bot.slack import socket_mode
from bot.slack.edge import SlackEdge
from bot.slack.oauth import INSTALL_PATH, REDIRECT_PATH
from bot.slack.signatures import Signatures
from bot.watching import operator_routes
from bot.web import EVENTS_PATH, Routes, build_web, serving

TICK_SECONDS = 1.0
SANDBOX_TICK_SECONDS = 0.25
"""The sandbox can run a work day in minutes, so its ticks come faster."""

_DRAIN_SECONDS = 8.0
"""For what is under way at the end, in all parts at once; the web and Socket Mode have as much."""

_GC_THRESHOLDS = (50_000, 20, 50)

_log = structlog.get_logger(__name__)
Ready = Callable[[str], None]
T = TypeVar("T")


async def run(
    settings: Settings, *, web: bool, worker: bool, ready: Ready, clock: Clock | None = None
) -> None:
    """Run the bot until the process is told to end.

    Args:
        settings: without tokens, the bot runs in a sandbox of its own.
        web: whether to take what Slack sends.
        worker: whether to send nudges and boards.
        ready: called once with the address to open or to watch.
        clock: the source of time; the machine's, unless told otherwise. A sandbox has its own.

    Raises:
        SettingsProblems: Slack or the machine does not take them.
        KeyboardInterrupt: Ctrl-C ended it, in the same orderly way as SIGTERM does.
    """
    ended = EndSignal()
    try:
        async with _begun(settings, web=web, worker=worker, clock=clock) as address:
            _calm_collector()
            # First, since whoever is told that it is up may end it at once.
            ended.started()
            ready(address)
            reason = await ended.wait()
            _log.info("stopping", signal=reason.name)
    except asyncio.CancelledError:
        if not ended.has_cut_the_start:
            raise
        _log.info("stopped while starting")
        return
    if reason is signal.SIGINT:
        raise KeyboardInterrupt


@asynccontextmanager
async def _begun(
    settings: Settings, *, web: bool, worker: bool, clock: Clock | None
) -> AsyncIterator[str]:
    """Begin every part, and end all side by side; yields the address to open or to watch."""
    async with AsyncExitStack() as stack:
        clock = clock or SystemClock()
        address = ""
        if settings.mode is Mode.SANDBOX:
            sandbox = await _entered(stack, demo.sandboxed(settings), "PORT")
            clock, settings, address = sandbox.clock, sandbox.settings, sandbox.url
        bot = await stack.enter_async_context(assembled(settings, clock=clock))
        parts = SideBySide()
        stack.push_async_callback(parts.aclose)
        stack.callback(bot.finish)
        if web:
            served = await parts.enter(listening(bot, in_sandbox=bool(address), works=worker))
            address = address or served
        if worker:
            every = TICK_SECONDS if isinstance(clock, SystemClock) else SANDBOX_TICK_SECONDS
            await parts.enter(working(bot, every_seconds=every))
        if not web:
            address = await parts.enter(watched(bot))
        yield address


@asynccontextmanager
async def working(bot: Bot, *, every_seconds: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Tick and work while the block runs; what is under way at its end is finished."""
    bot.queue.start()
    try:
        async with beating(bot.heartbeats, every_seconds=every_seconds):
            yield
    finally:
        await bot.queue.stop(grace_seconds=_DRAIN_SECONDS)


@asynccontextmanager
async def watched(bot: Bot) -> AsyncIterator[str]:
    """Let operators look at a worker while the block runs, if it was given a port for that.

    Yields the address, or nothing.

    Raises:
        SettingsProblems: the port is taken.
    """
    async with AsyncExitStack() as stack:
        address, port = "", bot.settings.worker_port
        if port is not None:
            application = build_web(operator_routes(bot, works=True, probes={}))
            server = serving(application, host=bot.settings.host, port=port)
            address = await _entered(stack, server, "WORKER_PORT")
        yield address


@asynccontextmanager
async def listening(
    bot: Bot, *, in_sandbox: bool = False, works: bool = False
) -> AsyncIterator[str]:
    """Take what Slack sends while the block runs: over Socket Mode, or over HTTP.

    Args:
        bot: what answers.
        in_sandbox: whether the sandbox's page has the port, and the bot needs none.
        works: whether this process ticks and sends, too.

    Raises:
        SettingsProblems: Slack does not take the app token, or the port is taken.
    """
    async with AsyncExitStack() as stack:
        probes: dict[str, Probe] = {}
        token = bot.settings.slack_app_token
        if token is not None:
            probes["slack"] = await _connected(stack, bot, token.get_secret_value())
        address = ""
        if not in_sandbox:
            routes = operator_routes(bot, works=works, probes=probes)
            application = build_web({**_slack_routes(bot), **routes})
            server = serving(application, host=bot.settings.host, port=bot.settings.port)
            address = await _entered(stack, server, "PORT")
        yield address


async def _connected(stack: AsyncExitStack, bot: Bot, app_token: str) -> Probe:
    connection = socket_mode.connected(
        bot.slack, app_token=app_token, web_client=bot.wire.api.client
    )
    try:
        is_connected = await stack.enter_async_context(connection)
    except SlackApiError as error:
        raise SettingsProblems((refused_by_slack("SLACK_APP_TOKEN", error),)) from None

    async def slack() -> str | None:
        return None if await is_connected() else "is not connected"

    return slack


def _slack_routes(bot: Bot) -> Routes:
    """Return where Slack's requests go, and who installs the app, in a bot reached over HTTP."""
    secret = bot.settings.slack_signing_secret
    if secret is None or bot.settings.slack_app_token is not None:
        return {}
    signatures = Signatures(signing_secret=secret.get_secret_value())
    edge = SlackEdge(app=bot.slack, signatures=signatures, meter=bot.metrics)
    pages = {} if bot.oauth is None else dict.fromkeys((INSTALL_PATH, REDIRECT_PATH), bot.oauth)
    return {EVENTS_PATH: edge, **pages}


async def _entered(
    stack: AsyncExitStack, server: AbstractAsyncContextManager[T], setting: str
) -> T:
    try:
        return await stack.enter_async_context(server)
    except OSError as error:
        problem = Problem(
            setting=setting,
            wrong=f"cannot be listened on ({error.strerror or error})",
            cure=f"end whatever uses it, or set another {setting}",
        )
        raise SettingsProblems((problem,)) from None


def _calm_collector() -> None:
    """Take what start-up made out of the collector's sight: its pauses set the slowest answers."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)
