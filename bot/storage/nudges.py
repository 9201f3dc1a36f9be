"""Queries about nudges, and the mapping between their rows and values."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.domain.nudge import Answer, Delivery, Nudge, Silence
from bot.storage import codec
from bot.storage.many import STRETCH, Stretch, Types, change, given, rows_given
from bot.storage.tables import nudges
from bot.storage.tables.schema import ID

_MESSAGE: Types = {"workspace_id": ID, "channel_id": ID, "message_ts": ID}


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


def list_in(connection: Connection, stretches: Collection[Stretch]) -> list[Nudge]:
    """Return the nudges that were due in stretches of members' time."""
    if not stretches:
        return []
    rows = connection.execute(
        _in_stretches(connection.dialect.name),
        rows_given(connection.dialect, STRETCH, list(stretches)),
    )
    return [from_row(row) for row in rows]


def list_by_message(
    connection: Connection, messages: Collection[tuple[WorkspaceId, MessageRef]]
) -> list[Nudge]:
    """Return the nudges that messages are."""
    if not messages:
        return []
    rows = connection.execute(
        _by_message(connection.dialect.name),
        rows_given(
            connection.dialect,
            _MESSAGE,
            [(workspace, message.channel, message.ts) for workspace, message in messages],
        ),
    )
    return [from_row(row) for row in rows]


def write_answers(connection: Connection, answered: Collection[Nudge]) -> None:
    """Write what members last said to nudges that have thereby proven to have come."""
    change(
        connection,
        nudges,
        [
            {
                "workspace_id": nudge.workspace,
                "member_id": nudge.member,
                "due_at": nudge.due_at,
                "delivery": nudge.delivery,
                "lease_until": None,
                "channel_id": None if nudge.message is None else nudge.message.channel,
                "message_ts": None if nudge.message is None else nudge.message.ts,
                "answer": nudge.answer,
                "snoozed_until": nudge.snoozed_until,
            }
            for nudge in answered
        ],
        keys=("workspace_id", "member_id", "due_at"),
    )


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


@cache
def _in_stretches(dialect: str) -> Select[Any]:
    stretch = given(dialect, STRETCH)
    return select(nudges).join(
        stretch,
        and_(
            nudges.c.workspace_id == stretch.c.workspace_id,
            nudges.c.member_id == stretch.c.member_id,
            nudges.c.due_at >= stretch.c.start_at,
            nudges.c.due_at < stretch.c.end_at,
        ),
    )


@cache
def _by_message(dialect: str) -> Select[Any]:
    message = given(dialect, _MESSAGE)
    return select(nudges).join(
        message,
        and_(
            nudges.c.workspace_id == message.c.workspace_id,
            nudges.c.channel_id == message.c.channel_id,
            nudges.c.message_ts == message.c.message_ts,
            nudges.c.message_ts.is_not(None),
        ),
    )
