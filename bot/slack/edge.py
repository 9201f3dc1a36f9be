"""Where Slack's HTTP requests come in: nothing is looked into before its signature is proven."""

import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.middleware import VERIFIED
from bot.slack.signatures import Signatures

log = structlog.get_logger(__name__)

LARGEST_BODY = 1_000_000
"""Bytes; the largest view that Slack allows has a quarter of that."""

_HANG_UP: dict[str, str | Sequence[str]] = {"connection": "close"}
"""Goes with a refusal, whose body nobody reads."""

_LENGTH = re.compile(r"[0-9]{1,18}")
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackEdge:
    """An ASGI application for the one path that Slack calls."""

    app: AsyncApp
    signatures: Signatures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = _headers(scope)
        refused = _refusal(scope["method"], headers)
        if refused is not None:
            await _reply(send, BoltResponse(status=refused, headers=_HANG_UP))
            return
        body = await _read(receive)
        if body is None:
            await _reply(send, BoltResponse(status=413, headers=_HANG_UP))
            return
        await _reply(send, await self._answer(headers, body))

    async def _answer(self, headers: dict[str, str], body: bytes) -> BoltResponse:
        text = self._proven(headers, body)
        if text is None:
            log.info("slack.signature_wrong")
            return BoltResponse(status=401)
        request = _parsed(headers, text)
        if request is None:
            log.warning("slack.body_unreadable")
            return BoltResponse(status=400)
        return await self.app.async_dispatch(request)

    def _proven(self, headers: dict[str, str], body: bytes) -> str | None:
        """Return the body as text, if Slack signed it."""
        try:
            text = body.decode()
        except UnicodeDecodeError:
            return None
        is_genuine = self.signatures.proves(
            text,
            timestamp=headers.get("x-slack-request-timestamp", ""),
            signature=headers.get("x-slack-signature", ""),
        )
        return text if is_genuine else None


def _parsed(headers: dict[str, str], text: str) -> AsyncBoltRequest | None:
    """Parse a body; None where that, or Bolt's first look into it, fails."""
    try:
        request = AsyncBoltRequest(
            body=text, headers=dict(headers), context={VERIFIED: True}, mode="http"
        )
    except (json.JSONDecodeError, RecursionError, AttributeError, TypeError, KeyError, ValueError):
        return None
    parsed: object = request.body
    return request if isinstance(parsed, dict) else None


def _headers(scope: Scope) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }


def _refusal(method: str, headers: dict[str, str]) -> int | None:
    """Return the status for a request that cannot be Slack's, before anybody reads its body."""
    length = headers.get("content-length", "")
    if method != "POST":
        return 405
    if not _LENGTH.fullmatch(length):
        return 411
    if int(length) > LARGEST_BODY:
        return 413
    return None if _looks_signed(headers) else 401


def _looks_signed(headers: dict[str, str]) -> bool:
    """Tell whether a request has a timestamp and a signature of the right form."""
    timestamp = headers.get("x-slack-request-timestamp", "")
    signature = headers.get("x-slack-signature", "")
    return bool(_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature))


async def _read(receive: Receive) -> bytes | None:
    """Return the whole body, or None where the sender hung up or sent more than it said."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] == "http.disconnect" or len(body) > LARGEST_BODY:
            return None
        if not message.get("more_body"):
            return bytes(body)


async def _reply(send: Send, response: BoltResponse) -> None:
    headers = [
        (name.encode("latin-1"), value.encode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body.encode()})
