"""The composition root: the only place where settings, storage, Slack and engine meet."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import manifest
from bot.engine.beats import Beat
from bot.engine.queues import Engine, is_distributed, migrate_engine, opened_engine
from bot.engine.tasks import build_tasks
from bot.engine.ticks import Heartbeats
from bot.metrics import Metrics
from bot.services import Services, build_services
from bot.services.installations import Installations
from bot.services.languages import Languages
from bot.services.ports import Clock
from bot.services.turns import Turns
from bot.settings import Mode, Problem, Settings, SettingsProblems
from bot.slack.authorizing import Authorizing, StoredInstallations
from bot.slack.bolt import build_app
from bot.slack.client import build_client, build_session
from bot.slack.grants import AppCredentials, Grants
from bot.slack.installation import Installation, Readmitting, identify, is_alive
from bot.slack.languages import Voices
from bot.slack.look_ups import EVERY_SECONDS, LookUps, build_look_ups
from bot.slack.messenger import SlackMessenger
from bot.slack.oauth import OAuthPages, build_oauth
from bot.slack.wire import Wire, build_wire
from bot.storage.database import Database, open_database
from bot.storage.encryption import Cipher
from bot.storage.migrations import migrate

_EDIT_SECONDS = 1.0
"""For edits at the end; with the rest it stays below the ten seconds that hosts grant."""

_STEP_SECONDS = 8.0
"""How often old rows, and rows of workspaces that left, are looked for."""

_FORGET_SECONDS = 600.0
"""How often turns that are as good as new are removed; there is one row for each bucket."""

_WRONG_KEYS = Problem(
    setting="UNSIT_ENCRYPTION_KEYS",
    wrong="does not open the tokens that are stored",
    cure="add the key that they were encrypted with, behind the newest",
)


Known = Installation | StoredInstallations
"""Who may speak to the bot, and the token with which it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A bot that is put together: its parts, not yet listening or ticking.

    Attributes:
        queue: in the process beside SQLite, shared by all processes on PostgreSQL.
        oauth: the pages on which workspaces install the app, where they do.
    """

    settings: Settings
    clock: Clock
    database: Database
    services: Services
    heartbeats: Heartbeats
    queue: Engine
    slack: AsyncApp
    wire: Wire
    oauth: OAuthPages | None
    metrics: Metrics

    def finish(self) -> None:
        """Begin nothing new: no further batch, and no wait for a turn to call Slack."""
        self.queue.finish()
        self.wire.close()


@asynccontextmanager
async def assembled(settings: Settings, *, clock: Clock) -> AsyncIterator[Bot]:
    """Put a bot together, on a migrated database.

    Raises:
        SettingsProblems: Slack does not take the token, or the keys do not open those stored.
    """
    async with AsyncExitStack() as stack:
        metrics = Metrics()
        session = await stack.enter_async_context(build_session())
        client = build_client(session, settings.slack_api_url)
        database = open_database(settings.database_url)
        stack.push_async_callback(database.close)
        known = await _known(settings, client=client, database=database, clock=clock)
        turns = _turns(settings, database)
        wire = build_wire(
            client=client, token_of=known.token_of, clock=clock, turns=turns, meter=metrics
        )
        stack.push_async_callback(wire.aclose, _EDIT_SECONDS)
        voices = Voices(Languages(database=database), clock=clock)
        messenger = SlackMessenger(wire, voices)
        services = build_services(
            database=database, clock=clock, messenger=messenger, meter=metrics
        )
        stack.push_async_callback(services.ingest.aclose)
        engine = opened_engine(settings.database_url, build_tasks(services))
        look_ups = build_look_ups(wire=wire, services=services, scopes_of=known.scopes_of)
        queue = await stack.enter_async_context(engine)
        secret = settings.slack_signing_secret
        yield Bot(
            settings=settings,
            clock=clock,
            database=database,
            services=services,
            heartbeats=Heartbeats(
                services=services,
                queue=queue,
                clock=clock,
                is_alive=partial(is_alive, wire.api),
                more=(*queue.beats, *_housekeeping(services, turns, look_ups)),
            ),
            queue=queue,
            slack=build_app(
                client=client,
                services=services,
                messenger=messenger,
                clock=clock,
                authorizing=await _authorizing(known, services, wire),
                signing_secret=None if secret is None else secret.get_secret_value(),
            ),
            wire=wire,
            oauth=_oauth(known, settings, messenger),
            metrics=metrics,
        )


async def _known(
    settings: Settings, *, client: AsyncWebClient, database: Database, clock: Clock
) -> Known:
    """Choose who may speak: the workspace whose token is set, or those that installed the app."""
    if settings.mode is Mode.OAUTH:
        await _migrated(database, settings)
        return await _stored(settings, client=client, database=database, clock=clock)
    installation = await _identified(client, settings)
    await _migrated(database, settings)
    return installation


async def _migrated(database: Database, settings: Settings) -> None:
    """Bring the database up to date: where a release step has done it, there is nothing to do."""
    await migrate(database)
    await migrate_engine(settings.database_url)


def _turns(settings: Settings, database: Database) -> Turns | None:
    """Choose where turns to call Slack are kept: shared with other processes, or in this one."""
    return Turns(database=database) if is_distributed(settings.database_url) else None


def _housekeeping(services: Services, turns: Turns | None, look_ups: LookUps) -> Iterator[Beat]:
    """Yield what each process that works does from time to time, beside finding what is due."""
    retention = services.retention
    # A step is a hundred members, or one small workspace: of either, a single process goes through
    # some hundred thousand in a day, at a hundredth of its time.
    yield Beat("prune", _STEP_SECONDS, partial(_step_by_step, retention.prune, seconds=0.1))
    purge = partial(_step_by_step, retention.purge_removed, seconds=1.0)
    yield Beat("purge_removed", _STEP_SECONDS, purge)
    yield Beat("look_up_members", EVERY_SECONDS, look_ups.refresh)
    if turns is not None:
        shared = turns

        async def forget() -> None:
            await shared.forget_idle(now=look_ups.wire.clock.now())

        yield Beat("forget_idle_turns", _FORGET_SECONDS, forget)


async def _step_by_step(step: Callable[[], Awaitable[bool]], *, seconds: float) -> None:
    """Take step after step, until there is none or so much time is over."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while await step() and loop.time() < end:
        pass


