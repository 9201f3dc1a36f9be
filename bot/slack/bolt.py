"""Builds the Bolt application: what it listens to, who it answers for, and how it fails."""

import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext

from bot.domain.ids import MemberId, WorkspaceId
from bot.services import Services
from bot.services.errors import UnknownWorkspaceError
from bot.slack import actions, commands, events, views
from bot.slack.errors import ErrorHandler
from bot.slack.homes import Homes
from bot.slack.messenger import SlackMessenger
from bot.slack.middleware import Gate
from bot.slack.parts import Parts
from bot.slack.surfaces import Surfaces
from bot.slack.wire import Wire

REGISTERED_COMMANDS = frozenset(command.value for command in commands.COMMANDS)
REGISTERED_EVENTS = frozenset(events.EVENTS)

_READ_BY_BOLT = (
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_SIGNING_SECRET",
    "SLACK_VERIFICATION_TOKEN",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BotIdentity:
    """Who the app is in one installation, by which Bolt knows the app's own doings."""

    bot_id: str
    bot_user_id: MemberId


Identify = Callable[[WorkspaceId], Awaitable[BotIdentity | None]]
"""Finds the app's identity in a workspace; None where it is not installed."""


def build_app(
    *, wire: Wire, services: Services, messenger: SlackMessenger, identify: Identify
) -> AsyncApp:
    """Build the application; nothing listens before an adapter feeds it."""
    surfaces = Surfaces(wire=wire)
    parts = Parts(
        services=services,
        messenger=messenger,
        surfaces=surfaces,
        homes=Homes(profile=services.profile, surfaces=surfaces, background=wire.background),
        background=wire.background,
        clock=wire.clock,
    )
    app = _bare_app(wire, identify)
    app.error(ErrorHandler(surfaces=surfaces).handle)
    for package in (commands, views, actions, events):
        package.register(app, parts)
    actions.register_rest(app)
    return app


def _bare_app(wire: Wire, identify: Identify) -> AsyncApp:
    """Make an application that answers Slack only after its listener is done.

    A fault is then a 500 instead of a lost event. Signatures are the edge's matter, and the gate
    turns away what has not come through it.
    """
    gate = Gate(events=REGISTERED_EVENTS)
    with _unseen_environment():
        return AsyncApp(
            name="unsit",
            client=wire.api.client,
            process_before_response=True,
            request_verification_enabled=False,
            before_authorize=gate.pass_through,
            authorize=_authorize_by(identify),
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )


def _authorize_by(identify: Identify) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Let Bolt know who the app is, without a call to Slack and without a token in its hands."""

    async def authorize(
        context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult:
        installed = enterprise_id if context.is_enterprise_install else team_id
        identity = await identify(WorkspaceId(installed)) if installed else None
        if identity is None:
            raise UnknownWorkspaceError(installed)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
        )

    return authorize


@contextmanager
def _unseen_environment() -> Iterator[None]:
    """Keep Bolt's constructor from reading settings of its own.

    Given a client id and secret it would turn the app into one with an OAuth flow and a store of
    files in the home directory, whatever it is told.
    """
    environment = os.environ  # noqa: TID251 - what is read here is kept from being read
    kept = {name: environment.pop(name) for name in _READ_BY_BOLT if name in environment}
    try:
        yield
    finally:
        environment.update(kept)
