"""How late nudges are under Slack's real limits: a thousand members of one workspace.

    python -m benchmarks.lateness [--database sqlite|postgresql|both] [--minutes N] [--speed N]

Everybody has the Standard plan and the same hours. The sandbox enforces Slack's limits; its clock
runs faster than the machine's, so that whatever the machine takes counts that many times over.
"""

from contextlib import AsyncExitStack
from datetime import timedelta

import uvloop
from sqlalchemy import select

from benchmarks.databases import fresh
from benchmarks.figures import Figure, arguments, chosen, measured, report, within
from benchmarks.people import JOINED_AT
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Settings
from bot.domain.plan import DEFAULT_PLAN
from bot.domain.planning import join
from bot.domain.work_hours import DEFAULT_HOURS
from bot.engine.inline import InlineQueue
from bot.engine.tasks import DELIVER, build_tasks
from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace
from bot.services import build_services
from bot.slack.client import build_client, build_session
from bot.slack.messenger import SlackMessenger
from bot.slack.wire import build_wire
from bot.storage import members, workspaces
from bot.storage.database import Database
from bot.storage.tables import nudges

AIM_SECONDS = 15
MEMBERS = 1_000
WORK_BEGINS = JOINED_AT + timedelta(hours=1)
TICK_SECONDS = 1.0


async def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--minutes", type=float, default=90, help="of the work day")
    parser.add_argument("--speed", type=float, default=30, help="of the clock")
    given = parser.parse_args()
    figures: list[Figure] = []
    for kind in chosen(given.database):
        figures += await measure(kind, timedelta(minutes=given.minutes), given.speed)
    report("lateness", figures)


async def measure(kind: str, how_long: timedelta, speed: float) -> list[Figure]:
    """Let part of a work day pass, and look at how late its nudges were."""
    async with fresh(kind) as database, AsyncExitStack() as stack:
        clock = SandboxClock(WORK_BEGINS)
        sandbox = await stack.enter_async_context(Sandbox(clock=clock))
        team = sandbox.add_workspace(name="Acme")
        here = await _joined(database, team)
        session = await stack.enter_async_context(build_session())

        async def token_of(_workspace: WorkspaceId) -> str:
            return team.bot_token

        wire = build_wire(
            client=build_client(session, sandbox.api_url), token_of=token_of, clock=clock
        )
        services = build_services(database=database, clock=clock, messenger=SlackMessenger(wire))
        queue = InlineQueue(build_tasks(services))
        queue.start()
        clock.speed = speed
        end = clock.now() + how_long
        while clock.now() < end:
            await queue.enqueue(DELIVER, here, clock.now())
            await clock.sleep(TICK_SECONDS)
        await queue.join()
        await queue.stop()
        refused = sum(call.outcome == "ratelimited" for call in sandbox.calls)
        late = await lateness(database)
    return [
        measured(f"{kind}: nudges in {how_long}", [float(len(late))], "nudges"),
        measured(f"{kind}: p50", [late[len(late) // 2]], "s"),
        within(
            f"{kind}: p99",
            [late[int(len(late) * 0.99)]],
            "s",
            limit=AIM_SECONDS,
            aim=f"under {AIM_SECONDS} s",
        ),
        within(f"{kind}: calls refused by Slack", [float(refused)], "calls", limit=0, aim="none"),
    ]


async def lateness(database: Database) -> list[float]:
    """Return how many seconds after its slot each nudge was posted, the most punctual first."""
    async with database.read() as connection:
        rows = await connection.execute(
            select(nudges.c.due_at, nudges.c.sent_at).where(nudges.c.sent_at.is_not(None))
        )
        return sorted((row.sent_at - row.due_at).total_seconds() for row in rows)


async def _joined(database: Database, team: Workspace) -> WorkspaceId:
    """Let a thousand people of a workspace join, an hour before their work begins."""
    workspace = WorkspaceId(team.id)
    settings = Settings(zone="Europe/London", hours=DEFAULT_HOURS, plan=DEFAULT_PLAN)
    async with database.write() as connection:
        await workspaces.add(connection, workspace, at=JOINED_AT)
        for number in range(MEMBERS):
            person = team.add_person(name=f"Member {number}", tz="Europe/London")
            member = join(
                None,
                workspace=workspace,
                member=MemberId(person.id),
                settings=settings,
                now=JOINED_AT,
            )
            await members.save(connection, member)
    return workspace


if __name__ == "__main__":
    uvloop.run(main())
