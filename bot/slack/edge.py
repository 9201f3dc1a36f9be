"""Where Slack's HTTP requests come in: nothing is looked into before its signature is proven."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.http_answer import HttpAnswer, RequestMeter, Unmetered
from bot.slack.middleware import REQUEST_ID, VERIFIED
from bot.slack.signatures import Signatures

log = structlog.get_logger(__name__)

LARGEST_BODY = 1_000_000
"""Bytes; the largest view that Slack allows has a quarter of that."""

ANSWER_SECONDS = 2.0
"""How long a request may take: after three Slack gives up, and says nothing of why."""

MOST_UNDER_WAY = 1_000
"""Requests that wait for their answer, or go on after it; what comes then, Slack sends again."""

_HANG_UP: dict[str, str | Sequence[str]] = {"connection": "close"}
"""Goes with a refusal, whose body nobody reads."""

_KINDS = {
    "event_callback": "event",
    "block_actions": "action",
    "view_submission": "submission",
    "url_verification": "verification",
}

_LENGTH = re.compile(r"[0-9]{1,18}")
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class SlackEdge:
    """An ASGI application for the one path that Slack calls."""

    def __init__(
        self,
        *,
        app: AsyncApp,
        signatures: Signatures,
        meter: RequestMeter | None = None,
        answer_seconds: float = ANSWER_SECONDS,
        most_under_way: int = MOST_UNDER_WAY,
    ) -> None:
        """Stand before an application.

        Args:
            app: answers requests whose signature is proven.
            signatures: proves it.
            meter: counts requests.
            answer_seconds: after how long a request is answered with 503, whatever it waits for.
            most_under_way: how many requests may wait at once; any more are answered with 503.
        """
        self._app = app
        self._signatures = signatures
        self._meter = meter or Unmetered()
        self._answer_seconds = answer_seconds
        self._most_under_way = most_under_way
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        async with HttpAnswer(send, self._meter, seconds=self._answer_seconds) as answer:
            await answer.give(await self._answered(scope, receive, answer))

    async def _answered(self, scope: Scope, receive: Receive, answer: HttpAnswer) -> BoltResponse:
        headers = _headers(scope)
        refused = _refusal(scope["method"], headers)
        if refused is not None:
            return BoltResponse(status=refused, headers=_HANG_UP)
        body = await _read(receive)
        if body is None:
            return BoltResponse(status=413, headers=_HANG_UP)
        text = self._proven(headers, body)
        if text is None:
            log.info("slack.signature_wrong", http=answer.id)
            return BoltResponse(status=401)
        request = _parsed(headers, text, answer.id)
        if request is None:
            log.warning("slack.body_unreadable", http=answer.id)
            return BoltResponse(status=400)
        answer.kind = _kind_of(request.body)
        return await self._dispatched(request)

    async def _dispatched(self, request: AsyncBoltRequest) -> BoltResponse:
        if self._under_way >= self._most_under_way:
            log.warning("slack.too_many_requests", under_way=self._under_way)
            return BoltResponse(status=503)
        self._under_way += 1
        try:
            return await self._app.async_dispatch(request)
        finally:
            self._under_way -= 1

    def _proven(self, headers: dict[str, str], body: bytes) -> str | None:
        """Return the body as text, if Slack signed it."""
        try:
            text = body.decode()
        except UnicodeDecodeError:
            return None
        is_genuine = self._signatures.proves(
            text,
            timestamp=headers.get("x-slack-request-timestamp", ""),
            signature=headers.get("x-slack-signature", ""),
        )
        return text if is_genuine else None


def _parsed(headers: dict[str, str], text: str, request_id: str) -> AsyncBoltRequest | None:
    """Parse a body; None where that, or Bolt's first look into it, fails."""
    try:
        request = AsyncBoltRequest(
            body=text,
            headers=dict(headers),
            context={VERIFIED: True, REQUEST_ID: request_id},
            mode="http",
        )
    except (json.JSONDecodeError, RecursionError, AttributeError, TypeError, KeyError, ValueError):
        return None
    parsed: object = request.body
    return request if isinstance(parsed, dict) else None


def _kind_of(body: Mapping[str, Any]) -> str:
    """Return what sort of request it is, in one of a few words that nobody outside can add to."""
    if "type" not in body:
        return "command" if "command" in body else "other"
    kind = body["type"]
    return _KINDS.get(kind, "other") if isinstance(kind, str) else "other"


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
