"""Queries about nudges, and the mapping between their rows and values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.domain.nudge import Answer, Delivery, Nudge, Silence
from bot.storage import codec
from bot.storage.tables import nudges, workspaces
from bot.storage.upsert import insert_into

_OPEN_ANSWERS = nudges.c.answer.is_(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How the sending of one nudge ended, to be written down."""

    nudge: Nudge
    delivery: Delivery
    silence: Silence | None = None
    message: MessageRef | None = None
    sent_at: datetime | None = None
    retry_at: datetime | None = None


_RECORD = (
    update(nudges)
    .where(
        nudges.c.workspace_id == bindparam("key_workspace_id"),
        nudges.c.member_id == bindparam("key_member_id"),
        nudges.c.due_at == bindparam("key_due_at"),
    )
    .values(
        {
            name: bindparam(name)
            for name in (
                "delivery",
                "silence",
                "lease_until",
                "retry_at",
                "channel_id",
                "message_ts",
                "sent_at",
            )
        }
    )
)


async def add(
    connection: AsyncConnection, added: Sequence[Nudge], *, lease_until: datetime
) -> None:
    """Write nudges just claimed; one whose slot was claimed before is left as it is."""
    if added:
        await connection.execute(
            insert_into(connection, nudges).on_conflict_do_nothing(),
            [_values(nudge, lease_until) for nudge in added],
        )


async def take_again(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    *,
    now: datetime,
    lease_until: datetime,
    limit: int,
) -> list[Nudge]:
    """Claim nudges that wait to be tried again."""
    rows = await connection.execute(
        select(nudges)
        .where(
            nudges.c.workspace_id == workspace,
            nudges.c.delivery == Delivery.DUE,
            nudges.c.retry_at <= now,
        )
        .order_by(nudges.c.retry_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = [_nudge(row) for row in rows]
    again = [
        _record(Sent(nudge=nudge, delivery=Delivery.SENDING), lease_until=lease_until)
        for nudge in taken
    ]
    if again:
        await connection.execute(_RECORD, again)
    return taken


async def record(connection: AsyncConnection, sent: Sequence[Sent]) -> None:
    """Write how the sending of many nudges ended."""
    if sent:
        await connection.execute(_RECORD, [_record(one, lease_until=None) for one in sent])


async def give_up_lost(connection: AsyncConnection, *, now: datetime) -> int:
    """Mark nudges whose sender never came back as unknown; they are not sent again."""
    result = await connection.execute(
        update(nudges)
        .where(nudges.c.delivery == Delivery.SENDING, nudges.c.lease_until <= now)
        .values(delivery=Delivery.UNKNOWN, lease_until=None)
    )
    return result.rowcount


async def list_workspaces_to_retry(
    connection: AsyncConnection, *, now: datetime
) -> list[WorkspaceId]:
    """Return the workspaces with nudges that may be tried again."""
    rows = await connection.scalars(
        select(nudges.c.workspace_id)
        .distinct()
        .join(workspaces, workspaces.c.workspace_id == nudges.c.workspace_id)
        .where(
            nudges.c.delivery == Delivery.DUE,
            nudges.c.retry_at <= now,
            workspaces.c.revoked_at.is_(None),
        )
    )
    return [WorkspaceId(row) for row in rows]


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
    return None if row is None else _nudge(row)


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
    return None if row is None else _nudge(row)


async def find_open(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId, *, since: datetime
) -> Nudge | None:
    """Return the member's newest unanswered nudge that was due since an instant, or None."""
    rows = await connection.execute(
        select(nudges)
        .where(
            nudges.c.workspace_id == workspace,
            nudges.c.member_id == member,
            nudges.c.due_at >= since,
            nudges.c.delivery == Delivery.SENT,
            _OPEN_ANSWERS,
        )
        .order_by(nudges.c.due_at.desc())
        .limit(1)
    )
    row = rows.one_or_none()
    return None if row is None else _nudge(row)


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
    return [_nudge(row) for row in rows]


async def set_answer(
    connection: AsyncConnection,
    nudge: Nudge,
    answer: Answer | None,
    *,
    snoozed_until: datetime | None = None,
) -> None:
    """Write what the member last said to a nudge."""
    await connection.execute(
        update(nudges)
        .where(
            nudges.c.workspace_id == nudge.workspace,
            nudges.c.member_id == nudge.member,
            nudges.c.due_at == nudge.due_at,
        )
        .values(answer=answer, snoozed_until=snoozed_until)
    )


async def count_by_delivery(
    connection: AsyncConnection, workspace: WorkspaceId
) -> dict[Delivery, int]:
    """Return how many nudges of a workspace stand at each point of delivery."""
    rows = await connection.execute(
        select(nudges.c.delivery, func.count())
        .where(nudges.c.workspace_id == workspace)
        .group_by(nudges.c.delivery)
    )
    return {Delivery(delivery): count for delivery, count in rows.tuples()}


def _nudge(row: Row[Any]) -> Nudge:
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


def _values(nudge: Nudge, lease_until: datetime) -> dict[str, Any]:
    return {
        "workspace_id": nudge.workspace,
        "member_id": nudge.member,
        "due_at": nudge.due_at,
        "expires_at": nudge.expires_at,
        "exercises": codec.write_exercises(nudge.exercises),
        "practice": nudge.practice,
        "delivery": nudge.delivery,
        "silence": nudge.silence,
        "lease_until": lease_until if nudge.delivery is Delivery.SENDING else None,
    }


def _record(sent: Sent, *, lease_until: datetime | None) -> dict[str, Any]:
    return {
        "key_workspace_id": sent.nudge.workspace,
        "key_member_id": sent.nudge.member,
        "key_due_at": sent.nudge.due_at,
        "delivery": sent.delivery,
        "silence": sent.silence,
        "lease_until": lease_until,
        "retry_at": sent.retry_at,
        "channel_id": None if sent.message is None else sent.message.channel,
        "message_ts": None if sent.message is None else sent.message.ts,
        "sent_at": sent.sent_at,
    }
