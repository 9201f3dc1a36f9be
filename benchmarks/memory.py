"""Memory of one process with a thousand and with a million members in its database.

    python -m benchmarks.memory [--database sqlite|postgresql|both] [--members N]

Each process ticks, delivers a thousand nudges and looks at a board,
then says how much memory it holds.
"""

import asyncio
import re
import sys
from datetime import timedelta
from pathlib import Path

import uvloop

from benchmarks import stub
from benchmarks.databases import fresh_url
from benchmarks.figures import Figure, arguments, chosen, ratio, report, within
from benchmarks.people import (
    JOINED_AT,
    make_due,
    member_at,
    populate,
    workspace_at,
)
from benchmarks.standing import StandingClock
from bot.domain.ids import WorkspaceId
from bot.engine.inline import InlineQueue
from bot.engine.tasks import DELIVER, build_tasks
from bot.services import build_services
from bot.slack.client import build_client, build_session
from bot.slack.messenger import SlackMessenger
from bot.slack.wire import build_wire
from bot.storage.database import open_database
from bot.storage.migrations import migrate

FEW = 1_000
DUE = 1_000
PER_WORKSPACE = 20
AIM_MB = 200
AIM_GROWTH = 1.2
MORNING = JOINED_AT + timedelta(hours=2)
NOW = MORNING + timedelta(seconds=1)


async def main() -> None:
    """Measure and report, or be the process that is measured."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--members", type=int, default=1_000_000, help="of the larger database")
    parser.add_argument("--measured", nargs=2, metavar=("URL", "SLACK"), help="be measured")
    given = parser.parse_args()
    if given.measured:
        await work(*given.measured)
        return
    figures: list[Figure] = []
    async with stub.running() as slack:
        for kind in chosen(given.database):
            few = await resident(kind, FEW, slack, given.rounds)
            many = await resident(kind, given.members, slack, given.rounds)
            figures += [
                within(
                    f"{kind}: {count:,} members",
                    megabytes,
                    "MB",
                    limit=AIM_MB,
                    aim=f"under {AIM_MB} MB",
                )
                for count, megabytes in ((FEW, few), (given.members, many))
            ]
            figures.append(
                ratio(
                    f"{kind}: {given.members:,} against {FEW:,}",
                    many,
                    few,
                    aim=f"within {AIM_GROWTH}x",
                    is_met=lambda value: value <= AIM_GROWTH,
                )
            )
    report("memory", figures)


async def resident(kind: str, members: int, slack: str, rounds: int) -> list[float]:
    """Return the megabytes that a process holds after its work, once for each round."""
    held = []
    async with fresh_url(kind) as url:
        database = open_database(url)
        await migrate(database)
        await populate(
            database,
            count=members,
            per_workspace=PER_WORKSPACE,
            due_at=MORNING + timedelta(hours=5),
        )
        for number in range(rounds):
            await make_due(
                database,
                MORNING + timedelta(seconds=number),
                where=f"member_id < '{member_at(DUE)}'",
            )
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "benchmarks.memory",
                "--measured",
                url,
                slack,
                stdout=asyncio.subprocess.PIPE,
            )
            said, _ = await process.communicate()
            held.append(float(said))
        await database.close()
    return held


async def work(url: str, slack: str) -> None:
    """Do a process's work, and say how many megabytes it holds."""
    database = open_database(url)
    clock = StandingClock(NOW + timedelta(seconds=10))
    async with build_session() as session:
        wire = build_wire(client=build_client(session, slack), token_of=_token_of, clock=clock)
        services = build_services(database=database, clock=clock, messenger=SlackMessenger(wire))
        queue = InlineQueue(build_tasks(services))
        queue.start()
        for workspace in await services.nudging.list_due_workspaces():
            await queue.enqueue(DELIVER, workspace, NOW)
        await queue.join()
        await services.leaderboards.mine(workspace_at(0), member_at(0))
        await queue.stop()
    await database.close()
    sys.stdout.write(str(_held()))


def _held() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    if found is None:
        raise RuntimeError("this system does not say how much memory a process holds")
    return int(found[1]) / 1024


async def _token_of(_workspace: WorkspaceId) -> str:
    return "xoxb-benchmark"


if __name__ == "__main__":
    uvloop.run(main())
