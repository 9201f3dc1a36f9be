"""The composition root: the only place where settings, storage, Slack and engine meet."""

import gc
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    suppress,
)
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import demo
from bot.clock import SystemClock
from bot.ending import EndSignal, SideBySide
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
from bot.slack.installation import Installation, Readmitting, identify, is_alive
from bot.slack.messenger import SlackMessenger
from bot.slack.signatures import Signatures
from bot.slack.wire import Wire, build_wire
from bot.storage.database import Database, open_database
from bot.storage.migrations import is_current, migrate
from bot.web import AsgiApp, build_web, serving

TICK_SECONDS = 1.0
SANDBOX_TICK_SECONDS = 0.25
"""The sandbox can run a work day in minutes, so its ticks come faster."""

_DRAIN_SECONDS = 8.0
"""For what is under way at the end, in all parts at once; the web and Socket Mode have as much."""

_EDIT_SECONDS = 1.0
"""For edits after that; with the rest it stays below the ten seconds that hosts grant."""

_GC_THRESHOLDS = (50_000, 20, 50)

_log = structlog.get_logger(__name__)
Ready = Callable[[str], None]
_Check = Callable[[], Awaitable[bool]]
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
    wire: Wire
    installation: Installation

    def finish(self) -> None:
        """Begin nothing new: no further batch, and no wait for a turn to call Slack."""
        self.queue.finish()
        self.wire.close()


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
            heartbeats=Heartbeats(
                services=services, queue=queue, clock=clock, is_alive=partial(is_alive, wire.api)
            ),
            queue=queue,
            slack=build_app(
                client=client,
                services=services,
                messenger=messenger,
                clock=clock,
                authorize=Readmitting(installation, services.workspaces, wire.api).authorize,
                signing_secret=None if secret is None else secret.get_secret_value(),
            ),
            wire=wire,
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
        KeyboardInterrupt: Ctrl-C ended it, in the same orderly way as SIGTERM does.
    """
    ended = EndSignal()
    async with AsyncExitStack() as stack:
        clock: Clock = SystemClock()
        address = None
        if settings.mode is Mode.SANDBOX:
            sandbox = await _entered(stack, demo.sandboxed(settings))
            clock, settings, address = sandbox.clock, sandbox.settings, sandbox.url
        bot = await stack.enter_async_context(assembled(settings, clock=clock))
        parts = SideBySide()
        stack.push_async_callback(parts.aclose)
        stack.callback(bot.finish)
        if web:
            served = await parts.enter(listening(bot, in_sandbox=address is not None))
            address = address or served
        if worker:
            every = TICK_SECONDS if isinstance(clock, SystemClock) else SANDBOX_TICK_SECONDS
            await parts.enter(working(bot, every_seconds=every))
        _calm_collector()
        ready(address or "")
        reason = await ended.wait()
        _log.info("stopping", signal=reason.name)
    if reason is signal.SIGINT:
        raise KeyboardInterrupt


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
async def listening(bot: Bot, *, in_sandbox: bool = False) -> AsyncIterator[str]:
    """Take what Slack sends while the block runs: over Socket Mode, or over HTTP.

    Raises:
        SettingsProblems: Slack does not take the app token, or the port is taken.
    """
    async with AsyncExitStack() as stack:
        checks: list[_Check] = [partial(is_current, bot.database)]
        token = bot.settings.slack_app_token
        if token is not None:
            checks.append(await _connected(stack, bot, token.get_secret_value()))
        address = ""
        if not in_sandbox:
            application = _web_application(bot, takes_slack=token is None, checks=checks)
            server = serving(application, host=bot.settings.host, port=bot.settings.port)
            address = await _entered(stack, server)
        yield address


async def _connected(stack: AsyncExitStack, bot: Bot, app_token: str) -> _Check:
    connection = socket_mode.connected(
        bot.slack, app_token=app_token, web_client=bot.wire.api.client
    )
    try:
        return await stack.enter_async_context(connection)
    except SlackApiError as error:
        raise SettingsProblems((_refused("SLACK_APP_TOKEN", error),)) from None


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


def _calm_collector() -> None:
    """Take what start-up made out of the collector's sight: its pauses set the slowest answers."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)


def _web_application(bot: Bot, *, takes_slack: bool, checks: Sequence[_Check]) -> AsgiApp:
    async def is_ready() -> bool:
        with suppress(Exception):
            return all([await check() for check in checks])
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
