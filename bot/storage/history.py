"""Removing what has been kept long enough, a bounded number of rows at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, ColumnElement, Table, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.storage.tables import (
    board_posts,
    completions,
    daily_totals,
    members,
    metadata,
    nudges,
    reactions,
    workspaces,
)

_RAW: tuple[tuple[Table, Column[datetime]], ...] = (
    (reactions, reactions.c.due_at),
    (completions, completions.c.slot_at),
    (nudges, nudges.c.due_at),
)
_OF_WORKSPACES = tuple(
    table
    for table in reversed(metadata.sorted_tables)
    if "workspace_id" in table.c and table is not workspaces
)
"""Whatever belongs to a workspace, what hangs on other rows first; `turns` names it by id alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some members of one workspace who follow one another by their key."""

    workspace: WorkspaceId
    members: Sequence[MemberId]

    @property
    def end(self) -> tuple[WorkspaceId, MemberId]:
        """Return the key behind which the next stretch begins."""
        return self.workspace, self.members[-1]


async def next_stretch(
    connection: AsyncConnection, *, after: tuple[str, str], limit: int
) -> Stretch | None:
    """Return the members whose keys follow, or None behind the last one."""
    rows = await connection.execute(
        select(members.c.workspace_id, members.c.member_id)
        .where(tuple_(members.c.workspace_id, members.c.member_id) > after)
        .order_by(members.c.workspace_id, members.c.member_id)
        .limit(limit)
    )
    found = rows.all()
    if not found:
        return None
    workspace = found[0].workspace_id
    together = [MemberId(row.member_id) for row in found if row.workspace_id == workspace]
    return Stretch(workspace=WorkspaceId(workspace), members=together)


async def prune_members(
    connection: AsyncConnection,
    stretch: Stretch,
    *,
    raw_before: datetime,
    totals_before: date,
    limit: int,
) -> int:
    """Remove old rows of some members; return how many: at the limit there may be more."""
    old = [(table, when < raw_before) for table, when in _RAW]
    old.append((daily_totals, daily_totals.c.day < totals_before))
    removed = 0
    for table, is_old in old:
        removed += await _remove(
            connection,
            table,
            table.c.workspace_id == stretch.workspace,
            table.c.member_id.in_(stretch.members),
            is_old,
            limit=limit - removed,
        )
    return removed


async def prune_posts(connection: AsyncConnection, *, before: date, limit: int) -> int:
    """Remove the records of old boards' posts; return how many: at the limit there may be more."""
    return await _remove(connection, board_posts, board_posts.c.last_day < before, limit=limit)


async def empty(connection: AsyncConnection, workspace: WorkspaceId, *, limit: int) -> int:
    """Remove what belongs to a workspace; return how many rows: below the limit all are gone."""
    removed = 0
    for table in _OF_WORKSPACES:
        removed += await _remove(
            connection, table, table.c.workspace_id == workspace, limit=limit - removed
        )
    return removed


async def _remove(
    connection: AsyncConnection, table: Table, *conditions: ColumnElement[bool], limit: int
) -> int:
    """Remove some rows; those that another transaction holds are left to it."""
    if limit <= 0:
        return 0
    key = tuple(table.primary_key)
    chosen = select(*key).where(*conditions).limit(limit).with_for_update(skip_locked=True)
    result = await connection.execute(delete(table).where(tuple_(*key).in_(chosen)))
    return result.rowcount
