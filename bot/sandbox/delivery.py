"""Owns how payloads reach the bot: an open socket, else signed HTTP; deadlines and retries."""

import asyncio
import hashlib
import hmac
import json
import logging
import time
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.model import Ack, JsonObject
from bot.sandbox.payloads import Parcel

if TYPE_CHECKING:
    from bot.sandbox.realm import Realm
    from bot.sandbox.socket_mode import Connection
    from bot.sandbox.workspace import Workspace

_log = logging.getLogger(__name__)

# Sandbox seconds to wait before each retry of an event.
_RETRIES = (0.0, 60.0, 300.0)


@dataclass(frozen=True, slots=True)
class _Attempt:
    ack: Ack
    retry_reason: str = ""
    no_retry: bool = False


class Delivery:
    """Brings payloads to the bots of one sandbox and keeps what is still under way."""

    def __init__(self, realm: "Realm") -> None:
        self._realm = realm
        self._http: aiohttp.ClientSession | None = None
        self._sockets: dict[str, list[Connection]] = {}
        self._under_way: set[asyncio.Task[Any]] = set()

    def connect(self, workspace_id: str, connection: "Connection") -> None:
        """Let a socket receive a workspace's payloads."""
        self._sockets.setdefault(workspace_id, []).append(connection)
        self._realm.changes.bump()

    def disconnect(self, workspace_id: str, connection: "Connection") -> None:
        """Stop a socket from receiving."""
        self._sockets[workspace_id].remove(connection)
        self._realm.changes.bump()

    def sockets(self, workspace_id: str) -> list["Connection"]:
        """List the sockets a workspace's payloads may go to."""
        return list(self._sockets.get(workspace_id, ()))

    def reachable(self, workspace: "Workspace") -> bool:
        """Tell whether there is anywhere to send to."""
        return bool(self._sockets.get(workspace.id)) or workspace.request_url is not None

    async def event(self, workspace: "Workspace", payload: JsonObject) -> Ack:
        """Send an event; answer the first attempt and leave retries running."""
        parcel = Parcel("events_api", payload)
        first = await self._attempt(workspace, parcel)
        if first.retry_reason and not first.no_retry:
            self.spawn(self._retry(workspace, parcel, first.retry_reason))
        return first.ack

    async def once(self, workspace: "Workspace", parcel: Parcel) -> Ack:
        """Send a payload that is not retried, such as a slash command."""
        return (await self._attempt(workspace, parcel)).ack

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Let something run on in the background until it ends or the sandbox stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._done)
        return task

    async def close(self) -> None:
        """End what is under way and let go of the network."""
        under_way = list(self._under_way)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        if self._http is not None:
            await self._http.close()

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _log.error("something in the sandbox went wrong", exc_info=task.exception())

    async def _retry(self, workspace: "Workspace", parcel: Parcel, reason: str) -> None:
        for number, wait in enumerate(_RETRIES, start=1):
            await self._realm.clock.sleep(wait)
            retried = replace(parcel, retry_num=number, retry_reason=reason)
            attempt = await self._attempt(workspace, retried)
            if not attempt.retry_reason or attempt.no_retry:
                return
            reason = attempt.retry_reason

    async def _attempt(self, workspace: "Workspace", parcel: Parcel) -> _Attempt:
        began = time.monotonic()
        sockets = self._sockets.get(workspace.id)
        if sockets:
            # Each payload goes to one connection, and they take turns.
            sockets.append(sockets.pop(0))
            attempt = await self._through_socket(sockets[-1], parcel)
        elif workspace.request_url is not None:
            attempt = await self._through_http(workspace, workspace.request_url, parcel)
        else:
            attempt = _Attempt(Ack(0, problem="dispatch_failed"), "connection_failed")
        self._realm.changes.stir()
        return replace(attempt, ack=replace(attempt.ack, took=time.monotonic() - began))

    async def _through_socket(self, connection: "Connection", parcel: Parcel) -> _Attempt:
        try:
            async with asyncio.timeout(self._realm.patience):
                body = await connection.request(parcel)
        except TimeoutError:
            return _Attempt(Ack(0, problem="operation_timeout"), "timeout")
        except ConnectionError:
            return _Attempt(Ack(0, problem="dispatch_failed"), "connection_failed")
        return _Attempt(Ack(200, body))

    async def _through_http(self, workspace: "Workspace", url: str, parcel: Parcel) -> _Attempt:
        kind, body = _encode(parcel)
        headers = {"Content-Type": kind, **_signed(workspace.signing_secret, body)}
        if parcel.retry_num:
            headers["X-Slack-Retry-Num"] = str(parcel.retry_num)
            headers["X-Slack-Retry-Reason"] = parcel.retry_reason
        try:
            async with (
                asyncio.timeout(self._realm.patience),
                self._session().post(
                    url, data=body, headers=headers, allow_redirects=False
                ) as response,
            ):
                return _read(response.status, await response.text(), response.headers)
        except TimeoutError:
            return _Attempt(Ack(0, problem="operation_timeout"), "http_timeout")
        except aiohttp.ClientError:
            return _Attempt(Ack(0, problem="dispatch_failed"), "connection_failed")

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        return self._http


def _encode(parcel: Parcel) -> tuple[str, bytes]:
    if parcel.type == "events_api":
        return "application/json", json.dumps(parcel.payload).encode()
    form = parcel.payload
    if parcel.type == "interactive":
        form = {"payload": json.dumps(parcel.payload)}
    return "application/x-www-form-urlencoded", urlencode(form).encode()


def _signed(signing_secret: str, body: bytes) -> dict[str, str]:
    # Real time, because the bot compares it with its machine's clock.
    timestamp = str(int(time.time()))
    base = b":".join((b"v0", timestamp.encode(), body))
    digest = hmac.new(signing_secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _read(status: int, text: str, headers: Any) -> _Attempt:  # noqa: ANN401 - any mapping of headers
    body = parse_body(text)
    if status // 100 == 2:  # noqa: PLR2004 - 2xx is HTTP's own number for success
        return _Attempt(Ack(status, body))
    no_retry = headers.get("X-Slack-No-Retry") == "1"
    return _Attempt(Ack(status, body, problem="http_service_error"), "http_error", no_retry)


def parse_body(text: str) -> JsonObject:
    """Read an answer as Slack does: a JSON object, or else plain text to show."""
    if not text.strip():
        return {}
    try:
        parsed = json.loads(text)
    except ValueError:
        return {"text": text}
    return parsed if isinstance(parsed, dict) else {"text": text}
