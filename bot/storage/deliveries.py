"""Queries about the sending of nudges: claims, leases, records."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, MessageRef, WorkspaceId
from bot.domain.nudge import Delivery, Nudge, Silence
from bot.storage import codec
from bot.storage.nudges import from_row
from bot.storage.served import list_served_with
from bot.storage.tables import nudges, workspaces
from bot.storage.upsert import insert_into

SlotOfMember = tuple[MemberId, datetime]


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
) -> set[SlotOfMember]:
    """Write nudges just claimed, and return which are new.

    One whose slot was claimed before is left as it is, and is not its claimer's to send.
    """
    if not added:
        return set()
    rows = await connection.execute(
        insert_into(connection, nudges)
        .on_conflict_do_nothing()
        .returning(nudges.c.member_id, nudges.c.due_at),
        [_values(nudge, lease_until) for nudge in added],
    )
    return {(MemberId(row.member_id), row.due_at) for row in rows}


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
            nudges.c.retry_at <= now,
        )
        .order_by(nudges.c.retry_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = [replace(from_row(row), delivery=Delivery.SENDING) for row in rows]
    again = [
        _record(Sent(nudge=nudge, delivery=Delivery.SENDING), lease_until=lease_until)
        for nudge in taken
    ]
    if again:
        await connection.execute(_RECORD, again)
    return taken


async def list_states(
    connection: AsyncConnection, workspace: WorkspaceId, sent: Sequence[Nudge]
) -> dict[SlotOfMember, Delivery]:
    """Return how far nudges have come; one that was erased is not among them."""
    rows = await connection.execute(
        select(nudges.c.member_id, nudges.c.due_at, nudges.c.delivery).where(
            nudges.c.workspace_id == workspace,
            tuple_(nudges.c.member_id, nudges.c.due_at).in_(
                [(nudge.member, nudge.due_at) for nudge in sent]
            ),
        )
    )
    return {(MemberId(row.member_id), row.due_at): Delivery(row.delivery) for row in rows}


async def record(connection: AsyncConnection, sent: Sequence[Sent]) -> None:
    """Write how the sending of many nudges ended."""
    if sent:
        await connection.execute(_RECORD, [_record(one, lease_until=None) for one in sent])


async def give_up_lost(connection: AsyncConnection, *, now: datetime) -> int:
    """Mark nudges whose sender never came back as unknown; they are not sent again."""
    result = await connection.execute(
        update(nudges)
        .where(nudges.c.lease_until <= now)
        .values(delivery=Delivery.UNKNOWN, lease_until=None)
    )
    return result.rowcount


async def list_workspaces_to_retry(
    connection: AsyncConnection, *, now: datetime
) -> list[WorkspaceId]:
    """Return the workspaces with nudges that may be tried again."""
    return await list_served_with(
        connection,
        nudges.c.workspace_id == workspaces.c.workspace_id,
        nudges.c.retry_at <= now,
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
