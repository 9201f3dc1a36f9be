"""Owns the Socket Mode WebSocket: hello, envelopes and their acknowledgements, disconnects."""

import asyncio
import json
from typing import TYPE_CHECKING, Literal, TypeAlias

from aiohttp import WSMsgType, web

from bot.sandbox.model import JsonObject
from bot.sandbox.realm import secret

if TYPE_CHECKING:
    from bot.sandbox.payloads import Parcel
    from bot.sandbox.workspace import Workspace

Reason: TypeAlias = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]

_CONNECTION_LIMIT = 10
_CONNECTION_SECONDS = 3_600


class Connection:
    """One open socket and the envelopes on it that wait for their acknowledgement."""

    def __init__(self, ws: web.WebSocketResponse) -> None:
        self._ws = ws
        self._waiting: dict[str, asyncio.Future[JsonObject]] = {}

    async def request(self, parcel: "Parcel") -> JsonObject:
        """Send an envelope and wait for its acknowledgement."""
        envelope_id = secret()
        acked: asyncio.Future[JsonObject] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = acked
        try:
            await self._ws.send_json(_envelope(envelope_id, parcel))
            return await acked
        finally:
            del self._waiting[envelope_id]

    async def receive(self) -> None:
        """Take acknowledgements in until the bot hangs up."""
        async for frame in self._ws:
            if frame.type is WSMsgType.TEXT:
                self._acknowledge(frame.data)
        for acked in self._waiting.values():
            if not acked.done():
                acked.set_exception(ConnectionResetError("the bot hung up"))

    async def hang_up(self, reason: Reason) -> None:
        """Ask the bot to connect anew and close."""
        notice = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
        await self._ws.send_json(notice)
        await self._ws.close()

    async def close(self) -> None:
        """Hang up without a word, as a server that goes away does."""
        await self._ws.close()

    def _acknowledge(self, text: str) -> None:
        try:
            answer = json.loads(text)
        except ValueError:
            return
        if not isinstance(answer, dict):
            return
        acked = self._waiting.get(str(answer.get("envelope_id")))
        if acked is not None and not acked.done():
            payload = answer.get("payload")
            acked.set_result(payload if isinstance(payload, dict) else {})


def link_url(workspace: "Workspace") -> str:
    """Make the address at which the bot may open one socket."""
    base = workspace.realm.url.replace("http", "ws", 1)
    return f"{base}/link/?ticket={workspace.tickets.socket()}&app_id={workspace.app_id}"


async def serve(request: web.Request, workspace: "Workspace") -> web.WebSocketResponse:
    """Hold a Socket Mode connection open until either side ends it."""
    ws = web.WebSocketResponse()
    await ws.prepare(request)
    connection = Connection(ws)
    others = len(workspace.delivery.sockets(workspace.id))
    if others >= _CONNECTION_LIMIT:
        await connection.hang_up("too_many_websockets")
        return ws
    await ws.send_json(_hello(workspace, others + 1))
    workspace.delivery.connect(workspace.id, connection)
    try:
        await connection.receive()
    finally:
        workspace.delivery.disconnect(workspace.id, connection)
    return ws


def _hello(workspace: "Workspace", number: int) -> JsonObject:
    return {
        "type": "hello",
        "num_connections": number,
        "debug_info": {
            "host": "sandbox",
            "build_number": 1,
            "approximate_connection_time": _CONNECTION_SECONDS,
        },
        "connection_info": {"app_id": workspace.app_id},
    }


def _envelope(envelope_id: str, parcel: "Parcel") -> JsonObject:
    envelope: JsonObject = {
        "envelope_id": envelope_id,
        "type": parcel.type,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.type != "events_api",
    }
    if parcel.type == "events_api":
        envelope["retry_attempt"] = parcel.retry_num
        envelope["retry_reason"] = parcel.retry_reason
    return envelope
