"""Owns one call of the Web API as its method sees it: its workspace and its arguments."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from bot.sandbox.errors import Code, SlackError
from bot.sandbox.model import JsonObject

if TYPE_CHECKING:
    from bot.sandbox.limits import Limits
    from bot.sandbox.place import Place
    from bot.sandbox.room import Room
    from bot.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Call:
    """What one method call is about."""

    workspace: "Workspace"
    # Whose token it came with: the workspace's own, or its organisation's.
    place: "Place"
    arguments: JsonObject
    # None when the sandbox does not limit rates.
    limits: "Limits | None" = None

    def text(self, name: str) -> str | None:
        """Read an argument as text; an empty one is as good as none."""
        value = self.arguments.get(name)
        return None if value is None or value == "" else str(value)

    def required(self, name: str, code: Code = "invalid_arguments") -> str:
        """Read an argument that the method cannot do without."""
        value = self.text(name)
        if value is None:
            raise SlackError(code, f"[ERROR] missing required field: {name}")
        return value

    def flag(self, name: str) -> bool:
        """Read a yes or no, which a form writes as a word or a digit."""
        return str(self.arguments.get(name, "")).lower() in {"true", "1"}

    def json(self, name: str, code: Code = "invalid_arguments") -> object:
        """Read an argument that a form writes as JSON and a JSON body as it is."""
        value = self.arguments.get(name)
        if not isinstance(value, str) or not value:
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(code, f"[ERROR] must be valid JSON: {name}") from None

    def room(self, name: str = "channel") -> "Room":
        """Find the conversation an argument names, if the bot may know of it."""
        room = self.workspace.room(self.required(name))
        if room.channel.kind != "channel" and not self.workspace.has_bot(room):
            raise SlackError("channel_not_found")
        return room

    def joined_room(self, name: str = "channel") -> "Room":
        """Find the conversation an argument names, if the bot is in it and it is open."""
        return ensure_open(self.workspace, self.room(name))


def ensure_open(workspace: "Workspace", room: "Room") -> "Room":
    """Refuse a conversation in which the bot can do nothing."""
    if room.channel.is_archived:
        raise SlackError("is_archived")
    if not workspace.has_bot(room):
        raise SlackError("not_in_channel")
    return room


# What opens a method: the bot's token, or the app's.
Key: TypeAlias = Literal["bot", "app"]


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Web API: what it does, how often, and with which right."""

    run: Callable[[Call], JsonObject]
    per_minute: int
    # Any one of these scopes will do.
    scopes: tuple[str, ...] = ()
    key: Key = "bot"


Methods: TypeAlias = dict[str, Method]
