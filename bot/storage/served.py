"""The question of every tick: in which served workspaces is there something to do?"""

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import WorkspaceId
from bot.storage.tables import workspaces


async def list_served_with(
    connection: AsyncConnection, *of_row: ColumnElement[bool]
) -> list[WorkspaceId]:
    """Return the served workspaces that have a row of some table.

    It looks once into the table's index for each workspace, whatever the table has grown to.

    Args:
        connection: the transaction.
        of_row: what the row is like, its workspace first.
    """
    rows = await connection.scalars(
        select(workspaces.c.workspace_id).where(
            workspaces.c.revoked_at.is_(None), exists().where(*of_row)
        )
    )
    return [WorkspaceId(row) for row in rows]
