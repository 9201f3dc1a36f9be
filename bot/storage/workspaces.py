"""Queries about workspaces."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import WorkspaceId
from bot.storage.tables import workspaces
from bot.storage.upsert import insert_into


async def add(connection: AsyncConnection, workspace: WorkspaceId, *, at: datetime) -> None:
    """Add a workspace, or take back that its token was revoked."""
    await connection.execute(
        insert_into(connection, workspaces)
        .values(workspace_id=workspace, admitted_at=at)
        .on_conflict_do_update(
            index_elements=["workspace_id"], set_={"revoked_at": None, "admitted_at": at}
        )
    )


async def remove(
    connection: AsyncConnection, workspace: WorkspaceId, *, before: datetime | None
) -> bool:
    """Remove a workspace, if admitted before an instant, with all that belongs to it.

    Returns whether it was there.
    """
    removal = delete(workspaces).where(workspaces.c.workspace_id == workspace)
    if before is not None:
        removal = removal.where(workspaces.c.admitted_at < before)
    return (await connection.execute(removal)).rowcount > 0


async def list_revoked(connection: AsyncConnection) -> list[WorkspaceId]:
    """Return the workspaces whose token Slack no longer takes."""
    rows = await connection.scalars(
        select(workspaces.c.workspace_id).where(workspaces.c.revoked_at.is_not(None))
    )
    return [WorkspaceId(row) for row in rows]


async def is_known(connection: AsyncConnection, workspace: WorkspaceId) -> bool:
    """Tell whether a workspace is installed."""
    found = await connection.scalar(
        select(workspaces.c.workspace_id).where(workspaces.c.workspace_id == workspace)
    )
    return found is not None


async def is_served(connection: AsyncConnection, workspace: WorkspaceId) -> bool:
    """Tell whether a workspace is installed and Slack takes its token."""
    found = await connection.scalar(
        select(workspaces.c.workspace_id).where(
            workspaces.c.workspace_id == workspace, workspaces.c.revoked_at.is_(None)
        )
    )
    return found is not None


async def mark_revoked(
    connection: AsyncConnection, workspace: WorkspaceId, *, at: datetime
) -> None:
    """Note that Slack no longer takes this workspace's token."""
    await connection.execute(
        update(workspaces).where(workspaces.c.workspace_id == workspace).values(revoked_at=at)
    )
