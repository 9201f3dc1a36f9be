"""The answer to one of Slack's requests over HTTP: given once, in time, and counted."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, Self

import structlog
from slack_bolt.response import BoltResponse

log = structlog.get_logger(__name__)

Send = Callable[[dict[str, Any]], Awaitable[None]]

_FAULT = 500
_UNAVAILABLE = 503


class RequestMeter(Protocol):
    """Counts what Slack asks and how it is answered."""

    def request_answered(self, kind: str, status: int, seconds: float) -> None:
        """Count a request; `kind` is one of a few words."""
        ...


class Unmetered:
    """Counts nothing."""

    def request_answered(self, kind: str, status: int, seconds: float) -> None:
        """Take no notice."""


class HttpAnswer:
    """Answers a request while its block runs: with what is given, or with 503 when time is up.

    What handles the request goes on after that. Slack sends an event again that was answered with
    503, and what was done by then is done once.

    Attributes:
        id: names the request in the log and in the answer's headers.
        kind: what sort of request it turned out to be, in one of a few words.
    """

    def __init__(self, send: Send, meter: RequestMeter, *, seconds: float) -> None:
        self.id = secrets.token_hex(6)
        self.kind = "unproven"
        self._send = send
        self._meter = meter
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._timer = self._loop.call_later(seconds, self._run_out)
        self._late: asyncio.Task[None] | None = None
        self._is_given = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._late is not None:
            await self._late
        elif not self._is_given:
            # The server answers for a fault that nobody foresaw.
            self._count(_FAULT)

    async def give(self, response: BoltResponse) -> None:
        """Answer, unless that has been done."""
        if self._is_given:
            return
        self._is_given = True
        self._count(response.status)
        headers = [
            (name.encode("latin-1"), value.encode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        ]
        headers.append((b"x-request-id", self.id.encode()))
        await self._send(
            {"type": "http.response.start", "status": response.status, "headers": headers}
        )
        await self._send({"type": "http.response.body", "body": response.body.encode()})

    def _run_out(self) -> None:
        if not self._is_given:
            log.warning("slack.answer_late", http=self.id, kind=self.kind)
            self._late = self._loop.create_task(self.give(BoltResponse(status=_UNAVAILABLE)))

    def _count(self, status: int) -> None:
        seconds = self._loop.time() - self._began
        self._meter.request_answered(self.kind, status, seconds)
        log.debug("slack.answered", http=self.id, kind=self.kind, status=status, seconds=seconds)
