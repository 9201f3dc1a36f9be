"""Queries about completions: what was done, asked for by a nudge or not."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.completion import Source
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import Nudge
from bot.storage.many import STRETCH, Stretch, given, rows_given, upsert
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


_WITHDRAW = delete(completions).where(
    *(
        completions.c[name] == bindparam(f"key_{name}")
        for name in ("workspace_id", "member_id", "slot_at", "kind", "asked")
    )
)


def list_in(connection: Connection, stretches: Collection[Stretch]) -> list[Completion]:
    """Return the completions whose slots fall in stretches of members' time."""
    if not stretches:
        return []
    rows = connection.execute(
        _in_stretches(connection.dialect.name),
        rows_given(connection.dialect, STRETCH, list(stretches)),
    )
    return [
        Completion(workspace, member, slot_at, Kind(kind), asked, at, Source(source))
        for workspace, member, slot_at, kind, asked, at, source in rows
    ]


def write(connection: Connection, done: Collection[Completion]) -> None:
    """Write completions; of one that is there already, only how it was said."""
    upsert(
        connection,
        completions,
        [
            {
                "workspace_id": one.workspace,
                "member_id": one.member,
                "slot_at": one.slot_at,
                "kind": one.kind,
                "asked": one.asked,
                "completed_at": one.at,
                "source": one.source,
            }
            for one in done
        ],
        replacing=("source",),
    )


def withdraw(connection: Connection, withdrawn: Collection[Completion]) -> None:
    """Take completions back."""
    if withdrawn:
        connection.execute(
            _WITHDRAW,
            [
                {
                    "key_workspace_id": one.workspace,
                    "key_member_id": one.member,
                    "key_slot_at": one.slot_at,
                    "key_kind": one.kind,
                    "key_asked": one.asked,
                }
                for one in withdrawn
            ],
        )


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


@cache
def _in_stretches(dialect: str) -> Select[Any]:
    stretch = given(dialect, STRETCH)
    return select(completions).join(
        stretch,
        and_(
            completions.c.workspace_id == stretch.c.workspace_id,
            completions.c.member_id == stretch.c.member_id,
            completions.c.slot_at >= stretch.c.start_at,
            completions.c.slot_at < stretch.c.end_at,
        ),
    )
