"""Fills a database with members, by the thousand, as the rules make them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import BoardName, Settings
from bot.domain.plan import DEFAULT_PLAN, Plan
from bot.domain.planning import join
from bot.domain.work_hours import DEFAULT_HOURS
from bot.storage import members, workspaces
from bot.storage.database import Database

JOINED_AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""A Monday, an hour before the default hours begin in London."""

PROTOTYPES = 200
_HALL = WorkspaceId("TPROTOTYPES")

_SERIES = (
    "WITH RECURSIVE series(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM series WHERE i < :last)"
)

_COPIED = (
    "opt_in, zone, hours, plan, board_name, alias, joined_at, paused_until, stand_anchor_at, "
    "squeeze_anchor_at, walk_anchor_at, selfcare_anchor_at, last_nudge_at, recent_nudges, "
    "snoozed_until, snoozed_kinds, next_due_at, next_kinds, nudges"
)


def workspace_at(number: int) -> WorkspaceId:
    """Return the id of the workspace with a number, counted from 0."""
    return WorkspaceId(f"T{number:06}")


def member_at(number: int) -> MemberId:
    """Return the id of the member with a number, counted from 0 over all workspaces."""
    return MemberId(f"U{number:08}")


async def populate(
    database: Database,
    *,
    count: int,
    per_workspace: int,
    plan: Plan = DEFAULT_PLAN,
    zones: tuple[str, ...] = ("Europe/London",),
    due_at: datetime | None = None,
) -> None:
    """Let `count` members join, so many in each workspace, and copy them within the database.

    Args:
        database: migrated, and without any members.
        count: how many; a multiple of `per_workspace`.
        per_workspace: how many share a workspace.
        plan: everybody's plan.
        zones: their zones, in turn.
        due_at: when everybody's next slot is; by default whenever the plan wants it.
    """
    await _join_prototypes(database, plan, zones)
    async with database.write() as connection:
        for number in range(count // per_workspace):
            await workspaces.add(connection, workspace_at(number), at=JOINED_AT)
        number_of = "substr('00000000' || CAST(i AS VARCHAR), -8)"
        team_of = f"substr('000000' || CAST(i / {per_workspace} AS VARCHAR), -6)"
        if connection.dialect.name == "postgresql":
            number_of, team_of = (
                "lpad(i::text, 8, '0')",
                f"lpad((i / {per_workspace})::text, 6, '0')",
            )
        await connection.execute(
            text(
                f"{_SERIES} INSERT INTO members (workspace_id, member_id, {_COPIED}) "  # noqa: S608 - nothing in it comes from outside
                f"SELECT 'T' || {team_of}, 'U' || {number_of}, {_COPIED} "
                "FROM series JOIN members ON members.workspace_id = :hall "
                f"AND members.member_id = 'P' || CAST(i % {PROTOTYPES} AS VARCHAR)"
            ),
            {"last": count - 1, "hall": _HALL},
        )
        await connection.execute(
            text("DELETE FROM workspaces WHERE workspace_id = :hall"), {"hall": _HALL}
        )
    if due_at is not None:
        await make_due(database, due_at)
    await analyse(database)


async def make_due(database: Database, at: datetime, *, where: str = "1 = 1") -> None:
    """Move everybody's next slot to an instant."""
    async with database.write() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        await connection.execute(
            text(f"UPDATE members SET next_due_at = :at WHERE {where}"),  # noqa: S608 - nothing in it comes from outside
            {"at": at.replace(tzinfo=None).isoformat(sep=" ") + ".000000" if is_sqlite else at},
        )


async def analyse(database: Database) -> None:
    """Let the database look at what it holds, as it does by itself in time."""
    async with database.write() as connection:
        await connection.execute(text("ANALYZE"))


async def _join_prototypes(database: Database, plan: Plan, zones: tuple[str, ...]) -> None:
    async with database.write() as connection:
        await workspaces.add(connection, _HALL, at=JOINED_AT)
        for number in range(PROTOTYPES):
            settings = Settings(
                zone=zones[number % len(zones)],
                hours=DEFAULT_HOURS,
                plan=plan,
                board_name=BoardName.SHOWN if number % 2 else BoardName.HIDDEN,
            )
            member = join(
                None,
                workspace=_HALL,
                member=MemberId(f"P{number}"),
                settings=settings,
                now=JOINED_AT,
            )
            await members.save(connection, member)


async def counts(database: Database) -> Mapping[str, int]:
    """Return how many nudges there are of each delivery."""
    async with database.read() as connection:
        rows = await connection.execute(
            text("SELECT delivery, count(*) AS n FROM nudges GROUP BY delivery")
        )
        return {row.delivery: row.n for row in rows}


def minutes(count: float) -> timedelta:
    """Return so many minutes."""
    return timedelta(minutes=count)
