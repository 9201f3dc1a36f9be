"""Messages a second of one and of four worker processes on one PostgreSQL.

    python -m benchmarks.workers [--messages N] [--concurrency N]

Slack takes 200 ms to answer. How many jobs a process has at once bounds what it sends in that time;
with few, Slack's latency is what a process waits for, as on a machine with a core for each. With
the bot's own number, a single process already keeps both cores of a small machine busy.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

import aiohttp
import uvloop

from benchmarks import stub
from benchmarks.databases import fresh_url
from benchmarks.day.clock import FastClock
from benchmarks.figures import Figure, arguments, measured, ratio, report
from benchmarks.people import JOINED_AT, counts, make_due, populate
from bot.clock import SystemClock
from bot.domain.ids import WorkspaceId
from bot.engine.distributed import CONCURRENCY, distributed_queue
from bot.engine.schema import migrate_engine
from bot.engine.tasks import build_tasks
from bot.engine.ticks import Heartbeats, beating
from bot.services import build_services
from bot.services.turns import Turns
from bot.slack.client import build_client, build_session
from bot.slack.messenger import SlackMessenger
from bot.slack.wire import build_wire
from bot.storage.database import open_database
from bot.storage.migrations import migrate

LATENCY = 0.2
PER_WORKSPACE = 20
FEW_JOBS = 4
AIM = 3.5
MORNING = JOINED_AT + timedelta(hours=2)
PATIENCE_SECONDS = 120.0


async def main() -> None:
    """Measure and report, or be a worker."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--messages", type=int, default=4_000)
    parser.add_argument("--concurrency", type=int, default=FEW_JOBS, help="jobs of a process")
    parser.add_argument("--worker", nargs=4, metavar=("URL", "SLACK", "BEGAN", "JOBS"))
    given = parser.parse_args()
    if given.worker:
        url, slack, began, jobs = given.worker
        await work(url, slack, float(began), int(jobs))
        return
    figures: list[Figure] = []
    async with stub.running(latency=LATENCY) as slack:
        for jobs in (given.concurrency, CONCURRENCY):
            figures += await measure(slack, given.messages, jobs, given.rounds)
        alone = [
            await sent(slack, given.messages, CONCURRENCY, processes=1, per_workspace=1)
            for _ in range(given.rounds)
        ]
    figures.append(measured("1 process, one message in each workspace", alone, "messages/s"))
    report("workers", figures)


async def measure(slack: str, messages: int, jobs: int, rounds: int) -> list[Figure]:
    """Take pairs of runs, four processes and then one."""
    four, one = [], []
    for _ in range(rounds):
        four.append(await sent(slack, messages, jobs, processes=4))
        one.append(await sent(slack, messages, jobs, processes=1))
    counted = f"{jobs} jobs at once in each"
    return [
        measured(f"1 process, {counted}", one, "messages/s"),
        measured(f"4 processes, {counted}", four, "messages/s"),
        ratio(
            f"4 against 1, {counted}",
            four,
            one,
            aim=f"at least {AIM}x",
            is_met=lambda value: value >= AIM,
        ),
    ]


async def sent(
    slack: str, messages: int, jobs: int, *, processes: int, per_workspace: int = PER_WORKSPACE
) -> float:
    """Return the messages a second of so many processes, counted from when all are due.

    Raises:
        RuntimeError: a message is missing, or came twice.
    """
    async with fresh_url("postgresql") as url, aiohttp.ClientSession() as session:
        await _filled(url, messages, per_workspace)
        await session.post(slack.removesuffix("/api/") + "/reset")
        began = SystemClock().now().timestamp()
        async with AsyncExitStack() as stack:
            for _ in range(processes):
                await stack.enter_async_context(_worker(url, slack, began, jobs))
            clock = FastClock(began_at=began, day_at=MORNING, speed=1.0)
            due_at = clock.now() + timedelta(seconds=2)
            await _set_due(url, due_at)
            took = await _all_came(session, slack, messages) - 2
        await _check(url, messages)
    return messages / took


async def _filled(url: str, messages: int, per_workspace: int) -> None:
    database = open_database(url)
    try:
        await migrate(database)
        await migrate_engine(url)
        await populate(database, count=messages, per_workspace=per_workspace)
        await make_due(database, MORNING + timedelta(hours=5))
    finally:
        await database.close()


async def _set_due(url: str, due_at: datetime) -> None:
    database = open_database(url)
    try:
        await make_due(database, due_at)
    finally:
        await database.close()


async def _all_came(session: aiohttp.ClientSession, slack: str, messages: int) -> float:
    """Wait until Slack has seen every message; return the seconds that took."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            async with session.get(slack.removesuffix("/api/") + "/stats") as answer:
                said = await answer.json(content_type=None)
            if said["most"] > 1:
                raise RuntimeError("somebody was written to twice")
            if said["calls"] >= messages:
                return loop.time() - began
            await asyncio.sleep(0.02)


async def _check(url: str, messages: int) -> None:
    database = open_database(url)
    try:
        found = await counts(database)
    finally:
        await database.close()
    if found != {"sent": messages}:
        raise RuntimeError(f"not every message was sent: {found}")


@asynccontextmanager
async def _worker(url: str, slack: str, began: float, jobs: int) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.workers",
        "--worker",
        url,
        slack,
        repr(began),
        str(jobs),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        if process.stdout is None or not await process.stdout.readline():
            raise RuntimeError("a worker did not start")
        yield
    finally:
        process.terminate()
        await process.wait()


async def work(url: str, slack: str, began: float, jobs: int) -> None:
    """Be a worker until told to end."""
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    clock = FastClock(began_at=began, day_at=MORNING, speed=1.0)
    database = open_database(url)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        session = await stack.enter_async_context(build_session())
        wire = build_wire(
            client=build_client(session, slack),
            token_of=_token_of,
            clock=clock,
            turns=Turns(database=database),
        )
        services = build_services(database=database, clock=clock, messenger=SlackMessenger(wire))
        queue = await stack.enter_async_context(
            distributed_queue(url, build_tasks(services), concurrency=jobs)
        )
        beats = Heartbeats(
            services=services, queue=queue, clock=clock, is_alive=_is_alive, more=queue.beats
        )
        queue.start()
        async with beating(beats):
            sys.stdout.write("up\n")
            sys.stdout.flush()
            await ended.wait()
        await queue.stop()


async def _token_of(_workspace: WorkspaceId) -> str:
    return "xoxb-benchmark"


async def _is_alive(_workspace: WorkspaceId) -> bool:
    return True


if __name__ == "__main__":
    uvloop.run(main())
