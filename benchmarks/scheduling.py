"""What it costs to claim, decide and plan again, beside APScheduler with a job for each member.

    python -m benchmarks.scheduling [--database sqlite|postgresql|both] [--members N]

The rival's jobs do nothing; all are due at once. Ours are claimed in batches and "sent" to a
messenger that agrees at once. CPU is this process's own.
"""

import asyncio
import time
from datetime import UTC, timedelta
from threading import Event

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import Engine, create_engine, event

from benchmarks.databases import fresh, fresh_url
from benchmarks.figures import Figure, arguments, chosen, measured, ratio, report
from benchmarks.people import JOINED_AT, make_due, populate, workspace_at
from benchmarks.standing import Agreeing, StandingClock
from bot.clock import SystemClock
from bot.services import build_services

AIM = {"sqlite": 0.1, "postgresql": 0.05}
PER_WORKSPACE = 1_000
MORNING = JOINED_AT + timedelta(hours=2)

_fired = 0
_all_fired = Event()


def do_nothing(wanted: int) -> None:
    """Be a job; the last of all says so."""
    global _fired  # noqa: PLW0603 - a job store finds jobs by name, so that they share no object
    _fired += 1
    if _fired == wanted:
        _all_fired.set()


async def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--members", type=int, default=10_000)
    chosen_by_user = parser.parse_args()
    figures: list[Figure] = []
    for database in chosen(chosen_by_user.database):
        figures += await measure(database, chosen_by_user.members, chosen_by_user.rounds)
    report("scheduling", figures)


async def measure(database: str, members: int, rounds: int) -> list[Figure]:
    """Take pairs of runs, ours and then the rival's."""
    claims, whole, rivals = [], [], []
    for _ in range(rounds):
        claim, all_of_it = await ours(database, members)
        claims.append(claim)
        whole.append(all_of_it)
        rivals.append(await rival(database, members))
    aim = AIM[database]
    return [
        measured(f"{database}: APScheduler, a job for each member", rivals, "us CPU per job"),
        measured(f"{database}: claim, decide, plan again", claims, "us CPU per nudge"),
        measured(f"{database}: the same with recording", whole, "us CPU per nudge"),
        ratio(
            f"{database}: claim against the rival",
            claims,
            rivals,
            aim=f"at most {aim}x",
            is_met=lambda value: value <= aim,
        ),
    ]


async def ours(kind: str, members: int) -> tuple[float, float]:
    """Return the microseconds of CPU per claimed nudge, and per nudge claimed and recorded."""
    async with fresh(kind) as database:
        await populate(database, count=members, per_workspace=PER_WORKSPACE)
        await make_due(database, MORNING)
        messenger = Agreeing()
        clock = StandingClock(MORNING + timedelta(seconds=1))
        nudging = build_services(database=database, clock=clock, messenger=messenger).nudging
        claiming = 0.0
        begun = time.process_time()
        for number in range(members // PER_WORKSPACE):
            workspace = workspace_at(number)
            more = True
            while more:
                messenger.begin()
                began = time.process_time()
                more = await nudging.deliver_due(workspace)
                claiming += (messenger.claimed_at or time.process_time()) - began
        spent = time.process_time() - begun
    if messenger.sent != members:
        raise RuntimeError(f"{messenger.sent} of {members} nudges were sent")
    return claiming / members * 1e6, spent / members * 1e6


async def rival(kind: str, members: int) -> float:
    """Return the microseconds of CPU per job of APScheduler with SQLAlchemyJobStore."""
    async with fresh_url(kind) as url:
        return await asyncio.to_thread(_run_jobs, url.replace("+aiosqlite", ""), members)


def _run_jobs(url: str, members: int) -> float:
    global _fired  # noqa: PLW0603 - as above
    _fired = 0
    _all_fired.clear()
    engine = create_engine(url)
    _tune(engine)
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=engine)},
        timezone=UTC,
        job_defaults={"misfire_grace_time": None, "coalesce": True},
    )
    scheduler.start(paused=True)
    due = SystemClock().now() - timedelta(seconds=1)
    for number in range(members):
        trigger = IntervalTrigger(minutes=30, timezone=UTC)
        scheduler.add_job(
            do_nothing, trigger, args=[members], id=f"U{number:08}", next_run_time=due
        )
    began = time.process_time()
    scheduler.resume()
    _all_fired.wait()
    spent = time.process_time() - began
    scheduler.shutdown()
    engine.dispose()
    return spent / members * 1e6


def _tune(engine: Engine) -> None:
    """Give the rival the same pragmas: it is a good deal slower without them."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def on_connect(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's own
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.close()


if __name__ == "__main__":
    asyncio.run(main())
