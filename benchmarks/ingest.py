"""Completions a second over HTTP, committed before they are answered, beside Bolt doing nothing.

    python -m benchmarks.ingest [--database sqlite|postgresql|both] [--events N]

Signed `reaction_added` events, each of another nudge, on 32 connections. The rival is an app of
Bolt's behind the same door and the same gate, with a listener that does nothing. Both run in a
process of their own; the load comes from this one.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import uvloop
from sqlalchemy import text

from benchmarks import stub
from benchmarks.databases import fresh_url
from benchmarks.figures import Figure, arguments, chosen, measured, ratio, report, within
from benchmarks.ingest_server import SECRET
from benchmarks.load import Answered, send_all, signed
from benchmarks.people import JOINED_AT, make_due, populate
from benchmarks.standing import Agreeing, StandingClock
from bot.services import build_services
from bot.storage.database import Database, open_database
from bot.storage.migrations import migrate
from bot.web import EVENTS_PATH

AIM = {"sqlite": 0.8, "postgresql": 0.65}
P99_MS = 15
CONNECTIONS = 32
PER_WORKSPACE = 500
WARM_UP = 500
MORNING = JOINED_AT + timedelta(hours=2)


async def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--events", type=int, default=10_000)
    given = parser.parse_args()
    figures: list[Figure] = []
    async with stub.running() as slack:
        for kind in chosen(given.database):
            figures += await measure(kind, slack, given.events, given.rounds)
    report("ingest", figures)


async def measure(kind: str, slack: str, events: int, rounds: int) -> list[Figure]:
    """Take pairs of runs, ours and then the rival's."""
    ours, rivals = [], []
    for _ in range(rounds):
        async with fresh_url(kind) as url:
            bodies = await seeded(url, events + WARM_UP)
            ours.append(await load("ours", url, slack, bodies))
            await check(url, events + WARM_UP)
            rivals.append(await load("nothing", url, slack, bodies))
    aim = AIM[kind]
    return [
        measured(f"{kind}: reaction to commit to 200", [run.rate for run in ours], "requests/s"),
        measured("Bolt with a listener that does nothing", [r.rate for r in rivals], "requests/s"),
        ratio(
            f"{kind}: against the rival",
            [run.rate for run in ours],
            [run.rate for run in rivals],
            aim=f"at least {aim}x",
            is_met=lambda value: value >= aim,
        ),
        within(
            f"{kind}: p99", [run.p99 for run in ours], "ms", limit=P99_MS, aim=f"under {P99_MS} ms"
        ),
        measured("Bolt with a listener that does nothing: p99", [r.p99 for r in rivals], "ms"),
    ]


async def load(what: str, url: str, slack: str, bodies: list[bytes]) -> Answered:
    """Send every event to a fresh server and return how it was answered."""
    now = int(time.time())  # noqa: TID251 - whoever checks a signature compares it with real time
    requests = [signed(EVENTS_PATH, body, SECRET, at=now) for body in bodies]
    async with served(what, url, slack) as address:
        await send_all(address, requests[:WARM_UP], connections=CONNECTIONS)
        answered = await send_all(address, requests[WARM_UP:], connections=CONNECTIONS)
    if answered.refused:
        raise RuntimeError(f"{answered.refused} events were refused")
    return answered


@asynccontextmanager
async def served(what: str, url: str, slack: str) -> AsyncIterator[str]:
    """Run a server in a process of its own while the block runs; yields its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.ingest_server",
        what,
        url,
        slack,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        if process.stdout is None:
            raise RuntimeError("the server says nothing")
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


async def seeded(url: str, count: int) -> list[bytes]:
    """Send so many nudges, and return an event that completes each."""
    database = open_database(url)
    try:
        await migrate(database)
        people = -(-count // PER_WORKSPACE) * PER_WORKSPACE
        await populate(database, count=people, per_workspace=PER_WORKSPACE)
        await make_due(database, MORNING)
        clock = StandingClock(MORNING + timedelta(seconds=1))
        nudging = build_services(database=database, clock=clock, messenger=Agreeing()).nudging
        for workspace in await nudging.list_due_workspaces():
            while await nudging.deliver_due(workspace):
                pass
        return await _events(database, count)
    finally:
        await database.close()


async def check(url: str, wanted: int) -> None:
    """Make sure that what was answered with 200 is there.

    Raises:
        RuntimeError: completions are missing.
    """
    database = open_database(url)
    try:
        async with database.read() as connection:
            found = await connection.scalar(
                text("SELECT count(*) FROM (SELECT DISTINCT member_id FROM completions) AS done")
            )
    finally:
        await database.close()
    if found != wanted:
        raise RuntimeError(f"{found} of {wanted} completions are there")


async def _events(database: Database, count: int) -> list[bytes]:
    at = (MORNING + timedelta(minutes=2)).timestamp()
    async with database.read() as connection:
        rows = await connection.execute(
            text(
                "SELECT workspace_id, member_id, channel_id, message_ts FROM nudges "
                "WHERE delivery = 'sent' ORDER BY member_id LIMIT :count"
            ),
            {"count": count},
        )
        return [
            json.dumps(
                {
                    "type": "event_callback",
                    "token": "unused",
                    "api_app_id": "A0UNSIT",
                    "team_id": row.workspace_id,
                    "event_id": f"Ev{number}",
                    "event_time": int(at),
                    "authorizations": [
                        {
                            "enterprise_id": None,
                            "team_id": row.workspace_id,
                            "user_id": "U0BOT",
                            "is_bot": True,
                            "is_enterprise_install": False,
                        }
                    ],
                    "event": {
                        "type": "reaction_added",
                        "user": row.member_id,
                        "reaction": "white_check_mark",
                        "item_user": "U0BOT",
                        "item": {
                            "type": "message",
                            "channel": row.channel_id,
                            "ts": row.message_ts,
                        },
                        "event_ts": f"{at:.6f}",
                    },
                }
            ).encode()
            for number, row in enumerate(rows)
        ]


if __name__ == "__main__":
    uvloop.run(main())
