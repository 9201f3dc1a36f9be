"""Owns the `conversations.*` methods: opening direct channels, looking channels and members up."""

import base64
import binascii

from bot.sandbox import shapes
from bot.sandbox.api.call import Call, Method, Methods
from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_3, TIER_4
from bot.sandbox.model import JsonObject

_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_PAGE = 100
_LARGEST_PAGE = 1_000


def open_(call: Call) -> JsonObject:
    """Open the direct channel with one person."""
    workspace = call.workspace
    if call.text("channel"):
        room = call.room()
    else:
        users = call.required("users", "users_list_not_supplied").split(",")
        if len(users) > 1:
            # The sandbox has no group conversations.
            raise SlackError("too_many_users")
        person = workspace.people.get(users[0])
        if person is None or person.is_bot:
            raise SlackError("user_not_found")
        if person.deleted:
            raise SlackError("user_disabled")
        room = workspace.direct(person.id)
    if call.flag("return_im"):
        return {"channel": shapes.channel(workspace, room)}
    return {"channel": {"id": room.channel.id}}


def info(call: Call) -> JsonObject:
    """Look a conversation up."""
    with_count = call.flag("include_num_members")
    return {"channel": shapes.channel(call.workspace, call.room(), with_count=with_count)}


def members(call: Call) -> JsonObject:
    """List who is in a conversation, page by page."""
    everybody = list(call.room().members)
    limit = _limit(call)
    start = _start(call.text("cursor"))
    end = start + limit
    cursor = base64.b64encode(f"user:{end}".encode()).decode() if end < len(everybody) else ""
    return {"members": everybody[start:end], "response_metadata": {"next_cursor": cursor}}


def _limit(call: Call) -> int:
    text = call.text("limit")
    if text is None:
        return _PAGE
    if not text.isdigit() or not 0 < int(text) <= _LARGEST_PAGE:
        raise SlackError("invalid_limit")
    return int(text)


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("user:"))
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None


METHODS: Methods = {
    "conversations.open": Method(open_, TIER_3, ("im:write",)),
    "conversations.info": Method(info, TIER_3, _READ),
    "conversations.members": Method(members, TIER_4, _READ),
}
