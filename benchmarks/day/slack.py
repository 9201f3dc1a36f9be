"""A Slack for many workspaces, and the people in them who react to what the bot writes.

    python -m benchmarks.day.slack PLAN

PLAN is a JSON file: see `Plan`. On SIGTERM it writes what it saw to the plan's `report` and ends.
"""

import asyncio
import signal
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import cast

import aiohttp
import orjson
import uvloop

from benchmarks.day.clock import FastClock
from benchmarks.day.limits import Limits
from benchmarks.load import signature_headers
from bot.web import EVENTS_PATH

ANSWER_SECONDS = 3.0
"""How long Slack waits for an answer to an event, in real time."""

RETRIES = (0.0, 60.0, 300.0, 3600.0, 3600.0, 3600.0)
"""Seconds of Slack's clock before each retry: three, then hourly with delayed events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the day goes.

    Attributes:
        webs: where the bot's web processes take events; each goes to one of them.
        share: of the nudges that people react to.
        replayed: of the events that come twice, to two processes at once.
    """

    began_at: float
    day_at: str
    speed: float
    port: int
    secret: str
    webs: list[str]
    report: str
    share: float = 0.6
    replayed: float = 0.05


@dataclass(slots=True)
class Seen:
    """What Slack saw: messages with when they came, and reactions that were acknowledged."""

    posts: list[tuple[str, str, str, float]]
    acknowledged: list[tuple[str, str, str]]
    given_up: int = 0
    refused_calls: int = 0
    refused_events: int = 0


class ManySlacks:
    """Takes calls of the Web API, and lets people react."""

    def __init__(self, plan: Plan, session: aiohttp.ClientSession) -> None:
        self._plan = plan
        self._session = session
        self._clock = FastClock(
            began_at=plan.began_at, day_at=datetime.fromisoformat(plan.day_at), speed=plan.speed
        )
        self._limits = Limits()
        self._rng = Random(11)  # noqa: S311 - chance, not secrecy
        self._under_way: set[asyncio.Task[None]] = set()
        self._newest = 0.0
        self.seen = Seen(posts=[], acknowledged=[])

    def answer(self, method: str, token: str, body: bytes) -> tuple[int, dict[str, object], float]:
        """Take a call; return the status, the body and, where it came too soon, the wait."""
        now = self._clock.now().timestamp()
        team = token.split("-")[1] if token.count("-") > 1 else ""
        arguments = orjson.loads(body) if body[:1] == b"{" else {}
        to = str(arguments.get("channel", ""))
        wait = self._limits.wait(team, method, to, now)
        if wait is not None:
            self.seen.refused_calls += 1
            return 429, {"ok": False, "error": "ratelimited"}, wait
        if method != "chat.postMessage":
            return 200, {"ok": True, "ts": str(arguments.get("ts", ""))}, 0.0
        self._newest = max(now, self._newest + 1e-6)
        channel, ts = "D" + to[1:], f"{self._newest:.6f}"
        self.seen.posts.append((team, to, ts, now))
        if self._rng.random() < self._plan.share:
            self._start(self._react(team, to, channel, ts))
        return 200, {"ok": True, "channel": channel, "ts": ts}, 0.0

    async def settle(self) -> None:
        """Let nobody react any more, and wait for reactions on their way."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _start(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _react(self, team: str, member: str, channel: str, ts: str) -> None:
        await self._clock.sleep(self._rng.uniform(5, 240))
        body = self._event(team, member, channel, ts)
        webs = self._rng.sample(self._plan.webs, k=len(self._plan.webs))
        if self._rng.random() < self._plan.replayed:
            self._start(self._tell(webs[-1], body, (team, channel, ts)))
        await self._tell(webs[0], body, (team, channel, ts))

    def _event(self, team: str, member: str, channel: str, ts: str) -> bytes:
        at = self._clock.now().timestamp()
        return orjson.dumps(
            {
                "type": "event_callback",
                "team_id": team,
                "enterprise_id": None,
                "event_id": f"Ev{team}{ts}",
                "event_time": int(at),
                "authorizations": [{"team_id": team, "is_enterprise_install": False}],
                "event": {
                    "type": "reaction_added",
                    "user": member,
                    "reaction": "white_check_mark",
                    "item_user": f"UBOT{team}",
                    "item": {"type": "message", "channel": channel, "ts": ts},
                    "event_ts": f"{at:.6f}",
                },
            }
        )

    async def _tell(self, web: str, body: bytes, reaction: tuple[str, str, str]) -> None:
        """Send an event until it is acknowledged, as often as Slack does."""
        for wait in (None, *RETRIES):
            if wait is not None:
                self.seen.refused_events += 1
                await self._clock.sleep(wait)
            if await self._is_taken(web, body):
                self.seen.acknowledged.append(reaction)
                return
        self.seen.given_up += 1

    async def _is_taken(self, web: str, body: bytes) -> bool:
        headers = signature_headers(body, self._plan.secret)
        with suppress(aiohttp.ClientError, TimeoutError, OSError):
            async with asyncio.timeout(ANSWER_SECONDS):
                address = f"{web}{EVENTS_PATH}"
                async with self._session.post(address, data=body, headers=headers) as answer:
                    return answer.ok
        return False


class _Connection(asyncio.Protocol):
    """Speaks just enough HTTP for the bot's client: one call at a time, each with its length."""

    def __init__(self, slacks: ManySlacks) -> None:
        self._slacks = slacks
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].decode("latin-1")
            fields = _fields(head)
            total = end + 4 + int(fields.get("content-length", "0"))
            if len(self._buffer) < total:
                return
            body = self._buffer[end + 4 : total]
            self._buffer = self._buffer[total:]
            self._answer(head, fields.get("authorization", ""), body)

    def _answer(self, head: str, token: str, body: bytes) -> None:
        path = head.split(" ", 2)[1].partition("?")[0]
        status, answer, wait = self._slacks.answer(
            path.rpartition("/")[2], token.removeprefix("Bearer "), body
        )
        text = orjson.dumps(answer)
        extra = b"" if not wait else b"retry-after: %d\r\n" % (int(wait) + 1)
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 %d X\r\ncontent-type: application/json; charset=utf-8\r\n"
                b"%bcontent-length: %d\r\n\r\n%b" % (status, extra, len(text), text)
            )


def _fields(head: str) -> dict[str, str]:
    lines = (line.partition(": ") for line in head.split("\r\n")[1:])
    return {name.lower(): value for name, _, value in lines}


async def main() -> None:
    """Be Slack until told to end."""
    plan = Plan(**orjson.loads(Path(sys.argv[1]).read_bytes()))  # noqa: ASYNC240 - before anything runs
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    connector = aiohttp.TCPConnector(limit=200)
    async with aiohttp.ClientSession(connector=connector) as session:
        slacks = ManySlacks(plan, session)
        server = await loop.create_server(
            lambda: _Connection(slacks), "127.0.0.1", plan.port, backlog=4096
        )
        sys.stdout.write("up\n")
        sys.stdout.flush()
        await ended.wait()
        server.close()
        await slacks.settle()
    Path(plan.report).write_bytes(orjson.dumps(asdict(slacks.seen)))  # noqa: ASYNC240 - nothing runs any more


if __name__ == "__main__":
    uvloop.run(main())
