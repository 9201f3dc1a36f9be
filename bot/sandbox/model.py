"""Owns the values a workspace is made of, as plain immutable data."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias, TypedDict

JsonObject: TypeAlias = dict[str, Any]
Kind: TypeAlias = Literal["channel", "private", "dm"]
Note: TypeAlias = Literal["news", "problem"]
Problem: TypeAlias = Literal[
    "", "operation_timeout", "dispatch_failed", "http_service_error", "invalid_response"
]


@dataclass(frozen=True, slots=True)
class Dnd:
    """When a person does not want to be disturbed."""

    start: datetime
    end: datetime
    snoozed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What a person's Slack status says; without an end it stays."""

    text: str = ""
    emoji: str = ""
    until: datetime | None = None


class About(TypedDict, total=False):
    """What may be said of a person beside their name."""

    tz: str | None
    locale: str
    is_admin: bool
    is_owner: bool
    is_bot: bool
    is_guest: bool
    deleted: bool
    simulated: bool
    colour: str
    status: Status
    dnd: Dnd | None
    in_huddle: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a workspace, the bot's own user included."""

    id: str
    team_id: str
    name: str
    tz: str | None = "UTC"
    locale: str = "en-US"
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    is_guest: bool = False
    deleted: bool = False
    simulated: bool = False
    colour: str = "#7c3aed"
    status: Status = field(default_factory=Status)
    dnd: Dnd | None = None
    in_huddle: bool = False

    @property
    def handle(self) -> str:
        """The name as Slack would write it after an at sign."""
        return self.name.lower().replace(" ", ".")


@dataclass(frozen=True, slots=True)
class Channel:
    """A conversation: a public or private channel, or the bot's direct messages with a person."""

    id: str
    name: str
    kind: Kind = "channel"
    is_archived: bool = False
    with_user: str | None = None
    created: int = 0


@dataclass(frozen=True, slots=True)
class Reaction:
    """One emoji under a message and who put it there."""

    name: str
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is about to post."""

    text: str
    blocks: tuple[JsonObject, ...] = ()
    thread_ts: str | None = None
    metadata: JsonObject | None = None
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message as everybody sees it, or as one person sees it when it is ephemeral.

    A `note` is a line of Slack's own: news of the channel, or a problem with what was typed.
    """

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[JsonObject, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    thread_ts: str | None = None
    edited: str | None = None
    ephemeral_for: str | None = None
    metadata: JsonObject | None = None
    note: Note | None = None

    @property
    def ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return self.ephemeral_for is not None


@dataclass(frozen=True, slots=True)
class View:
    """A modal or a Home as it stands, with what the bot refused in its last submission.

    `chosen` is what its person entered so far, by block id and action id.
    """

    id: str
    user: str
    content: JsonObject
    hash: str
    root_id: str
    previous_id: str | None = None
    errors: JsonObject = field(default_factory=dict)
    chosen: JsonObject = field(default_factory=dict)

    @property
    def type(self) -> str:
        """Whether it is a modal or a Home."""
        return str(self.content["type"])

    @property
    def blocks(self) -> tuple[JsonObject, ...]:
        """The blocks it shows."""
        return tuple(self.content["blocks"])

    @property
    def callback_id(self) -> str:
        """The bot's own name for it."""
        return str(self.content.get("callback_id", ""))

    @property
    def private_metadata(self) -> str:
        """What the bot keeps in it, unseen."""
        return str(self.content.get("private_metadata", ""))

    @property
    def external_id(self) -> str:
        """The bot's own unique id for it, or nothing."""
        return str(self.content.get("external_id", ""))


@dataclass(frozen=True, slots=True)
class Ack:
    """How the bot answered: an HTTP status (0 for none), a body, the real seconds it took."""

    status: int
    body: JsonObject = field(default_factory=dict)
    took: float = 0.0
    problem: Problem = ""

    @property
    def ok(self) -> bool:
        """Whether Slack would take it for an acknowledgement."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call the Web API received and how it ended: `ok`, an error code, or a fault's kind."""

    at: datetime
    workspace_id: str | None
    method: str
    arguments: JsonObject
    outcome: str
