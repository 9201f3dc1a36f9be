"""A whole bot that talks to a sandbox, over either transport, on a clock that stands still."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from slack_bolt.async_app import AsyncApp

from bot.domain.ids import MemberId, WorkspaceId
from bot.sandbox import Message, Sandbox, SandboxClock, View, Workspace
from bot.sandbox.person import Actor
from bot.services import Services, build_services
from bot.services.languages import Languages
from bot.slack.bolt import build_app
from bot.slack.client import build_client, build_session
from bot.slack.edge import SlackEdge
from bot.slack.ids import View as ViewId
from bot.slack.installation import Installation
from bot.slack.languages import Voices
from bot.slack.messenger import SlackMessenger
from bot.slack.patience import Patience
from bot.slack.signatures import Signatures
from bot.slack.socket_mode import connected
from bot.slack.wire import Wire, build_wire
from bot.storage.database import Database, open_database
from bot.web import serving

Transport = Literal["http", "socket"]

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""Half past nine in London and Lisbon, on a work day."""

PATIENCE = 20.0
"""Real seconds for whatever must come, on a machine that is busy."""

PATIENT = Patience(
    call=PATIENCE, profile=PATIENCE, answer=PATIENCE, turn=PATIENCE, later_turn=PATIENCE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningBot:
    """A bot in a workspace of a sandbox, and the people in it."""

    sandbox: Sandbox
    clock: SandboxClock
    workspace: Workspace
    database: Database
    services: Services
    messenger: SlackMessenger
    wire: Wire
    app: AsyncApp

    @property
    def id(self) -> WorkspaceId:
        """The workspace as the services know it."""
        return WorkspaceId(self.workspace.id)

    def person(
        self, name: str = "Ana Lima", *, tz: str | None = "Europe/Lisbon", locale: str = "en-GB"
    ) -> Actor:
        """Let somebody join the workspace, though not yet the bot."""
        person = self.workspace.add_person(name=name, tz=tz, locale=locale)
        return self.workspace.actor(person.id)

    async def member(
        self,
        name: str = "Ana Lima",
        *,
        values: dict[str, Any] | None = None,
        locale: str = "en-GB",
    ) -> Actor:
        """Let somebody join the workspace and the bot, as people do, practice nudge included."""
        actor = self.person(name, locale=locale)
        await actor.command("/unsit", "join")
        modal = actor.modal()
        assert modal is not None
        assert modal.callback_id == ViewId.JOIN
        ack = await actor.submit(modal.id, values)
        assert ack.ok
        await self.settled()
        assert len(actor.dm()) == 1
        return actor

    async def nudged(self, actor: Actor) -> Message:
        """Let time pass until a member's next slot, deliver, and return the card that came."""
        member = await self.services.membership.find(self.id, MemberId(actor.id))
        assert member is not None
        assert member.next_slot is not None
        self.clock.advance(member.next_slot.at - self.clock.now())
        await self.services.nudging.deliver_due(self.id)
        await self.settled()
        return actor.dm()[-1]

    async def settled(self) -> None:
        """Wait until the bot has finished what it does in the background."""
        await self.wire.aclose(PATIENCE)

    def answer(self, actor: Actor, channel: str | None = None) -> str:
        """Return what the bot last said to somebody alone."""
        return self.whispers(actor, channel)[-1].text

    def whispers(self, actor: Actor, channel: str | None = None) -> list[Message]:
        """Return all that the bot said to somebody alone, oldest first."""
        return [message for message in actor.seen(channel) if message.ephemeral]

    def calls(self, method: str) -> int:
        """Count the calls of a Web API method so far."""
        return sum(call.method == method for call in self.sandbox.calls)


def words(view: View | None) -> list[str]:
    """Return all that a view says, without the ids that Slack gives its blocks."""
    assert view is not None
    return texts(list(view.blocks))


def texts(value: object) -> list[str]:
    """Return all texts within blocks."""
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for inner in value.values() for text in texts(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in texts(inner)]
    return []


@asynccontextmanager
async def running_bot(
    database_url: str,
    transport: Transport,
    *,
    at: datetime = MONDAY,
    patience: Patience = PATIENT,
) -> AsyncIterator[RunningBot]:
    """Run a bot, on a database that is migrated, until the block ends."""
    clock = SandboxClock(at)
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox(clock=clock, patience=PATIENCE))
        workspace = sandbox.add_workspace(name="Acme")
        session = await stack.enter_async_context(build_session())
        client = build_client(session, sandbox.api_url)
        installation = _installation(workspace)
        database = open_database(database_url)
        stack.push_async_callback(database.close)
        wire = build_wire(
            client=client, token_of=installation.token_of, clock=clock, patience=patience
        )
        voices = Voices(Languages(database=database), clock=clock, look_up_seconds=PATIENCE)
        messenger = SlackMessenger(wire, voices)
        services = build_services(database=database, clock=clock, messenger=messenger)
        await services.workspaces.admit(installation.workspace)
        app = build_app(
            client=client,
            services=services,
            messenger=messenger,
            clock=clock,
            authorizing=installation,
            signing_secret=workspace.signing_secret,
        )
        if transport == "http":
            edge = SlackEdge(
                app=app,
                signatures=Signatures(signing_secret=workspace.signing_secret),
                answer_seconds=PATIENCE,
            )
            workspace.events_url = await stack.enter_async_context(
                serving(edge, host="127.0.0.1", port=0)
            )
        else:
            await stack.enter_async_context(
                connected(app, app_token=workspace.app_token, web_client=client)
            )
        stack.push_async_callback(wire.aclose, PATIENCE)
        yield RunningBot(
            sandbox=sandbox,
            clock=clock,
            workspace=workspace,
            database=database,
            services=services,
            messenger=messenger,
            wire=wire,
            app=app,
        )


def _installation(workspace: Workspace) -> Installation:
    return Installation(
        workspace=WorkspaceId(workspace.id),
        bot_id=workspace.bot_id,
        bot_user_id=MemberId(workspace.bot_user_id),
        token=workspace.bot_token,
        scopes=frozenset(workspace.scopes),
    )
