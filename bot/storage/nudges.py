"""Queries about nudges, and the mapping between their rows and values."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.domain.nudge import Answer, Delivery, Nudge, Silence
from bot.storage import codec
from bot.storage.many import Stretch, in_stretches, look_in, look_up, lookup_of
from bot.storage.raw import Instants, Raw, change_of, given_rows, instants, write_many
from bot.storage.tables import nudges

_COLUMNS = (
    "workspace_id",
    "member_id",
    "due_at",
    "expires_at",
    "exercises",
    "tip",
    "practice",
    "delivery",
    "silence",
    "channel_id",
    "message_ts",
    "sent_at",
    "answer",
    "snoozed_until",
)
KEY = ("workspace_id", "member_id", "due_at")
_IN_STRETCHES = in_stretches(nudges, "due_at", columns=_COLUMNS)
_BY_MESSAGE = lookup_of(
    nudges,
    columns=_COLUMNS,
    given=[("workspace_id", "="), ("channel_id", "="), ("message_ts", "=")],
)
_SELECTED = ", ".join(f"nudges.{column}" for column in _COLUMNS)
_BEFORE = Raw(
    # A cross join keeps its order: what is given first, and then a look at each.
    sqlite=f"SELECT {_SELECTED} FROM json_each(?) AS given "  # noqa: S608 - names of our own
    "CROSS JOIN nudges ON nudges.workspace_id = given.value ->> 0 "
    "AND nudges.member_id = given.value ->> 1 AND nudges.due_at = "
    "(SELECT max(earlier.due_at) FROM nudges AS earlier "
    "WHERE earlier.workspace_id = given.value ->> 0 AND earlier.member_id = given.value ->> 1 "
    "AND earlier.due_at < given.value ->> 2 AND earlier.delivery = 'sent')",
    postgresql=f"SELECT found.* FROM {given_rows(nudges, KEY)} "  # noqa: S608 - same
    f"CROSS JOIN LATERAL (SELECT {_SELECTED} FROM nudges "
    "WHERE nudges.workspace_id = given.workspace_id AND nudges.member_id = given.member_id "
    "AND nudges.due_at < given.due_at AND nudges.delivery = 'sent' "
    "ORDER BY nudges.due_at DESC LIMIT 1) AS found",
)
# Apart, because SQLite writes every index anew of which a column is named.
_ANSWER = change_of(nudges, columns=("answer", "snoozed_until"), keys=KEY)
_ARRIVAL = change_of(
    nudges, columns=("delivery", "lease_until", "channel_id", "message_ts"), keys=KEY
)
_DELIVERIES = {delivery.value: delivery for delivery in Delivery}
# A release ahead of this one may have left a reason that is not known here: it is read as none.
_SILENCES = {silence.value: silence for silence in Silence}


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


async def find_newest(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> Nudge | None:
    """Return the nudge that reached a member last, or None."""
    rows = await connection.execute(
        select(nudges)
        .where(
            nudges.c.workspace_id == workspace,
            nudges.c.member_id == member,
            nudges.c.delivery == Delivery.SENT,
        )
        .order_by(nudges.c.due_at.desc())
        .limit(1)
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
    rows, kept = look_in(connection, _IN_STRETCHES, stretches)
    return [_read(row, kept) for row in rows]


def list_before(connection: Connection, later: Collection[Nudge]) -> list[Nudge]:
    """Return the nudge that reached each member last before one of theirs, where there is any."""
    kept = instants(connection)
    given = [(nudge.workspace, nudge.member, kept.write(nudge.due_at)) for nudge in later]
    return [_read(row, kept) for row in look_up(connection, _BEFORE, given)]


def list_by_message(
    connection: Connection, messages: Collection[tuple[WorkspaceId, MessageRef]]
) -> list[Nudge]:
    """Return the nudges that messages are."""
    given = [(workspace, message.channel, message.ts) for workspace, message in messages]
    kept = instants(connection)
    return [_read(row, kept) for row in look_up(connection, _BY_MESSAGE, given)]


def write_answers(connection: Connection, changed: Collection[tuple[Nudge, Nudge]]) -> None:
    """Write what members last said to nudges, given as they were and as they are.

    Where an answer has shown that a nudge came, and which message it is, that is written too.
    """
    as_kept = instants(connection).write
    answers, arrivals = [], []
    for was, now in changed:
        key = (now.workspace, now.member, as_kept(now.due_at))
        if now.answer is not was.answer or now.snoozed_until != was.snoozed_until:
            answer = None if now.answer is None else now.answer.value
            answers.append((answer, as_kept(now.snoozed_until), *key))
        if now.delivery is not was.delivery or now.message != was.message:
            channel, ts = (
                (None, None) if now.message is None else (now.message.channel, now.message.ts)
            )
            arrivals.append((now.delivery.value, None, channel, ts, *key))
    write_many(connection, _ANSWER, answers)
    write_many(connection, _ARRIVAL, arrivals)


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
        silence=_SILENCES.get(row.silence),
        tip=row.tip,
        practice=row.practice,
        message=message,
        sent_at=row.sent_at,
        answer=None if row.answer is None else Answer(row.answer),
        snoozed_until=row.snoozed_until,
    )


def _read(row: Sequence[Any], kept: Instants) -> Nudge:
    read, must_read = kept.read, kept.must_read
    workspace, member, due_at, expires_at, exercises, tip, practice, *rest = row
    delivery, silence, channel, ts, sent_at, answer, snoozed_until = rest
    return Nudge(
        workspace=workspace,
        member=member,
        due_at=must_read(due_at),
        expires_at=must_read(expires_at),
        exercises=codec.read_exercises(exercises),
        delivery=_DELIVERIES[delivery],
        silence=_SILENCES.get(silence),
        tip=tip,
        practice=bool(practice),
        message=None if ts is None else MessageRef(channel=channel, ts=ts),
        sent_at=read(sent_at),
        answer=None if answer is None else Answer(answer),
        snoozed_until=read(snoozed_until),
    )
