"""Owns the response URLs: five answers within half an hour to a command or a press."""

from typing import TYPE_CHECKING

from aiohttp import web

from bot.sandbox import replies
from bot.sandbox.api.door import Door, Knock
from bot.sandbox.delivery import parse_body
from bot.sandbox.errors import SlackError
from bot.sandbox.model import JsonObject

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

METHOD = "response_url"


async def serve(request: web.Request, workspace: "Workspace", door: Door) -> web.Response:
    """Answer one use of a response URL."""
    body = parse_body(await request.text())
    key = request.match_info["key"]

    def act() -> tuple[web.Response, str]:
        return _use(workspace, key, body)

    return await door.through(request, Knock(workspace.id, METHOD, body), act)


def _use(workspace: "Workspace", key: str, body: JsonObject) -> tuple[web.Response, str]:
    reply = workspace.tickets.use_reply(key)
    if isinstance(reply, str):
        return _refused(reply, 404), reply
    try:
        replies.answer(workspace, reply, body)
    except SlackError as refusal:
        return _refused(refusal.code, 400), refusal.code
    return web.json_response({"ok": True}), "ok"


def _refused(code: str, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": code}, status=status)
