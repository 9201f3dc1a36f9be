"""Queries about the public holidays that a workspace has for whoever chose none themselves."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.holiday import NO_CALENDAR
from bot.domain.ids import WorkspaceId
from bot.storage.tables import members, policies
from bot.storage.upsert import insert_into


async def find(connection: AsyncConnection, workspace: WorkspaceId, *, lock: bool = False) -> str:
    """Return a workspace's calendar, which has no holidays until an admin chooses one.

    `lock` keeps another one from being chosen until the transaction ends.
    """
    query = select(policies.c.calendar).where(policies.c.workspace_id == workspace)
    chosen: str | None = await connection.scalar(
        query.with_for_update(read=True) if lock else query
    )
    return NO_CALENDAR if chosen is None else chosen


async def save(connection: AsyncConnection, workspace: WorkspaceId, calendar: str) -> None:
    """Write a workspace's calendar, and give it to all members who follow it."""
    insert = insert_into(connection, policies).values(workspace_id=workspace, calendar=calendar)
    await connection.execute(
        insert.on_conflict_do_update(
            index_elements=["workspace_id"], set_={"calendar": insert.excluded.calendar}
        )
    )
    followers = (
        members.c.workspace_id == workspace,
        members.c.calendar_is_own.is_(False),
        members.c.calendar != calendar,
    )
    # All who write about several members lock them in one order, lest two wait for each other.
    in_order = select(members.c.member_id).where(*followers).order_by(members.c.member_id)
    await connection.execute(in_order.with_for_update(key_share=True))
    await connection.execute(update(members).where(*followers).values(calendar=calendar))
