"""Builds the Bolt application: what it listens to, who it answers for, and how it fails."""

import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.services.errors import UnknownWorkspaceError
from bot.services.ports import Clock
from bot.slack import actions, commands, events, views
from bot.slack.admins import Admins
from bot.slack.authorizing import Authorizing
from bot.slack.errors import ErrorHandler
from bot.slack.homes import Homes
from bot.slack.look_ups import build_look_ups
from bot.slack.messenger import SlackMessenger
from bot.slack.middleware import Gate
from bot.slack.parts import Parts
from bot.slack.payloads import MalformedPayloadError
from bot.slack.signatures import Signatures
from bot.slack.speaking import Speaking
from bot.slack.surfaces import Surfaces

REGISTERED_COMMANDS = frozenset(command.value for command in commands.COMMANDS)
REGISTERED_EVENTS = frozenset(events.EVENTS)
REGISTERED_VIEWS = frozenset(view.value for view in views.SUBMISSIONS)

_READ_BY_BOLT = (
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_SIGNING_SECRET",
    "SLACK_VERIFICATION_TOKEN",
)


def build_app(
    *,
    client: AsyncWebClient,
    services: Services,
    messenger: SlackMessenger,
    clock: Clock,
    authorizing: Authorizing,
    signing_secret: str | None,
) -> AsyncApp:
    """Build the application; nothing listens before an adapter feeds it.

    Args:
        client: what Bolt copies its own clients from; no listener uses one.
        services: the use cases.
        messenger: what writes to people; all else that calls Slack goes the same way.
        clock: the source of time.
        authorizing: says who the app is in an installation.
        signing_secret: proves requests over HTTP; without it there are none.
    """
    background, voices = messenger.wire.background, messenger.voices
    surfaces = Surfaces(wire=messenger.wire)
    admins = Admins(surfaces=surfaces, clock=clock)
    homes = Homes(services=services, wire=messenger.wire, admins=admins)
    parts = Parts(
        services=services,
        messenger=messenger,
        surfaces=surfaces,
        homes=homes,
        voices=voices,
        admins=admins,
        look_ups=build_look_ups(
            wire=messenger.wire, services=services, scopes_of=authorizing.scopes_of
        ),
        background=background,
        authorizing=authorizing,
        clock=clock,
    )
    app = _bare_app(client, _gate(parts, signing_secret), authorizing)
    app.error(ErrorHandler(surfaces=surfaces, homes=homes, voices=voices).handle)
    # Bolt asks listener after listener: what comes most often is asked first.
    for package in (events, actions, commands, views):
        package.register(app, parts)
    actions.register_rest(app)
    app.use(Speaking(voices))
    return app


def _gate(parts: Parts, signing_secret: str | None) -> Gate:
    return Gate(
        events=REGISTERED_EVENTS,
        commands=REGISTERED_COMMANDS,
        views=REGISTERED_VIEWS,
        signatures=Signatures(signing_secret=signing_secret) if signing_secret else None,
        on_limited=partial(events.on_limited, parts=parts),
    )


def _bare_app(client: AsyncWebClient, gate: Gate, authorizing: Authorizing) -> AsyncApp:
    """Make an application that answers Slack only after its listener is done.

    A fault is then a 500 instead of a lost event. Bolt's own check of signatures fails with a 500
    on some that are wrong, and logs the body of the rest: the gate looks at them.
    """
    with _unseen_environment():
        return AsyncApp(
            name="unsit",
            client=client,
            process_before_response=True,
            request_verification_enabled=False,
            before_authorize=gate,
            authorize=_authorize_by(authorizing),
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )


def _authorize_by(authorizing: Authorizing) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Let Bolt know who the app is, with no token in its hands: calls to Slack go another way."""

    async def known(
        context: AsyncBoltContext, enterprise_id: object, team_id: object
    ) -> AuthorizeResult:
        # Bolt took these from the body as they stood there.
        if not isinstance(enterprise_id, str | None) or not isinstance(team_id, str | None):
            raise MalformedPayloadError("team")
        is_org = context.is_enterprise_install is True
        found = await authorizing.authorize(enterprise_id, team_id, is_org=is_org)
        if found is None:
            raise UnknownWorkspaceError(enterprise_id or team_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
        )

    return known


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
