"""Daily counts by member, kept in step with nudges and completions by whoever writes those."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.leaderboard import Period
from bot.domain.score import Tally
from bot.storage.tables import daily_totals
from bot.storage.upsert import insert_into

DayOfMember = tuple[MemberId, date]


async def add(
    connection: AsyncConnection, workspace: WorkspaceId, added: Mapping[DayOfMember, Tally]
) -> None:
    """Add counts to the totals of members' days; counts may be negative."""
    if not added:
        return
    insert = insert_into(connection, daily_totals)
    counts = ("asked", "completed", "logged")
    await connection.execute(
        insert.on_conflict_do_update(
            index_elements=["workspace_id", "member_id", "day"],
            set_={name: daily_totals.c[name] + insert.excluded[name] for name in counts},
        ),
        [
            {
                "workspace_id": workspace,
                "day": day,
                "member_id": member,
                "asked": tally.asked,
                "completed": tally.completed,
                "logged": tally.logged,
            }
            for (member, day), tally in sorted(added.items())
        ],
    )


async def by_member(
    connection: AsyncConnection, workspace: WorkspaceId, period: Period
) -> dict[MemberId, Tally]:
    """Return each member's counts over a period."""
    # Grouped by the bare column, SQLite would walk through all days of everybody in its order.
    member_id = daily_totals.c.member_id + ""
    rows = await connection.execute(
        select(
            member_id.label("member_id"),
            func.sum(daily_totals.c.asked).label("asked"),
            func.sum(daily_totals.c.completed).label("completed"),
            func.sum(daily_totals.c.logged).label("logged"),
        )
        .where(
            daily_totals.c.workspace_id == workspace,
            daily_totals.c.day.between(period.first, period.last),
        )
        .group_by(member_id)
    )
    return {
        MemberId(row.member_id): Tally(asked=row.asked, completed=row.completed, logged=row.logged)
        for row in rows
    }


async def by_day(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId, period: Period
) -> dict[date, Tally]:
    """Return a member's counts for each day of a period that has any."""
    rows = await connection.execute(
        select(daily_totals).where(
            daily_totals.c.workspace_id == workspace,
            daily_totals.c.member_id == member,
            daily_totals.c.day.between(period.first, period.last),
        )
    )
    return {
        row.day: Tally(asked=row.asked, completed=row.completed, logged=row.logged) for row in rows
    }
