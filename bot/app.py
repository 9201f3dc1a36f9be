"""The composition root: the only place where settings, storage, Slack and engine meet."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    suppress,
)
from dataclasses import dataclass
from typing import TypeVar

import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import demo
from bot.clock import SystemClock
from bot.engine.inline import InlineQueue
from bot.engine.tasks import build_tasks
from bot.engine.ticks import Heartbeats, beating
from bot.services import Services, build_services
from bot.services.ports import Clock
from bot.settings import Mode, Problem, Settings, SettingsProblems
from bot.slack import socket_mode
from bot.slack.bolt import build_app
from bot.slack.client import build_client, build_session
from bot.slack.edge import SlackEdge
from bot.slack.installation import Installation, identify
from bot.slack.messenger import SlackMessenger
from bot.slack.signatures import Signatures
from bot.slack.wire import build_wire
from bot.storage.database import Database, open_database
from bot.storage.migrations import is_current, migrate
from bot.web import AsgiApp, build_web, serving

TICK_SECONDS = 1.0
SANDBOX_TICK_SECONDS = 0.25
"""The sandbox can run a work day in minutes, so its ticks come faster."""

_EDIT_SECONDS = 2.0
_GC_THRESHOLDS = (50_000, 20, 50)

_log = structlog.get_logger(__name__)
Ready = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A bot that is put together: its parts, not yet listening or ticking."""

    settings: Settings
    clock: Clock
    database: Database
    services: Services
    heartbeats: Heartbeats
    queue: InlineQueue
    slack: AsyncApp
    client: AsyncWebClient
    installation: Installation


@asynccontextmanager
async def assembled(settings: Settings, *, clock: Clock) -> AsyncIterator[Bot]:
    """Put a bot together, on a migrated database, for the workspace of its token.

    Raises:
        SettingsProblems: Slack does not take the token.
    """
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(build_session())
        client = build_client(session, settings.slack_api_url)
        installation = await _identified(client, settings)
        database = open_database(settings.database_url)
        stack.push_async_callback(database.close)
        await migrate(database)
        wire = build_wire(client=client, token_of=installation.token_of, clock=clock)
        stack.push_async_callback(wire.aclose, _EDIT_SECONDS)
        messenger = SlackMessenger(wire)
        services = build_services(database=database, clock=clock, messenger=messenger)
        await services.workspaces.admit(installation.workspace)
        queue = InlineQueue(build_tasks(services))
        secret = settings.slack_signing_secret
        yield Bot(
            settings=settings,
            clock=clock,
            database=database,
            services=services,
            heartbeats=Heartbeats(services=services, queue=queue, clock=clock),
            queue=queue,
            slack=build_app(
                client=client,
                services=services,
                messenger=messenger,
                clock=clock,
                authorize=installation.authorize,
                signing_secret=None if secret is None else secret.get_secret_value(),
            ),
            client=client,
            installation=installation,
        )


async def run(settings: Settings, *, web: bool, worker: bool, ready: Ready) -> None:
    """Run the bot until the process is told to end.

    Args:
        settings: without tokens, the bot runs in a sandbox of its own.
        web: whether to take what Slack sends.
        worker: whether to send nudges and boards.
        ready: called once with the address to open or to watch.

    Raises:
        SettingsProblems: Slack or the machine does not take them.
    """
    ended = _end_signal()
    async with AsyncExitStack() as stack:
        clock: Clock = SystemClock()
        address = None
        if settings.mode is Mode.SANDBOX:
            sandbox = await _entered(stack, demo.sandboxed(settings))
            clock, settings, address = sandbox.clock, sandbox.settings, sandbox.url
        bot = await stack.enter_async_context(assembled(settings, clock=clock))
        if web:
            served = await stack.enter_async_context(listening(bot, in_sandbox=address is not None))
            address = address or served
        if worker:
            every = TICK_SECONDS if isinstance(clock, SystemClock) else SANDBOX_TICK_SECONDS
            await stack.enter_async_context(working(bot, every_seconds=every))
        _calm_collector()
        ready(address or "")
        await ended.wait()
        _log.info("stopping")


@asynccontextmanager
async def working(bot: Bot, *, every_seconds: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Tick and work while the block runs; what is under way at its end is finished."""
    bot.queue.start()
    try:
        async with beating(bot.heartbeats, every_seconds=every_seconds):
            yield
    finally:
        await bot.queue.stop()


@asynccontextmanager
async def listening(bot: Bot, *, in_sandbox: bool = False) -> AsyncIterator[str]:
    """Take what Slack sends while the block runs: over Socket Mode, or over HTTP.

    Raises:
        SettingsProblems: Slack does not take the app token, or the port is taken.
    """
    app_token = bot.settings.slack_app_token
    async with AsyncExitStack() as stack:
        address = ""
        if not in_sandbox:
            application = _web_application(bot, takes_slack=app_token is None)
            server = serving(application, host=bot.settings.host, port=bot.settings.port)
            address = await _entered(stack, server)
        if app_token is not None:
            connection = socket_mode.connected(
                bot.slack, app_token=app_token.get_secret_value(), web_client=bot.client
            )
            try:
                await stack.enter_async_context(connection)
            except SlackApiError as error:
                raise SettingsProblems((_refused("SLACK_APP_TOKEN", error),)) from None
        yield address


async def _entered(stack: AsyncExitStack, server: AbstractAsyncContextManager[T]) -> T:
    try:
        return await stack.enter_async_context(server)
    except OSError as error:
        problem = Problem(
            setting="PORT",
            wrong=f"cannot be listened on ({error.strerror or error})",
            cure="end whatever uses it, or set another PORT",
        )
        raise SettingsProblems((problem,)) from None


def _end_signal() -> asyncio.Event:
    """Return an event that SIGTERM sets; Ctrl-C cancels whoever waits for it."""
    ended = asyncio.Event()
    with suppress(NotImplementedError):  # on Windows, where only Ctrl-C ends a process politely
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    return ended


def _calm_collector() -> None:
    """Take what start-up made out of the collector's sight: its pauses set the slowest answers."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)


def _web_application(bot: Bot, *, takes_slack: bool) -> AsgiApp:
    async def is_ready() -> bool:
        with suppress(Exception):
            return await is_current(bot.database)
        return False

    secret = bot.settings.slack_signing_secret
    edge = None
    if takes_slack and secret is not None:
        signatures = Signatures(signing_secret=secret.get_secret_value())
        edge = SlackEdge(app=bot.slack, signatures=signatures)
    return build_web(slack=edge, is_ready=is_ready)


async def _identified(client: AsyncWebClient, settings: Settings) -> Installation:
    token = settings.slack_bot_token
    if token is None:
        raise ValueError("a bot without a token is put together in the sandbox only")
    try:
        return await identify(client, token.get_secret_value())
    except SlackApiError as error:
        raise SettingsProblems((_refused("SLACK_BOT_TOKEN", error),)) from None


def _refused(setting: str, error: SlackApiError) -> Problem:
    return Problem(
        setting=setting,
        wrong=f"was refused by Slack ({error.response.get('error', 'no reason given')})",
        cure="copy it again from your app's pages at api.slack.com/apps, and see `unsit doctor`",
    )
