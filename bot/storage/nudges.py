"""Queries about nudges, and the mapping between their rows and values."""

from datetime import datetime
from typing import Any

from sqlalchemy import Update, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.domain.nudge import Answer, Delivery, Nudge, Silence
from bot.storage import codec
from bot.storage.tables import nudges


async def find(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId, due_at: datetime
) -> Nudge | None:
    """Return the nudge of a member's slot, or None."""
    rows = await connection.execute(
        select(nudges).where(
            nudges.c.workspace_id == workspace,
            nudges.c.member_id == member,
            nudges.c.due_at == due_at,
        )
    )
    row = rows.one_or_none()
    return None if row is None else from_row(row)


async def find_by_message(
    connection: AsyncConnection, workspace: WorkspaceId, message: MessageRef
) -> Nudge | None:
    """Return the nudge that a message is, or None."""
    rows = await connection.execute(
        select(nudges).where(
            nudges.c.workspace_id == workspace,
            nudges.c.channel_id == message.channel,
            nudges.c.message_ts == message.ts,
            nudges.c.message_ts.is_not(None),
        )
    )
    row = rows.one_or_none()
    return None if row is None else from_row(row)


async def list_between(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    member: MemberId,
    *,
    start: datetime,
    end: datetime,
) -> list[Nudge]:
    """Return a member's nudges that were due in a half-open stretch of time, oldest first."""
    rows = await connection.execute(
        select(nudges)
        .where(
            nudges.c.workspace_id == workspace,
            nudges.c.member_id == member,
            nudges.c.due_at >= start,
            nudges.c.due_at < end,
        )
        .order_by(nudges.c.due_at)
    )
    return [from_row(row) for row in rows]


async def set_answer(
    connection: AsyncConnection,
    nudge: Nudge,
    answer: Answer | None,
    *,
    snoozed_until: datetime | None = None,
) -> None:
    """Write what the member last said to a nudge."""
    await connection.execute(_change_of(nudge).values(answer=answer, snoozed_until=snoozed_until))


async def place(connection: AsyncConnection, nudge: Nudge, message: MessageRef) -> None:
    """Write which message a nudge is."""
    await connection.execute(
        _change_of(nudge).values(channel_id=message.channel, message_ts=message.ts)
    )


async def mark_reached(connection: AsyncConnection, nudge: Nudge) -> None:
    """Note that a nudge has reached its member, whatever is known of its sending."""
    await connection.execute(_change_of(nudge).values(delivery=Delivery.SENT, lease_until=None))


def from_row(row: Row[Any]) -> Nudge:
    """Return the nudge that a row holds."""
    message = None
    if row.message_ts is not None:
        message = MessageRef(channel=ChannelId(row.channel_id), ts=MessageTs(row.message_ts))
    return Nudge(
        workspace=WorkspaceId(row.workspace_id),
        member=MemberId(row.member_id),
        due_at=row.due_at,
        expires_at=row.expires_at,
        exercises=codec.read_exercises(row.exercises),
        delivery=Delivery(row.delivery),
        silence=None if row.silence is None else Silence(row.silence),
        practice=row.practice,
        message=message,
        sent_at=row.sent_at,
        answer=None if row.answer is None else Answer(row.answer),
        snoozed_until=row.snoozed_until,
    )


def _change_of(nudge: Nudge) -> Update:
    return update(nudges).where(
        nudges.c.workspace_id == nudge.workspace,
        nudges.c.member_id == nudge.member,
        nudges.c.due_at == nudge.due_at,
    )
