"""Owns what befalls a bot's call before its answer leaves: faults, and the record."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from aiohttp import web

from bot.sandbox.faults import Fault, Faults
from bot.sandbox.model import CallRecord, JsonObject

if TYPE_CHECKING:
    from bot.sandbox.realm import Realm

# Does what was asked; gives the answer, and its outcome in a word for the record.
Act: TypeAlias = Callable[[], tuple[web.Response, str]]

_CALLS_KEPT = 10_000
_SECRET = {"client_secret", "code", "refresh_token"}


@dataclass(frozen=True, slots=True)
class Knock:
    """Who asks for what."""

    workspace_id: str | None
    method: str
    arguments: JsonObject


class Door:
    """The one way in for a bot's calls."""

    def __init__(self, realm: "Realm") -> None:
        self.faults = Faults()
        self.calls: deque[CallRecord] = deque(maxlen=_CALLS_KEPT)
        self._realm = realm
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Let go of the calls that are held without an answer."""
        self._stopping.set()

    async def through(self, request: web.Request, knock: Knock, act: Act) -> web.Response:
        """Do what was asked and answer, unless a fault befalls it."""
        fault = self.faults.take(knock.method, knock.workspace_id)
        if fault is None:
            answer, outcome = act()
            self._record(knock, outcome)
            return answer
        self._record(knock, fault.kind)
        return await self._break(request, fault, act)

    async def _break(self, request: web.Request, fault: Fault, act: Act) -> web.Response:
        if fault.kind == "slow":
            # Real time: it tests the patience of the bot's HTTP client.
            await asyncio.sleep(fault.delay)
            return act()[0]
        answer = _wrong_answer(fault)
        if answer is not None:
            return answer
        if fault.kind == "timeout":
            await self._stopping.wait()
        elif fault.kind == "lost_answer":
            act()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _record(self, knock: Knock, outcome: str) -> None:
        at = self._realm.clock.now()
        shown = {name: one for name, one in knock.arguments.items() if name not in _SECRET}
        record = CallRecord(at, knock.workspace_id, knock.method, shown, outcome)
        self.calls.append(record)
        self._realm.changes.stir()


def _wrong_answer(fault: Fault) -> web.Response | None:
    if fault.kind == "status":
        return web.Response(status=fault.status, text="broken on purpose")
    if fault.kind == "error":
        return web.json_response({"ok": False, "error": fault.error})
    return too_soon(fault.retry_after) if fault.kind == "rate_limited" else None


def too_soon(retry_after: int) -> web.Response:
    """Answer as Slack does when a rate limit is hit."""
    body = {"ok": False, "error": "ratelimited"}
    return web.json_response(body, status=429, headers={"Retry-After": str(retry_after)})
