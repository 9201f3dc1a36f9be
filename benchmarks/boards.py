"""Server time of a board, one's own figures and the Home, in a workspace of ten thousand.

    python -m benchmarks.boards [--database sqlite|postgresql|both] [--members N]

Once with 9 and once with 90 days of history. Each figure is the median over many members.
"""

import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from random import Random

import uvloop

from benchmarks.databases import fresh
from benchmarks.figures import Figure, arguments, chosen, ratio, report, within
from benchmarks.people import JOINED_AT, analyse, member_at, populate, workspace_at
from benchmarks.standing import Agreeing, StandingClock
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.score import Tally
from bot.services import Services, build_services
from bot.storage import totals
from bot.storage.database import Database

HERE = workspace_at(0)
AIM_MS = 50
AIM_GROWTH = 1.3
HISTORIES = (9, 90)
ASKED_BY = 15
NOW = JOINED_AT + timedelta(hours=4)

Look = Callable[[Services, MemberId], Awaitable[object]]
KEPT = "board, kept for a minute"
LOOKS: dict[str, Look] = {
    "board, worked out anew": lambda services, member: services.leaderboards.mine(HERE, member),
    KEPT: lambda services, member: services.leaderboards.mine(HERE, member),
    "Home and stats": lambda services, member: services.profile.overview(HERE, member),
}


async def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--members", type=int, default=10_000)
    given = parser.parse_args()
    figures: list[Figure] = []
    for kind in chosen(given.database):
        figures += await measure(kind, given.members)
    report("boards", figures)


async def measure(kind: str, members: int) -> list[Figure]:
    """Measure every look with a short and with a long history."""
    found: dict[tuple[str, int], list[float]] = {}
    for days in HISTORIES:
        async with fresh(kind) as database:
            await populate(database, count=members, per_workspace=members)
            await remember(database, members, days)
            for name, look in LOOKS.items():
                found[name, days] = await timed(database, look, members, afresh=name != KEPT)
    figures: list[Figure] = []
    short, long = HISTORIES
    for name in LOOKS:
        figures += [
            within(
                f"{kind}: {name}, {days} days",
                found[name, days],
                "ms",
                limit=AIM_MS,
                aim=f"under {AIM_MS} ms",
            )
            for days in HISTORIES
        ]
        figures.append(
            ratio(
                f"{kind}: {name}, {long} days against {short}",
                sorted(found[name, long]),
                sorted(found[name, short]),
                aim=f"within {AIM_GROWTH}x",
                is_met=lambda value: value <= AIM_GROWTH,
            )
        )
    return figures


async def timed(database: Database, look: Look, members: int, *, afresh: bool) -> list[float]:
    """Return how many milliseconds a look takes for each of several members.

    Args:
        database: with a history.
        look: what somebody asks for.
        members: how many there are.
        afresh: whether nothing is known from the look before.
    """
    took = []
    services = _services(database)
    for number in range(ASKED_BY + 1):
        member = member_at(number * members // (ASKED_BY + 1))
        if afresh:
            services = _services(database)
        began = time.perf_counter()
        await look(services, member)
        took.append((time.perf_counter() - began) * 1000)
    return took[1:]


def _services(database: Database) -> Services:
    return build_services(database=database, clock=StandingClock(NOW), messenger=Agreeing())


async def remember(database: Database, members: int, days: int) -> None:
    """Give everybody counts for so many days up to today, work days or not."""
    rng = Random(7)  # noqa: S311 - chance, not secrecy
    today = NOW.date()
    for ago in range(days):
        async with database.write() as connection:
            await totals.add(connection, WorkspaceId(HERE), _counts(rng, members, today, ago))
    await analyse(database)


def _counts(rng: Random, members: int, today: date, ago: int) -> dict[tuple[MemberId, date], Tally]:
    day = today - timedelta(days=ago)
    counted = {}
    for number in range(members):
        asked = rng.randint(4, 16)
        counted[member_at(number), day] = Tally(asked=asked, completed=rng.randint(0, asked))
    return counted


if __name__ == "__main__":
    uvloop.run(main())
