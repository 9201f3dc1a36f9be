"""The HTTP side: which path leads where, pages for whoever operates the bot, and the server."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]
Routes = Mapping[str, AsgiApp]
"""What answers at which path. Paths are compared whole."""

EVENTS_PATH = "/slack/events"
HEALTH_PATH = "/healthz"
READINESS_PATH = "/readyz"
METRICS_PATH = "/metrics"

_DRAIN_SECONDS = 8
_PLAIN = "text/plain; charset=utf-8"
_JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer that is ready to be sent."""

    status: int = 200
    body: bytes
    content_type: str = _PLAIN


def build_web(routes: Routes) -> AsgiApp:
    """Return the application that leads each request to what answers at its path."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        found = routes.get(scope["path"], _nothing)
        await found(scope, receive, send)

    return answer


def page(ask: Callable[[], Awaitable[Page]]) -> AsgiApp:
    """Return what shows a page that is made anew for each request."""

    async def show(scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        if scope.get("method") not in {"GET", "HEAD"}:
            await _send(send, Page(status=405, body=b"method not allowed"))
            return
        await _send(send, await ask())

    return show


def operator_pages(
    *,
    faults: Callable[[], Awaitable[Mapping[str, str]]],
    metrics: Callable[[], Awaitable[bytes]],
    metrics_type: str = _PLAIN,
) -> Routes:
    """Return the pages for whoever operates the bot.

    Args:
        faults: what keeps the process from its work just now, part by part.
        metrics: what Prometheus reads.
        metrics_type: the form of that.
    """

    async def health() -> Page:
        return Page(body=b"ok")

    async def readiness() -> Page:
        found = await faults()
        told = {"ready": not found, **({"faults": dict(found)} if found else {})}
        status = 503 if found else 200
        return Page(status=status, body=json.dumps(told).encode(), content_type=_JSON)

    async def measured() -> Page:
        return Page(body=await metrics(), content_type=metrics_type)

    return {
        HEALTH_PATH: page(health),
        READINESS_PATH: page(readiness),
        METRICS_PATH: page(measured),
    }


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the whole process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@asynccontextmanager
async def serving(application: AsgiApp, *, host: str, port: int) -> AsyncIterator[str]:
    """Serve an application while the block runs; yields its address.

    Raises:
        OSError: the port is taken, or the host is not this machine's.
    """
    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=_DRAIN_SECONDS,
    )
    server = _Server(config)
    listener = socket.create_server((host, port))
    server_task = asyncio.get_running_loop().create_task(server.serve(sockets=[listener]))
    try:
        bound = listener.getsockname()[1]
        yield f"http://{host}:{bound}"
    finally:
        server.should_exit = True
        await server_task


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _nothing(_scope: Scope, _receive: Receive, send: Send) -> None:
    await _send(send, Page(status=404, body=b"not found"))


async def _send(send: Send, shown: Page) -> None:
    headers = [
        (b"content-type", shown.content_type.encode()),
        (b"content-length", str(len(shown.body)).encode()),
    ]
    await send({"type": "http.response.start", "status": shown.status, "headers": headers})
    await send({"type": "http.response.body", "body": shown.body})
