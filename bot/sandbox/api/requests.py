"""Owns reading a call out of an HTTP request: its token and its arguments, in any encoding."""

import json
from typing import TYPE_CHECKING

from bot.sandbox.errors import SlackError
from bot.sandbox.model import JsonObject

if TYPE_CHECKING:
    from aiohttp import web


async def read(request: "web.Request") -> tuple[str | None, JsonObject]:
    """Read the token and the arguments, which come in the query, a form or JSON."""
    arguments: JsonObject = dict(request.query)
    if request.content_type == "application/json":
        arguments |= _json(await request.read())
    else:
        form = await request.post()
        arguments |= {name: value for name, value in form.items() if isinstance(value, str)}
    token = arguments.pop("token", None)
    bearer = request.headers.get("Authorization", "")
    if bearer.startswith("Bearer "):
        token = bearer.removeprefix("Bearer ").strip()
    return (str(token) if token else None), arguments


def _json(body: bytes) -> JsonObject:
    try:
        parsed = json.loads(body) if body.strip() else {}
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(parsed, dict):
        raise SlackError("json_not_object")
    return parsed
