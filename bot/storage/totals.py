"""Daily counts by member, kept in step with nudges and completions by whoever writes those."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.leaderboard import Period
from bot.domain.score import Tally
from bot.storage.many import upsert_of
from bot.storage.raw import write_many
from bot.storage.tables import daily_totals

DayOfMember = tuple[MemberId, date]
_COUNTS = ("asked", "completed", "logged")
_ADD = upsert_of(
    daily_totals, columns=("workspace_id", "member_id", "day", *_COUNTS), adding=_COUNTS
)


def add_all(
    connection: Connection, added: Mapping[tuple[WorkspaceId, MemberId, date], Tally]
) -> None:
    """Add counts to the totals of days of members in any workspaces; counts may be negative."""
    rows = [
        (workspace, member, day.isoformat(), tally.asked, tally.completed, tally.logged)
        for (workspace, member, day), tally in sorted(added.items())
    ]
    write_many(connection, _ADD, rows)


async def add(
    connection: AsyncConnection, workspace: WorkspaceId, added: Mapping[DayOfMember, Tally]
) -> None:
    """Add counts to the totals of members' days; counts may be negative."""
    if added:
        everywhere = {(workspace, *key): tally for key, tally in added.items()}
        await connection.run_sync(add_all, everywhere)


async def by_day(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId, period: Period
) -> dict[date, Tally]:
    """Return a member's counts for each day of a period that has any."""
    counts = daily_totals.c
    rows = await connection.execute(
        select(counts.day, counts.asked, counts.completed, counts.logged).where(
            counts.workspace_id == workspace,
            counts.member_id == member,
            counts.day.between(period.first, period.last),
        )
    )
    return {
        day: Tally(asked=asked, completed=completed, logged=logged)
        for day, asked, completed, logged in rows
    }
