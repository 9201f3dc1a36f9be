"""Queries about the sending of nudges: claims, leases, records."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, MessageRef, WorkspaceId
from bot.domain.nudge import Delivery, Nudge, Silence
from bot.storage import codec
from bot.storage.due import SERVED
from bot.storage.nudges import from_row
from bot.storage.raw import (
    Raw,
    as_arrays,
    change_of,
    fetch,
    given_rows,
    insert_new,
    insertion_of,
    instants,
    query,
    write_many,
)
from bot.storage.tables import nudges

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


class State(NamedTuple):
    """How far a nudge has come, and when its member's next slot is."""

    delivery: Delivery
    next_due_at: datetime | None


_KEYS = ("workspace_id", "member_id", "due_at")

_ADD = insertion_of(
    nudges,
    columns=(
        "workspace_id",
        "member_id",
        "due_at",
        "expires_at",
        "exercises",
        "tip",
        "practice",
        "delivery",
        "silence",
        "lease_until",
    ),
    returning=_KEYS,
)

_RECORD = change_of(
    nudges,
    columns=(
        "delivery",
        "silence",
        "lease_until",
        "retry_at",
        "channel_id",
        "message_ts",
        "sent_at",
    ),
    keys=_KEYS,
)

# Its members are locked too: who locked one of them first may be about to remove their nudges.
_AGAIN = query(
    "SELECT nudges.member_id, due_at FROM nudges CROSS JOIN members "  # noqa: S608 - text of ours
    "WHERE members.workspace_id = nudges.workspace_id AND members.member_id = nudges.member_id "
    f"AND nudges.workspace_id = ? AND retry_at <= ? AND {SERVED} ORDER BY retry_at LIMIT ?",
    at_end="FOR UPDATE OF nudges SKIP LOCKED FOR NO KEY UPDATE OF members SKIP LOCKED",
)

_STATE = "SELECT nudges.member_id, nudges.due_at, delivery, next_due_at"
_STATES = Raw(
    # A cross join keeps its order: what is given first, and then a look at each.
    sqlite=f"{_STATE} FROM json_each(?) AS given "
    "CROSS JOIN nudges ON nudges.workspace_id = ? "
    "AND nudges.member_id = given.value ->> 0 AND nudges.due_at = given.value ->> 1 "
    "CROSS JOIN members ON members.workspace_id = ? AND members.member_id = nudges.member_id",
    postgresql=f"{_STATE} FROM {given_rows(nudges, ('member_id', 'due_at'))} "
    "JOIN nudges ON nudges.workspace_id = %s "
    "AND nudges.member_id = given.member_id AND nudges.due_at = given.due_at "
    "JOIN members ON members.workspace_id = %s AND members.member_id = nudges.member_id "
    "ORDER BY members.member_id FOR NO KEY UPDATE OF members",
)

_DELIVERIES = {delivery.value: delivery for delivery in Delivery}


def add(
    connection: Connection, added: Sequence[Nudge], *, lease_until: datetime
) -> set[SlotOfMember]:
    """Write nudges just claimed, and return which are new.

    One whose slot was claimed before is left as it is, and is not its claimer's to send.
    """
    if not added:
        return set()
    kept = instants(connection)
    rows = [_values(nudge, kept.write, lease_until) for nudge in added]
    new = insert_new(connection, _ADD, rows)
    if new is None:
        return {(nudge.member, nudge.due_at) for nudge in added}
    return {(MemberId(row[1]), kept.must_read(row[2])) for row in new}


def take_again(
    connection: Connection,
    workspace: WorkspaceId,
    *,
    now: datetime,
    lease_until: datetime,
    limit: int,
) -> list[Nudge]:
    """Claim nudges of a served workspace that wait to be tried again, the longest waiting first.

    Their members are locked; what somebody else holds waits for the next time.
    """
    kept = instants(connection)
    rows = fetch(connection, _AGAIN, workspace, kept.write(now), workspace, limit)
    if not rows:
        return []
    slots = [(MemberId(row[0]), kept.must_read(row[1])) for row in rows]
    found = connection.execute(
        select(nudges).where(
            nudges.c.workspace_id == workspace,
            tuple_(nudges.c.member_id, nudges.c.due_at).in_(slots),
        )
    )
    taken = {(row.member_id, row.due_at): from_row(row) for row in found}
    again = [replace(taken[slot], delivery=Delivery.SENDING) for slot in slots]
    _write(
        connection,
        [Sent(nudge=nudge, delivery=Delivery.SENDING) for nudge in again],
        lease_until=lease_until,
    )
    return again


def list_states(
    connection: Connection, workspace: WorkspaceId, sent: Sequence[Nudge]
) -> dict[SlotOfMember, State]:
    """Lock the members of nudges, and return how far those have come; none that was erased."""
    kept = instants(connection)
    slots = [(nudge.member, kept.write(nudge.due_at)) for nudge in sent]
    is_sqlite = connection.dialect.name == "sqlite"
    given = (json.dumps(slots),) if is_sqlite else as_arrays(slots)
    rows = fetch(connection, _STATES, *given, workspace, workspace)
    return {
        (MemberId(member), kept.must_read(due_at)): State(_DELIVERIES[delivery], kept.read(then))
        for member, due_at, delivery, then in rows
    }


def record(connection: Connection, sent: Sequence[Sent]) -> None:
    """Write how the sending of many nudges ended."""
    _write(connection, sent, lease_until=None)


async def give_up_lost(connection: AsyncConnection, *, now: datetime) -> int:
    """Mark nudges whose sender never came back as unknown; they are not sent again."""
    result = await connection.execute(
        update(nudges)
        .where(nudges.c.lease_until <= now)
        .values(delivery=Delivery.UNKNOWN, lease_until=None)
    )
    return result.rowcount


def _values(nudge: Nudge, write: Any, lease_until: datetime) -> tuple[object, ...]:  # noqa: ANN401 - as drivers take instants
    return (
        nudge.workspace,
        nudge.member,
        write(nudge.due_at),
        write(nudge.expires_at),
        codec.write_exercises(nudge.exercises),
        nudge.tip,
        nudge.practice,
        str(nudge.delivery),
        None if nudge.silence is None else str(nudge.silence),
        write(lease_until) if nudge.delivery is Delivery.SENDING else None,
    )


def _write(connection: Connection, sent: Sequence[Sent], *, lease_until: datetime | None) -> None:
    write = instants(connection).write
    rows = [
        (
            str(one.delivery),
            None if one.silence is None else str(one.silence),
            write(lease_until),
            write(one.retry_at),
            None if one.message is None else one.message.channel,
            None if one.message is None else one.message.ts,
            write(one.sent_at),
            one.nudge.workspace,
            one.nudge.member,
            write(one.nudge.due_at),
        )
        for one in sent
    ]
    write_many(connection, _RECORD, rows)
