"""Owns the `chat.*` methods: posting, editing and deleting messages."""

from typing import TYPE_CHECKING

from bot.sandbox import shapes
from bot.sandbox.api.call import Call, Method, Methods, ensure_open
from bot.sandbox.blockkit import check_blocks
from bot.sandbox.errors import SlackError
from bot.sandbox.limits import SEVERAL_HUNDRED, TIER_3, TIER_4
from bot.sandbox.model import Draft, JsonObject, Message
from bot.sandbox.replies import TEXT_LIMIT, draft_of

if TYPE_CHECKING:
    from bot.sandbox.room import Room

_EDITED_TEXT_LIMIT = 4_000


def post_message(call: Call) -> JsonObject:
    """Post a message, opening the direct channel when a person is named instead of one."""
    workspace = call.workspace
    room = ensure_open(workspace, _destination(call))
    draft = _draft(call)
    if call.limits is not None:
        call.limits.spend_post(room.channel.id)
    message = room.post(workspace.bot_user_id, draft, workspace.realm.micros())
    workspace.realm.changes.bump()
    _tell_reader(call, room, message)
    written = shapes.message(workspace, message)
    return {"channel": message.channel, "ts": message.ts, "message": written}


def post_ephemeral(call: Call) -> JsonObject:
    """Show a message to one person in a channel."""
    workspace = call.workspace
    room = call.joined_room()
    user = call.required("user")
    if user not in room.members:
        raise SlackError("user_not_in_channel")
    if len(call.text("text") or "") > TEXT_LIMIT:
        raise SlackError("msg_too_long")
    micros = workspace.realm.micros()
    message = room.whisper(workspace.bot_user_id, _draft(call), micros, only_for=user)
    workspace.realm.changes.bump()
    return {"message_ts": message.ts}


def update(call: Call) -> JsonObject:
    """Replace what one of the bot's messages says."""
    workspace = call.workspace
    room = call.joined_room()
    old = room.get(call.required("ts"))
    if old.user != workspace.bot_user_id:
        raise SlackError("cant_update_message")
    if len(call.text("text") or "") > _EDITED_TEXT_LIMIT:
        raise SlackError("msg_too_long")
    message = room.edit(old.ts, _edited(call, old), workspace.realm.micros())
    workspace.realm.changes.bump()
    written = shapes.message(workspace, message)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": written,
    }


def delete(call: Call) -> JsonObject:
    """Take one of the bot's messages away."""
    room = call.joined_room()
    message = room.get(call.required("ts"))
    if message.user != call.workspace.bot_user_id:
        raise SlackError("cant_delete_message")
    room.delete(message.ts)
    call.workspace.realm.changes.bump()
    return {"channel": message.channel, "ts": message.ts}


def _destination(call: Call) -> "Room":
    workspace, name = call.workspace, call.required("channel")
    person = workspace.people.get(name)
    if person is not None:
        # Slack opens no conversation with somebody who left, or with the bot itself.
        if person.deleted or person.is_bot:
            raise SlackError("channel_not_found")
        return workspace.direct(name)
    named = workspace.room_named(name)
    return named if named is not None and workspace.has_bot(named) else call.room()


def _draft(call: Call) -> Draft:
    return draft_of(call.arguments | _parsed(call))


def _edited(call: Call, old: Message) -> Draft:
    parsed = _parsed(call)
    text = call.text("text")
    if "blocks" not in parsed:
        if text is None:
            raise SlackError("no_text")
        return Draft(text, old.blocks)
    blocks = check_blocks(parsed["blocks"]) if parsed["blocks"] else ()
    if not blocks and text is None:
        raise SlackError("no_text")
    return Draft(text or "", blocks)


def _parsed(call: Call) -> JsonObject:
    parsed: JsonObject = {}
    if call.arguments.get("blocks") is not None:
        blocks = call.json("blocks", "invalid_blocks_format")
        if blocks and not isinstance(blocks, list):
            raise SlackError("invalid_blocks_format")
        parsed["blocks"] = blocks
    if call.arguments.get("metadata") is not None:
        parsed["metadata"] = call.json("metadata")
    return parsed


def _tell_reader(call: Call, room: "Room", message: Message) -> None:
    reader = room.channel.with_user
    if reader is not None:
        for listener in call.workspace.on_direct_message:
            listener(call.workspace.people[reader], message)


METHODS: Methods = {
    "chat.postMessage": Method(post_message, SEVERAL_HUNDRED, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, TIER_4, ("chat:write",)),
    "chat.update": Method(update, TIER_3, ("chat:write",)),
    "chat.delete": Method(delete, TIER_3, ("chat:write",)),
}
