"""Queries about single members."""

from sqlalchemy import Connection, delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.storage.many import upsert_of
from bot.storage.member_rows import ALL, COLUMNS, KEY, read_member, whole_row
from bot.storage.raw import fetch, instants, query, write_many
from bot.storage.tables import members

_FIND = f"SELECT {', '.join(COLUMNS)} FROM members WHERE workspace_id = ? AND member_id = ?"  # noqa: S608 - names of our own
_SEEN = query(_FIND)
_LOCKED = query(_FIND, at_end="FOR NO KEY UPDATE")
_SAVE = upsert_of(members, columns=ALL, replacing=[column for column in ALL if column not in KEY])


async def find(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId, *, lock: bool = False
) -> Member | None:
    """Return a member, or None; `lock` keeps other writers away until the transaction ends."""
    return await connection.run_sync(_find, workspace, member, lock=lock)


async def save(connection: AsyncConnection, member: Member) -> None:
    """Write a member, new or not."""
    await connection.run_sync(_save, member)


async def remove(connection: AsyncConnection, workspace: WorkspaceId, member: MemberId) -> bool:
    """Remove a member with what hangs on them; tell whether there was one."""
    result = await connection.execute(
        delete(members).where(members.c.workspace_id == workspace, members.c.member_id == member)
    )
    return result.rowcount > 0


def _find(
    connection: Connection, workspace: WorkspaceId, member: MemberId, *, lock: bool
) -> Member | None:
    rows = fetch(connection, _LOCKED if lock else _SEEN, workspace, member)
    return read_member(workspace, rows[0], instants(connection)) if rows else None


def _save(connection: Connection, member: Member) -> None:
    write_many(connection, _SAVE, [whole_row(member, instants(connection))])
