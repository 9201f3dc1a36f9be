"""Owns what the bot answers to a command or a press with a message."""

from typing import TYPE_CHECKING

from bot.sandbox.blockkit import check_blocks
from bot.sandbox.errors import SlackError
from bot.sandbox.model import Draft, JsonObject
from bot.sandbox.tickets import Reply

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

# Slack cuts longer texts off here.
TEXT_LIMIT = 40_000


def draft_of(body: JsonObject) -> Draft:
    """Read and check a message out of a call's arguments or an answer's body."""
    blocks = body.get("blocks")
    text = body.get("text")
    checked = check_blocks(blocks) if blocks else ()
    if not checked and not text and not body.get("attachments"):
        raise SlackError("no_text")
    thread, metadata = body.get("thread_ts"), body.get("metadata")
    return Draft(str(text or "")[:TEXT_LIMIT], checked, thread or None, metadata or None)


def answer(workspace: "Workspace", reply: Reply, body: JsonObject) -> None:
    """Do with a message what the bot's answer says: post, whisper, replace or delete."""
    room = workspace.room(reply.channel)
    micros, viewer = workspace.realm.micros(), reply.user
    if body.get("delete_original") and reply.ts:
        room.delete(reply.ts, viewer)
    elif body.get("replace_original") and reply.ts:
        room.edit(reply.ts, draft_of(body), micros, viewer)
    elif body.get("response_type") == "in_channel":
        room.post(workspace.bot_user_id, draft_of(body), micros)
    else:
        room.whisper(workspace.bot_user_id, draft_of(body), micros, only_for=viewer)
    workspace.realm.changes.bump()
