"""A tick with nothing due: ten thousand members beside a million.

python -m benchmarks.ticks [--database sqlite|postgresql|both] [--members N]
"""

import time
from datetime import timedelta

import uvloop

from benchmarks.databases import fresh
from benchmarks.figures import Figure, arguments, chosen, ratio, report, within
from benchmarks.people import JOINED_AT, populate
from benchmarks.standing import Agreeing, StandingClock
from bot.services import Services, build_services

FEW = 10_000
PER_WORKSPACE = 100
TICKS = 300
AIM_MS = 2
AIM_GROWTH = 1.5
EARLY = JOINED_AT + timedelta(minutes=5)
"""Nobody is asked anything in the first minutes."""


async def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--members", type=int, default=1_000_000, help="of the larger database")
    given = parser.parse_args()
    figures: list[Figure] = []
    for kind in chosen(given.database):
        few = await idle(kind, FEW, given.rounds)
        many = await idle(kind, given.members, given.rounds)
        aim = f"under {AIM_MS} ms"
        figures += [
            within(f"{kind}: {FEW:,} members", few, "ms", limit=AIM_MS, aim=aim),
            within(f"{kind}: {given.members:,} members", many, "ms", limit=AIM_MS, aim=aim),
            ratio(
                f"{kind}: {given.members:,} against {FEW:,}",
                many,
                few,
                aim=f"within {AIM_GROWTH}x",
                is_met=lambda value: value <= AIM_GROWTH,
            ),
        ]
    report("ticks", figures)


async def idle(kind: str, members: int, rounds: int) -> list[float]:
    """Return the milliseconds of a tick, as the mean over each round of them."""
    async with fresh(kind) as database:
        await populate(database, count=members, per_workspace=PER_WORKSPACE)
        services = build_services(
            database=database, clock=StandingClock(EARLY), messenger=Agreeing()
        )
        await _tick(services)
        took = []
        for _ in range(rounds):
            began = time.perf_counter()
            for _ in range(TICKS):
                await _tick(services)
            took.append((time.perf_counter() - began) / TICKS * 1000)
    return took


async def _tick(services: Services) -> None:
    due = [
        *await services.nudging.list_due_workspaces(),
        *await services.leaderboards.list_due_workspaces(),
    ]
    if due:
        raise RuntimeError(f"{len(due)} workspaces are due")


if __name__ == "__main__":
    uvloop.run(main())
