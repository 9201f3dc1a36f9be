"""Queries about workspaces."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import WorkspaceId
from bot.storage.tables import installations, workspaces
from bot.storage.upsert import insert_into


async def add(connection: AsyncConnection, workspace: WorkspaceId, *, at: datetime) -> bool:
    """Let a workspace in, for the first time or again; tell whether nothing was known of it.

    What was said of its leaving, and of its token, is taken back.
    """
    insert = insert_into(connection, workspaces).values(workspace_id=workspace, admitted_at=at)
    added = await connection.execute(
        insert.on_conflict_do_nothing().returning(workspaces.c.workspace_id)
    )
    if added.first() is not None:
        return True
    # One statement, since a purge may just be removing the row.
    await connection.execute(
        insert.on_conflict_do_update(
            index_elements=["workspace_id"],
            set_={"revoked_at": None, "removed_at": None, "admitted_at": at},
        )
    )
    return False


async def set_pause(
    connection: AsyncConnection, workspace: WorkspaceId, *, until: datetime | None
) -> None:
    """Nudge nobody in a workspace until an instant, or anybody again."""
    await connection.execute(
        update(workspaces).where(workspaces.c.workspace_id == workspace).values(paused_until=until)
    )


async def mark_removed(
    connection: AsyncConnection, workspace: WorkspaceId, *, at: datetime, before: datetime | None
) -> bool:
    """Note that a workspace has left, if it was admitted before an instant; tell whether it has."""
    leaving = update(workspaces).where(
        workspaces.c.workspace_id == workspace, workspaces.c.removed_at.is_(None)
    )
    if before is not None:
        leaving = leaving.where(workspaces.c.admitted_at < before)
    return (await connection.execute(leaving.values(removed_at=at))).rowcount > 0


async def list_removed(
    connection: AsyncConnection, *, before: datetime, limit: int
) -> list[WorkspaceId]:
    """Lock and return workspaces that left before an instant, the first to leave first.

    None of them comes back before the transaction ends; those that another one has are not told.
    """
    rows = await connection.scalars(
        select(workspaces.c.workspace_id)
        .where(workspaces.c.removed_at < before)
        .order_by(workspaces.c.removed_at)
        .limit(limit)
        .with_for_update(key_share=True, skip_locked=True)
    )
    return [WorkspaceId(row) for row in rows]


async def remove(connection: AsyncConnection, workspace: WorkspaceId) -> bool:
    """Remove a workspace that has left, with all that still belongs to it.

    Returns whether it was there, and had not come back.
    """
    removal = delete(workspaces).where(
        workspaces.c.workspace_id == workspace, workspaces.c.removed_at.is_not(None)
    )
    return (await connection.execute(removal)).rowcount > 0


async def list_revoked(connection: AsyncConnection) -> list[WorkspaceId]:
    """Return the workspaces whose token Slack no longer takes, and which have not left."""
    rows = await connection.scalars(
        select(workspaces.c.workspace_id).where(
            workspaces.c.revoked_at.is_not(None), workspaces.c.removed_at.is_(None)
        )
    )
    return [WorkspaceId(row) for row in rows]


async def list_refused(connection: AsyncConnection, *, since: datetime) -> list[WorkspaceId]:
    """Return installed workspaces whose token Slack has not taken since an instant or longer."""
    rows = await connection.scalars(
        select(workspaces.c.workspace_id)
        .join(installations, installations.c.workspace_id == workspaces.c.workspace_id)
        .where(workspaces.c.revoked_at <= since, workspaces.c.removed_at.is_(None))
    )
    return [WorkspaceId(row) for row in rows]


async def is_known(connection: AsyncConnection, workspace: WorkspaceId) -> bool:
    """Tell whether a workspace was let in and has not left."""
    found = await connection.scalar(
        select(workspaces.c.workspace_id).where(
            workspaces.c.workspace_id == workspace, workspaces.c.removed_at.is_(None)
        )
    )
    return found is not None


async def is_served(connection: AsyncConnection, workspace: WorkspaceId) -> bool:
    """Tell whether a workspace is here and Slack takes its token."""
    found = await connection.scalar(
        select(workspaces.c.workspace_id).where(
            workspaces.c.workspace_id == workspace,
            workspaces.c.revoked_at.is_(None),
            workspaces.c.removed_at.is_(None),
        )
    )
    return found is not None


async def mark_revoked(
    connection: AsyncConnection, workspace: WorkspaceId, *, at: datetime
) -> None:
    """Note that Slack no longer takes this workspace's token, and since when."""
    await connection.execute(
        update(workspaces)
        .where(workspaces.c.workspace_id == workspace, workspaces.c.revoked_at.is_(None))
        .values(revoked_at=at)
    )


async def mark_alive(connection: AsyncConnection, workspace: WorkspaceId, *, at: datetime) -> None:
    """Note that Slack takes the token of a workspace, if it has not left."""
    await connection.execute(
        update(workspaces)
        .where(workspaces.c.workspace_id == workspace, workspaces.c.removed_at.is_(None))
        .values(revoked_at=None, admitted_at=at)
    )
