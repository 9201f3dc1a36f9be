"""Owns the `reactions.*` methods: the bot's own emoji, and who reacted to a message."""

import re
from typing import TYPE_CHECKING, Literal

from bot.sandbox import events, shapes
from bot.sandbox.api.call import Call, Method, Methods
from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_2, TIER_3
from bot.sandbox.model import JsonObject, Message

if TYPE_CHECKING:
    from bot.sandbox.room import Room

_NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")
_TS = re.compile(r"\d{1,12}\.\d{6}")


def add(call: Call) -> JsonObject:
    """Put the bot's emoji under a message."""
    room, name = _item(call), _name(call)
    message = room.react(_ts(call), name, call.workspace.bot_user_id)
    return _changed(call, message, name, "reaction_added")


def remove(call: Call) -> JsonObject:
    """Take the bot's emoji from a message."""
    room, name = _item(call), _name(call)
    message = room.unreact(_ts(call), name, call.workspace.bot_user_id)
    return _changed(call, message, name, "reaction_removed")


def get(call: Call) -> JsonObject:
    """Tell who reacted to a message with what."""
    message = _item(call).get(_ts(call))
    written = shapes.message(call.workspace, message)
    return {"type": "message", "channel": message.channel, "message": written}


def _changed(
    call: Call, message: Message, name: str, kind: Literal["reaction_added", "reaction_removed"]
) -> JsonObject:
    workspace = call.workspace
    workspace.realm.changes.bump()
    # Slack tells a bot of its own reactions too; Bolt is who leaves them out.
    told = events.reaction(workspace, message, workspace.bot_user_id, name, kind)
    workspace.delivery.spawn(told)
    return {}


def _item(call: Call) -> "Room":
    if not call.text("channel") or not call.text("timestamp"):
        raise SlackError("no_item_specified")
    return call.joined_room()


def _ts(call: Call) -> str:
    ts = call.required("timestamp")
    if not _TS.fullmatch(ts):
        raise SlackError("bad_timestamp")
    return ts


def _name(call: Call) -> str:
    name = call.required("name", "invalid_name").strip(":")
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name")
    return name


METHODS: Methods = {
    "reactions.add": Method(add, TIER_3, ("reactions:write",)),
    "reactions.remove": Method(remove, TIER_2, ("reactions:write",)),
    "reactions.get": Method(get, TIER_3, ("reactions:read",)),
}
