"""From `unsit run` to the first request answered, with a million members in the database.

python -m benchmarks.startup [--database sqlite|postgresql|both] [--members N]
"""

import asyncio
import os
import socket
import sys
import time

import aiohttp
import uvloop

from benchmarks import stub
from benchmarks.databases import fresh_url
from benchmarks.figures import Figure, arguments, chosen, report, within
from benchmarks.people import populate
from bot.storage.database import open_database
from bot.storage.migrations import migrate

AIM_SECONDS = 2
PER_WORKSPACE = 100
PATIENCE_SECONDS = 60


async def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--members", type=int, default=1_000_000)
    given = parser.parse_args()
    figures: list[Figure] = []
    async with stub.running() as slack:
        for kind in chosen(given.database):
            async with fresh_url(kind) as url:
                database = open_database(url)
                await migrate(database)
                await populate(database, count=given.members, per_workspace=PER_WORKSPACE)
                await database.close()
                await started(url, slack)
                took = [await started(url, slack) for _ in range(given.rounds)]
                figures.append(
                    within(
                        f"{kind}: {given.members:,} members",
                        took,
                        "s",
                        limit=AIM_SECONDS,
                        aim=f"under {AIM_SECONDS} s",
                    )
                )
    report("startup", figures)


async def started(url: str, slack: str) -> float:
    """Return the seconds until a process says that it is ready."""
    port = _free_port()
    given = {
        "SLACK_BOT_TOKEN": "xoxb-benchmark",
        "SLACK_SIGNING_SECRET": "0123456789abcdef",
        "SLACK_API_URL": slack,
        "DATABASE_URL": url,
        "PORT": str(port),
        "LOG_LEVEL": "ERROR",
    }
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        env={**os.environ, **given},  # noqa: TID251 - what a shell would pass on
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), aiohttp.ClientSession() as session:
            address = f"http://127.0.0.1:{port}/readyz"
            while not await _is_ready(session, address):  # noqa: ASYNC110 - another process's port
                await asyncio.sleep(0.005)
        return time.perf_counter() - began
    finally:
        process.terminate()
        await process.wait()


async def _is_ready(session: aiohttp.ClientSession, address: str) -> bool:
    try:
        async with session.get(address) as answer:
            return answer.ok
    except aiohttp.ClientConnectionError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    uvloop.run(main())