async def _identified(client: AsyncWebClient, settings: Settings) -> Installation:
    token = settings.slack_bot_token
    if token is None:
        raise ValueError("a bot without a token is put together in the sandbox only")
    try:
        return await identify(client, token.get_secret_value())
    except SlackApiError as error:
        raise SettingsProblems((refused_by_slack("SLACK_BOT_TOKEN", error),)) from None


async def _stored(
    settings: Settings, *, client: AsyncWebClient, database: Database, clock: Clock
) -> StoredInstallations:
    keys, secret = settings.unsit_encryption_keys, settings.slack_client_secret
    if keys is None or secret is None or settings.slack_client_id is None:
        raise ValueError("an app for many workspaces needs its id, its secret and keys")
    installations = Installations(
        database=database, clock=clock, cipher=Cipher.of(keys.get_secret_value())
    )
    if not await installations.are_readable():
        raise SettingsProblems((_WRONG_KEYS,))
    credentials = AppCredentials(
        client_id=settings.slack_client_id, client_secret=secret.get_secret_value()
    )
    grants = Grants(client=client, credentials=credentials)
    return StoredInstallations(installations=installations, grants=grants, clock=clock)


async def _authorizing(known: Known, services: Services, wire: Wire) -> Authorizing:
    """Return what lets requests in; a workspace whose token is set is let in at the start."""
    if isinstance(known, StoredInstallations):
        return known
    await services.workspaces.admit(known.workspace)
    return Readmitting(known, services.workspaces, wire.api)


def _oauth(known: Known, settings: Settings, messenger: SlackMessenger) -> OAuthPages | None:
    if isinstance(known, Installation):
        return None
    return build_oauth(
        stored=known,
        messenger=messenger,
        public_url=settings.unsit_public_url or "",
        scopes=manifest.scopes(manifest.load()),
        optional=manifest.optional_scopes(manifest.load()),
    )


def refused_by_slack(setting: str, error: SlackApiError) -> Problem:
    """Return what is wrong with a token that Slack does not take."""
    return Problem(
        setting=setting,
        wrong=f"was refused by Slack ({error.response.get('error', 'no reason given')})",
        cure="copy it again from your app's pages at api.slack.com/apps, and see `unsit doctor`",
    )
