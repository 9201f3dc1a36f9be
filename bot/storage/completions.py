"""Queries about completions and the reactions they come from."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.completion import Source
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import Nudge
from bot.storage.tables import completions
from bot.storage.upsert import insert_into

_ANSWERED_WITHIN = timedelta(days=2)
"""No completion is further from its slot, since a nudge is answered on its own day."""


async def list_of(connection: AsyncConnection, nudge: Nudge) -> dict[Kind, Source]:
    """Return which kinds of a nudge are completed, and how each was said."""
    rows = await connection.execute(
        select(completions.c.kind, completions.c.source).where(*_answers(nudge))
    )
    return {Kind(kind): Source(source) for kind, source in rows}


async def add(
    connection: AsyncConnection,
    nudge: Nudge,
    kinds: Collection[Kind],
    *,
    at: datetime,
    source: Source,
) -> None:
    """Write completions of a nudge's kinds."""
    if kinds:
        await connection.execute(
            insert_into(connection, completions).on_conflict_do_nothing(),
            [
                {
                    "workspace_id": nudge.workspace,
                    "member_id": nudge.member,
                    "slot_at": nudge.due_at,
                    "kind": kind,
                    "asked": True,
                    "completed_at": at,
                    "source": source,
                }
                for kind in kinds
            ],
        )


async def set_source(
    connection: AsyncConnection, nudge: Nudge, kinds: Collection[Kind], source: Source
) -> None:
    """Write that completions of a nudge's kinds were said in another way."""
    if kinds:
        await connection.execute(
            update(completions)
            .where(*_answers(nudge), completions.c.kind.in_(kinds))
            .values(source=source)
        )


async def withdraw(connection: AsyncConnection, nudge: Nudge, kinds: Collection[Kind]) -> None:
    """Take completions of a nudge's kinds back."""
    if kinds:
        await connection.execute(
            delete(completions).where(*_answers(nudge), completions.c.kind.in_(kinds))
        )


async def log(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    member: MemberId,
    kind: Kind,
    *,
    at: datetime,
) -> None:
    """Write a completion that no nudge asked for."""
    await connection.execute(
        insert_into(connection, completions)
        .values(
            workspace_id=workspace,
            member_id=member,
            slot_at=at,
            kind=kind,
            asked=False,
            completed_at=at,
            source=Source.COMMAND,
        )
        .on_conflict_do_nothing()
    )


async def list_done(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    member: MemberId,
    kind: Kind,
    *,
    around: datetime,
    within: timedelta,
) -> list[datetime]:
    """Return when a kind was done near an instant, asked for or not."""
    rows = await connection.scalars(
        select(completions.c.completed_at).where(
            completions.c.workspace_id == workspace,
            completions.c.member_id == member,
            completions.c.slot_at > around - _ANSWERED_WITHIN,
            completions.c.slot_at < around + within,
            completions.c.kind == kind,
            completions.c.completed_at > around - within,
            completions.c.completed_at < around + within,
        )
    )
    return list(rows)


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


def _answers(nudge: Nudge) -> tuple[ColumnElement[bool], ...]:
    return (
        completions.c.workspace_id == nudge.workspace,
        completions.c.member_id == nudge.member,
        completions.c.slot_at == nudge.due_at,
        completions.c.asked.is_(True),
    )
