"""Queries about how far a workspace is set up, and how all in it do together."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import distinct, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import WorkspaceId
from bot.domain.leaderboard import Period
from bot.domain.score import Tally
from bot.storage.ranking import OPTED_IN
from bot.storage.tables import boards, daily_totals, members, own_exercises, policies, workspaces


class Counts(NamedTuple):
    """What is set up; `calendar` and `statuses` are empty where nobody decided anything."""

    paused_until: datetime | None
    calendar: str
    statuses: str
    members: int
    boards: int
    exercises: int


async def count(connection: AsyncConnection, workspace: WorkspaceId) -> Counts:
    """Count what is set up in a workspace."""
    of_workspace = workspaces.c.workspace_id
    counts = [
        select(func.count())
        .select_from(table)
        .where(table.c.workspace_id == of_workspace, *conditions)
        .scalar_subquery()
        for table, conditions in ((members, (OPTED_IN,)), (boards, ()), (own_exercises, ()))
    ]
    found = await connection.execute(
        select(
            workspaces.c.paused_until,
            func.coalesce(policies.c.calendar, ""),
            func.coalesce(policies.c.statuses, ""),
            *counts,
        )
        .outerjoin(policies, policies.c.workspace_id == of_workspace)
        .where(of_workspace == workspace)
    )
    row = found.one_or_none()
    return Counts(None, "", "", 0, 0, 0) if row is None else Counts(*row)


async def total(
    connection: AsyncConnection, workspace: WorkspaceId, period: Period
) -> tuple[int, Tally]:
    """Return how many are on record for a period, and their counts together."""
    counts = daily_totals.c
    row = (
        await connection.execute(
            select(
                func.count(distinct(counts.member_id)),
                func.coalesce(func.sum(counts.asked), 0),
                func.coalesce(func.sum(counts.completed), 0),
                func.coalesce(func.sum(counts.logged), 0),
            ).where(
                counts.workspace_id == workspace,
                counts.day.between(period.first, period.last),
            )
        )
    ).one()
    people, asked, completed, logged = row
    return people, Tally(asked=asked, completed=completed, logged=logged)
