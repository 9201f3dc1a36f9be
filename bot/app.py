"""The composition root: the only place where settings, storage, Slack and engine meet."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.engine.inline import InlineQueue
from bot.engine.tasks import build_tasks
from bot.engine.ticks import Heartbeats
from bot.metrics import Metrics
from bot.services import Services, build_services
from bot.services.ports import Clock
from bot.settings import Problem, Settings, SettingsProblems
from bot.slack.bolt import build_app
from bot.slack.client import build_client, build_session
from bot.slack.installation import Installation, Readmitting, identify, is_alive
from bot.slack.messenger import SlackMessenger
from bot.slack.wire import Wire, build_wire
from bot.storage.database import Database, open_database
from bot.storage.migrations import migrate

_EDIT_SECONDS = 1.0
"""For edits at the end; with the rest it stays below the ten seconds that hosts grant."""


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
    metrics: Metrics

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
                authorizing=Readmitting(installation, services.workspaces, wire.api),
                signing_secret=None if secret is None else secret.get_secret_value(),
            ),
            wire=wire,
            installation=installation,
            metrics=Metrics(),
        )


async def _identified(client: AsyncWebClient, settings: Settings) -> Installation:
    token = settings.slack_bot_token
    if token is None:
        raise ValueError("a bot without a token is put together in the sandbox only")
    try:
        return await identify(client, token.get_secret_value())
    except SlackApiError as error:
        raise SettingsProblems((refused_by_slack("SLACK_BOT_TOKEN", error),)) from None


def refused_by_slack(setting: str, error: SlackApiError) -> Problem:
    """Return what is wrong with a token that Slack does not take."""
    return Problem(
        setting=setting,
        wrong=f"was refused by Slack ({error.response.get('error', 'no reason given')})",
        cure="copy it again from your app's pages at api.slack.com/apps, and see `unsit doctor`",
    )
