"""Queries about the channels that have a board."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, WorkspaceId
from bot.domain.leaderboard import BoardSchedule
from bot.domain.zone import zone_named
from bot.storage.tables import boards
from bot.storage.upsert import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A channel that has a board, set up by someone."""

    workspace: WorkspaceId
    channel: ChannelId
    set_by: MemberId
    schedule: BoardSchedule
    next_post_at: datetime


async def save(connection: AsyncConnection, board: Board) -> None:
    """Write a board, new or not."""
    values: dict[str, Any] = {
        "set_by": board.set_by,
        "weekday": board.schedule.weekday,
        "hour": board.schedule.hour,
        "zone": board.schedule.zone.key,
        "next_post_at": board.next_post_at,
    }
    await connection.execute(
        insert_into(connection, boards)
        .values(workspace_id=board.workspace, channel_id=board.channel, **values)
        .on_conflict_do_update(index_elements=["workspace_id", "channel_id"], set_=values)
    )


async def remove(connection: AsyncConnection, workspace: WorkspaceId, channel: ChannelId) -> bool:
    """Remove a channel's board; tell whether it had one."""
    result = await connection.execute(
        delete(boards).where(boards.c.workspace_id == workspace, boards.c.channel_id == channel)
    )
    return result.rowcount > 0


async def remove_set_by(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> bool:
    """Remove the boards that a person set up; tell whether there were any."""
    result = await connection.execute(
        delete(boards).where(boards.c.workspace_id == workspace, boards.c.set_by == member)
    )
    return result.rowcount > 0


async def find_next_post(
    connection: AsyncConnection, workspace: WorkspaceId, channel: ChannelId
) -> datetime | None:
    """Return when a channel's board is posted next, or None where it has none."""
    next_post_at: datetime | None = await connection.scalar(
        select(boards.c.next_post_at).where(
            boards.c.workspace_id == workspace, boards.c.channel_id == channel
        )
    )
    return next_post_at


async def list_set_by(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> list[ChannelId]:
    """Return the channels whose board a member set up."""
    rows = await connection.scalars(
        select(boards.c.channel_id)
        .where(boards.c.workspace_id == workspace, boards.c.set_by == member)
        .order_by(boards.c.channel_id)
    )
    return [ChannelId(row) for row in rows]


async def list_due(
    connection: AsyncConnection, workspace: WorkspaceId, *, now: datetime
) -> list[Board]:
    """Lock and return the boards whose posting time has come."""
    rows = await connection.execute(
        select(boards)
        .where(boards.c.workspace_id == workspace, boards.c.next_post_at <= now)
        .with_for_update(skip_locked=True)
    )
    return [_board(row) for row in rows]


async def postpone(connection: AsyncConnection, board: Board, until: datetime) -> None:
    """Set when a board is posted next."""
    await connection.execute(
        update(boards)
        .where(boards.c.workspace_id == board.workspace, boards.c.channel_id == board.channel)
        .values(next_post_at=until)
    )


def _board(row: Row[Any]) -> Board:
    return Board(
        workspace=WorkspaceId(row.workspace_id),
        channel=ChannelId(row.channel_id),
        set_by=MemberId(row.set_by),
        schedule=BoardSchedule(weekday=row.weekday, hour=row.hour, zone=zone_named(row.zone)),
        next_post_at=row.next_post_at,
    )
