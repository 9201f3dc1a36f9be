"""Signed requests, prepared beforehand and sent on kept connections as they are answered."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from slack_sdk.signature import SignatureVerifier

from bot.clock import SystemClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How a load was answered.

    Attributes:
        rate: requests a second.
        p99: the 99th of a hundred answers, in milliseconds.
        refused: how many were answered with anything but 200.
    """

    rate: float
    p99: float
    refused: int


def signed(path: str, body: bytes, secret: str, *, at: int) -> bytes:
    """Return a whole HTTP request as Slack signs it at a Unix time."""
    signature = SignatureVerifier(secret).generate_signature(timestamp=str(at), body=body)
    return (
        f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
        f"x-slack-request-timestamp: {at}\r\nx-slack-signature: {signature}\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    ).encode() + body


def signature_headers(body: bytes, secret: str) -> dict[str, str]:
    """Return the headers with which Slack sends a body just now."""
    now = str(int(SystemClock().now().timestamp()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=now, body=body)
    return {
        "content-type": "application/json",
        "x-slack-request-timestamp": now,
        "x-slack-signature": signature or "",
    }


async def send_all(address: str, requests: Sequence[bytes], *, connections: int) -> Answered:
    """Send every request once, each connection its next when the last is answered."""
    loop = asyncio.get_running_loop()
    parts = urlsplit(address)
    waiting = list(reversed(requests))
    took: list[float] = []
    statuses: list[int] = []
    made = [
        await loop.create_connection(
            lambda: _Connection(waiting, took, statuses), parts.hostname or "", parts.port or 80
        )
        for _ in range(connections)
    ]
    began = time.perf_counter()
    for _, connection in made:
        connection.send_next()
    await asyncio.gather(*(connection.done for _, connection in made))
    seconds = time.perf_counter() - began
    took.sort()
    return Answered(
        rate=len(requests) / seconds,
        p99=took[int(len(took) * 0.99)] * 1000,
        refused=sum(status != 200 for status in statuses),  # noqa: PLR2004 - HTTP's own number
    )


class _Connection(asyncio.Protocol):
    def __init__(self, waiting: list[bytes], took: list[float], statuses: list[int]) -> None:
        self._waiting = waiting
        self._took = took
        self._statuses = statuses
        self._buffer = b""
        self._sent_at = 0.0
        self._transport: asyncio.Transport | None = None
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, _reason: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(ConnectionError("the server hung up"))

    def send_next(self) -> None:
        if self._transport is None:
            raise RuntimeError("not connected")
        if not self._waiting:
            self.done.set_result(None)
            self._transport.close()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(self._waiting.pop())

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0 or not _is_whole(self._buffer[:end].lower(), self._buffer[end + 4 :]):
            return
        self._took.append(time.perf_counter() - self._sent_at)
        self._statuses.append(int(self._buffer[9:12]))
        self._buffer = b""
        self.send_next()


def _is_whole(head: bytes, body: bytes) -> bool:
    if b"transfer-encoding: chunked" in head:
        return body.endswith(b"0\r\n\r\n")
    start = head.find(b"content-length:")
    length = int(head[start + 15 :].split(b"\r\n", 1)[0]) if start >= 0 else 0
    return len(body) >= length
