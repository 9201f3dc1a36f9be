"""Queries about the posts of boards: claims, leases, records."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, MessageTs, WorkspaceId
from bot.domain.leaderboard import Period
from bot.domain.nudge import Delivery
from bot.storage.tables import board_posts
from bot.storage.upsert import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The post of one period in one channel.

    Attributes:
        expires_at: until then it may still be tried.
    """

    workspace: WorkspaceId
    channel: ChannelId
    set_by: MemberId
    period: Period
    delivery: Delivery
    expires_at: datetime


async def claim(connection: AsyncConnection, post: Post, *, lease_until: datetime) -> bool:
    """Claim the post of a period; false where it was claimed before."""
    claimed = await connection.scalar(
        insert_into(connection, board_posts)
        .values(
            workspace_id=post.workspace,
            channel_id=post.channel,
            last_day=post.period.last,
            first_day=post.period.first,
            set_by=post.set_by,
            delivery=post.delivery,
            expires_at=post.expires_at,
            lease_until=lease_until,
        )
        .on_conflict_do_nothing()
        .returning(board_posts.c.channel_id)
    )
    return claimed is not None


async def take_again(
    connection: AsyncConnection, workspace: WorkspaceId, *, now: datetime, lease_until: datetime
) -> list[Post]:
    """Claim the posts that were refused and may be tried again."""
    rows = await connection.execute(
        select(board_posts)
        .where(
            board_posts.c.workspace_id == workspace,
            board_posts.c.retry_at <= now,
        )
        .with_for_update(skip_locked=True)
    )
    posts = [replace(_from_row(row), delivery=Delivery.SENDING) for row in rows]
    for post in posts:
        await connection.execute(
            _at(post).values(delivery=Delivery.SENDING, lease_until=lease_until, retry_at=None)
        )
    return posts


async def find(
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
    return None if row is None else _from_row(row)


async def record(
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
            delivery=delivery,
            expires_at=post.expires_at,
            message_ts=ts,
            retry_at=retry_at,
            lease_until=lease_until,
        )
    )


async def give_up_lost(connection: AsyncConnection, *, now: datetime) -> int:
    """Mark posts whose sender never came back as unknown."""
    result = await connection.execute(
        update(board_posts)
        .where(board_posts.c.lease_until <= now)
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
    return [_from_row(row) for row in rows]


async def drop_waiting(
    connection: AsyncConnection, workspace: WorkspaceId, channel: ChannelId
) -> None:
    """Try no post in a channel again."""
    await connection.execute(
        update(board_posts)
        .where(
            board_posts.c.workspace_id == workspace,
            board_posts.c.channel_id == channel,
            board_posts.c.delivery == Delivery.DUE,
        )
        .values(delivery=Delivery.SKIPPED, retry_at=None)
    )


async def remove_set_by(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> bool:
    """Remove the posts of boards that a person set up; tell whether there were any."""
    result = await connection.execute(
        delete(board_posts).where(
            board_posts.c.workspace_id == workspace, board_posts.c.set_by == member
        )
    )
    return result.rowcount > 0


def _at(post: Post) -> Any:  # noqa: ANN401 - an Update of SQLAlchemy's private generic kind
    return update(board_posts).where(
        board_posts.c.workspace_id == post.workspace,
        board_posts.c.channel_id == post.channel,
        board_posts.c.last_day == post.period.last,
    )


def _from_row(row: Row[Any]) -> Post:
    return Post(
        workspace=WorkspaceId(row.workspace_id),
        channel=ChannelId(row.channel_id),
        set_by=MemberId(row.set_by),
        period=Period(first=row.first_day, last=row.last_day),
        delivery=Delivery(row.delivery),
        expires_at=row.expires_at,
    )
