"""Queries about the channels that have a board, and its posts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, MessageTs, WorkspaceId
from bot.domain.leaderboard import BoardSchedule, Period
from bot.domain.nudge import Delivery
from bot.domain.zone import zone_named
from bot.storage.tables import board_posts, boards, workspaces
from bot.storage.upsert import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A channel that has a board, set up by someone."""

    workspace: WorkspaceId
    channel: ChannelId
    set_by: MemberId
    schedule: BoardSchedule
    next_post_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The post of one period in one channel."""

    workspace: WorkspaceId
    channel: ChannelId
    set_by: MemberId
    period: Period
    delivery: Delivery


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


async def list_due_workspaces(connection: AsyncConnection, *, now: datetime) -> list[WorkspaceId]:
    """Return the workspaces in which a board is to be posted, or tried again."""
    alive = workspaces.c.revoked_at.is_(None)
    due = (
        select(boards.c.workspace_id)
        .join(workspaces, workspaces.c.workspace_id == boards.c.workspace_id)
        .where(boards.c.next_post_at <= now, alive)
    )
    again = (
        select(board_posts.c.workspace_id)
        .join(workspaces, workspaces.c.workspace_id == board_posts.c.workspace_id)
        .where(board_posts.c.delivery == Delivery.DUE, board_posts.c.retry_at <= now, alive)
    )
    rows = await connection.scalars(due.union(again))
    return [WorkspaceId(row) for row in rows]


async def claim_post(
    connection: AsyncConnection, board: Board, period: Period, *, lease_until: datetime
) -> Post | None:
    """Claim the post of a period, or return None where it was claimed before."""
    result = await connection.execute(
        insert_into(connection, board_posts)
        .values(
            workspace_id=board.workspace,
            channel_id=board.channel,
            last_day=period.last,
            first_day=period.first,
            set_by=board.set_by,
            delivery=Delivery.SENDING,
            lease_until=lease_until,
        )
        .on_conflict_do_nothing()
    )
    if not result.rowcount:
        return None
    return Post(
        workspace=board.workspace,
        channel=board.channel,
        set_by=board.set_by,
        period=period,
        delivery=Delivery.SENDING,
    )


async def take_again(
    connection: AsyncConnection, workspace: WorkspaceId, *, now: datetime, lease_until: datetime
) -> list[Post]:
    """Claim the posts that were refused and may be tried again."""
    rows = await connection.execute(
        select(board_posts)
        .where(
            board_posts.c.workspace_id == workspace,
            board_posts.c.delivery == Delivery.DUE,
            board_posts.c.retry_at <= now,
        )
        .with_for_update(skip_locked=True)
    )
    posts = [_post(row) for row in rows]
    for post in posts:
        await connection.execute(
            _at(post).values(delivery=Delivery.SENDING, lease_until=lease_until, retry_at=None)
        )
    return posts


async def find_post(
    connection: AsyncConnection, workspace: WorkspaceId, channel: ChannelId, last_day: date
) -> Post | None:
    """Lock and return the post of a period, or None."""
    rows = await connection.execute(
        select(board_posts)
        .where(
            board_posts.c.workspace_id == workspace,
            board_posts.c.channel_id == channel,
            board_posts.c.last_day == last_day,
        )
        .with_for_update()
    )
    row = rows.one_or_none()
    return None if row is None else _post(row)


async def record_post(
    connection: AsyncConnection,
    post: Post,
    delivery: Delivery,
    *,
    ts: MessageTs | None = None,
    retry_at: datetime | None = None,
    lease_until: datetime | None = None,
) -> None:
    """Write how a post went."""
    await connection.execute(
        _at(post).values(
            delivery=delivery, message_ts=ts, retry_at=retry_at, lease_until=lease_until
        )
    )


async def give_up_lost(connection: AsyncConnection, *, now: datetime) -> int:
    """Mark posts whose sender never came back as unknown."""
    result = await connection.execute(
        update(board_posts)
        .where(board_posts.c.delivery == Delivery.SENDING, board_posts.c.lease_until <= now)
        .values(delivery=Delivery.UNKNOWN, lease_until=None)
    )
    return result.rowcount


async def list_doubtful(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> list[Post]:
    """Return the posts of unknown outcome on the boards that a member set up, newest first."""
    rows = await connection.execute(
        select(board_posts)
        .where(
            board_posts.c.workspace_id == workspace,
            board_posts.c.set_by == member,
            board_posts.c.delivery == Delivery.UNKNOWN,
        )
        .order_by(board_posts.c.last_day.desc())
        .limit(5)
    )
    return [_post(row) for row in rows]


def _at(post: Post) -> Any:  # noqa: ANN401 - an Update of SQLAlchemy's private generic kind
    return update(board_posts).where(
        board_posts.c.workspace_id == post.workspace,
        board_posts.c.channel_id == post.channel,
        board_posts.c.last_day == post.period.last,
    )


def _board(row: Row[Any]) -> Board:
    return Board(
        workspace=WorkspaceId(row.workspace_id),
        channel=ChannelId(row.channel_id),
        set_by=MemberId(row.set_by),
        schedule=BoardSchedule(weekday=row.weekday, hour=row.hour, zone=zone_named(row.zone)),
        next_post_at=row.next_post_at,
    )


def _post(row: Row[Any]) -> Post:
    return Post(
        workspace=WorkspaceId(row.workspace_id),
        channel=ChannelId(row.channel_id),
        set_by=MemberId(row.set_by),
        period=Period(first=row.first_day, last=row.last_day),
        delivery=Delivery(row.delivery),
    )
