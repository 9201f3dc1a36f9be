"""The HTTP side: Slack's requests and health checks, as one ASGI application."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import uvicorn

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]

EVENTS_PATH = "/slack/events"
_DRAIN_SECONDS = 8


def build_web(*, slack: AsgiApp | None, is_ready: Callable[[], Awaitable[bool]]) -> AsgiApp:
    """Return the application; `slack` answers Slack where the bot is reached over HTTP."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["path"] == EVENTS_PATH and slack is not None:
            await slack(scope, receive, send)
        elif scope["path"] == "/healthz":
            await _say(send, 200, "ok")
        elif scope["path"] == "/readyz":
            ready = await is_ready()
            await _say(send, 200 if ready else 503, "ready" if ready else "not ready")
        else:
            await _say(send, 404, "not found")

    return answer


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


async def _say(send: Send, status: int, text: str) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(b"content-type", b"text/plain; charset=utf-8")],
        }
    )
    await send({"type": "http.response.body", "body": text.encode()})
