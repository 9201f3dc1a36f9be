"""Owns reading a call out of an HTTP request: its token and its arguments, in any encoding."""

import base64
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
    kind, _, credential = request.headers.get("Authorization", "").partition(" ")
    if kind == "Bearer":
        token = credential.strip()
    elif kind == "Basic":
        arguments |= _basic(credential)
    return (str(token) if token else None), arguments


def _basic(credential: str) -> JsonObject:
    try:
        login, _, password = base64.b64decode(credential, validate=True).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": login, "client_secret": password}


def _json(body: bytes) -> JsonObject:
    try:
        parsed = json.loads(body) if body.strip() else {}
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(parsed, dict):
        raise SlackError("json_not_object")
    return parsed
