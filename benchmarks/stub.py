"""A Slack that takes every message, as cheaply as Python can: what is measured is its caller.

    python -m benchmarks.stub [--latency 0.2]

Prints its address. `GET /stats` tells how many calls came and how often each channel was written
to at most; `POST /reset` forgets them.
"""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import orjson
import uvloop

_HEAD_END = b"\r\n\r\n"


class Counts:
    """What came in so far."""

    def __init__(self) -> None:
        self.calls = 0
        self.channels: Counter[str] = Counter()

    def answer(self, path: bytes, body: bytes) -> bytes:
        """Take one call and return the body of its answer."""
        if path == b"/stats":
            most = max(self.channels.values(), default=0)
            return orjson.dumps({"calls": self.calls, "channels": len(self.channels), "most": most})
        if path == b"/reset":
            self.__init__()  # type: ignore[misc]  # begins anew, in place: connections hold it
            return b"{}"
        self.calls += 1
        channel = orjson.loads(body).get("channel", "") if body[:1] == b"{" else ""
        self.channels[channel] += 1
        ts = f"1772442{self.calls // 1_000_000:03}.{self.calls % 1_000_000:06}"
        return orjson.dumps({"ok": True, "channel": "D" + channel[1:], "ts": ts})


class Connection(asyncio.Protocol):
    """Speaks just enough HTTP: one request at a time, each with its length."""

    def __init__(self, counts: Counts, latency: float) -> None:
        self._counts = counts
        self._latency = latency
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer what is complete."""
        self._buffer += data
        while (end := self._buffer.find(_HEAD_END)) >= 0:
            head = self._buffer[:end]
            length = _length(head)
            total = end + len(_HEAD_END) + length
            if len(self._buffer) < total:
                return
            body = self._buffer[end + len(_HEAD_END) : total]
            self._buffer = self._buffer[total:]
            answer = self._counts.answer(head.split(b" ", 2)[1], body)
            if self._latency:
                asyncio.get_running_loop().call_later(self._latency, self._write, answer)
            else:
                self._write(answer)

    def _write(self, answer: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n"
                b"content-length: %d\r\n\r\n%b" % (len(answer), answer)
            )


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


@asynccontextmanager
async def running(*, latency: float = 0.0) -> AsyncIterator[str]:
    """Run the stub in a process of its own while the block runs; yields its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.stub",
        "--latency",
        str(latency),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        if process.stdout is None:
            raise RuntimeError("the stub says nothing")
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


async def main() -> None:
    """Serve until the process ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    latency = parser.parse_args().latency
    counts = Counts()
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(counts, latency), "127.0.0.1", 0, backlog=4096
    )
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
