"""Queries about completions: what was done, asked for by a nudge or not."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.completion import Source
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import Nudge
from bot.storage.many import Stretch, in_stretches, look_in, upsert_of
from bot.storage.raw import instants, query, write_many
from bot.storage.tables import completions


class Completion(NamedTuple):
    """A kind that a member did.

    Attributes:
        slot_at: the slot of the nudge that asked for it; where none did, when it was done.
        asked: whether a nudge asked for it.
        at: when it was done.
    """

    workspace: WorkspaceId
    member: MemberId
    slot_at: datetime
    kind: Kind
    asked: bool
    at: datetime
    source: Source


_COLUMNS = ("workspace_id", "member_id", "slot_at", "kind", "asked", "completed_at", "source")
_IN_STRETCHES = in_stretches(completions, "slot_at", columns=_COLUMNS)
_WRITE = upsert_of(completions, columns=_COLUMNS, replacing=("source",))
_WITHDRAW = query(
    "DELETE FROM completions WHERE workspace_id = ? AND member_id = ? AND slot_at = ? "
    "AND kind = ? AND asked = ?"
)
_KINDS = {kind.value: kind for kind in Kind}
_SOURCES = {source.value: source for source in Source}


def list_in(connection: Connection, stretches: Collection[Stretch]) -> list[Completion]:
    """Return the completions whose slots fall in stretches of members' time."""
    rows, kept = look_in(connection, _IN_STRETCHES, stretches)
    read = kept.must_read
    return [
        Completion(
            workspace, member, read(slot_at), _KINDS[kind], bool(asked), read(at), _SOURCES[source]
        )
        for workspace, member, slot_at, kind, asked, at, source in rows
    ]


def write(connection: Connection, done: Collection[Completion]) -> None:
    """Write completions; of one that is there already, only how it was said."""
    as_kept = instants(connection).write
    write_many(
        connection,
        _WRITE,
        [
            (workspace, member, as_kept(slot_at), kind.value, asked, as_kept(at), source.value)
            for workspace, member, slot_at, kind, asked, at, source in done
        ],
    )


def withdraw(connection: Connection, withdrawn: Collection[Completion]) -> None:
    """Take completions back."""
    if not withdrawn:
        return
    as_kept = instants(connection).write
    keys = [
        (one.workspace, one.member, as_kept(one.slot_at), one.kind.value, one.asked)
        for one in withdrawn
    ]
    connection.exec_driver_sql(_WITHDRAW.of(connection), keys)


async def list_of(connection: AsyncConnection, nudge: Nudge) -> dict[Kind, Source]:
    """Return which kinds of a nudge are completed, and how each was said."""
    rows = await connection.execute(
        select(completions.c.kind, completions.c.source).where(
            completions.c.workspace_id == nudge.workspace,
            completions.c.member_id == nudge.member,
            completions.c.slot_at == nudge.due_at,
            completions.c.asked.is_(True),
        )
    )
    return {Kind(kind): Source(source) for kind, source in rows}


async def list_between(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    member: MemberId,
    *,
    start: datetime,
    end: datetime,
) -> list[tuple[datetime, Kind, bool]]:
    """Return a member's completions of slots in a half-open stretch: slot, kind, whether asked."""
    rows = await connection.execute(
        select(completions.c.slot_at, completions.c.kind, completions.c.asked).where(
            completions.c.workspace_id == workspace,
            completions.c.member_id == member,
            completions.c.slot_at >= start,
            completions.c.slot_at < end,
        )
    )
    return [(slot_at, Kind(kind), asked) for slot_at, kind, asked in rows]
