"""Receives what Slack sends over Socket Mode, and lets what is under way finish at the end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

DRAIN_SECONDS = 8.0


class _Handler(AsyncSocketModeHandler):
    """Bolt's handler, which otherwise drops at its end whatever it has not acknowledged."""

    def __init__(self, app: AsyncApp, app_token: str, web_client: AsyncWebClient) -> None:
        super().__init__(app, app_token, web_client=web_client)
        # The SDK would take a proxy from the environment even to this very machine.
        self.client.proxy = web_client.proxy
        self._under_way: set[asyncio.Task[object]] = set()

    async def handle(  # type: ignore[override]  # Bolt's own handler narrows it likewise
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        """Handle one request from Slack."""
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        await super().handle(client, req)

    async def drain(self) -> None:
        """Take nothing new, and wait for requests under way, for a while.

        What has come but not begun is not acknowledged, so that Slack sends it again.
        """
        if self.client.message_processor is not None:
            self.client.message_processor.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await asyncio.sleep(0)  # what has just been taken begins
                while self._under_way:
                    await asyncio.wait(self._under_way)


@asynccontextmanager
async def connected(
    app: AsyncApp, *, app_token: str, web_client: AsyncWebClient
) -> AsyncIterator[Callable[[], Awaitable[bool]]]:
    """Stay connected to Slack while the block runs; yields what tells whether that is so just now.

    Raises:
        SlackApiError: Slack refuses the app token.
    """
    handler = _Handler(app, app_token, web_client)
    try:
        # The handler would try a refused token for ever; asked once by hand, Slack says so.
        await web_client.apps_connections_open(app_token=app_token)
        await handler.client.connect()  # type: ignore[no-untyped-call]  # the SDK's
        try:
            yield handler.client.is_connected
        finally:
            await handler.drain()
    finally:
        await handler.client.close()  # type: ignore[no-untyped-call]  # the SDK's
