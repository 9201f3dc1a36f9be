"""Queries about completions and the reactions they come from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.completion import Source
from bot.domain.exercise import Kind
from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.domain.nudge import Nudge
from bot.storage.tables import completions, early_reactions, nudges, reactions
from bot.storage.upsert import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyReaction:
    """A reaction to a message of ours that no record names yet."""

    member: MemberId
    message: MessageRef
    emoji: str
    is_on: bool
    said_at: datetime


async def list_of(connection: AsyncConnection, nudge: Nudge) -> dict[Kind, Source]:
    """Return which kinds of a nudge are completed, and how each was said."""
    rows = await connection.execute(
        select(completions.c.kind, completions.c.source).where(*_answers(nudge))
    )
    return {Kind(kind): Source(source) for kind, source in rows.tuples()}


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


async def list_logged(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    member: MemberId,
    kind: Kind,
    *,
    around: datetime,
    within: timedelta,
) -> list[datetime]:
    """Return when a kind was logged unasked, near an instant."""
    rows = await connection.scalars(
        select(completions.c.slot_at).where(
            completions.c.workspace_id == workspace,
            completions.c.member_id == member,
            completions.c.slot_at > around - within,
            completions.c.slot_at < around + within,
            completions.c.kind == kind,
            completions.c.asked.is_(False),
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
    return [(slot_at, Kind(kind), asked) for slot_at, kind, asked in rows.tuples()]


async def note_reaction(
    connection: AsyncConnection, nudge: Nudge, emoji: str, *, is_on: bool, said_at: datetime
) -> bool:
    """Write whether an emoji stands on a nudge; false if something as new is known already."""
    added = insert_into(connection, reactions).values(
        workspace_id=nudge.workspace,
        member_id=nudge.member,
        due_at=nudge.due_at,
        emoji=emoji,
        is_on=is_on,
        said_at=said_at,
    )
    result = await connection.execute(
        added.on_conflict_do_update(
            index_elements=["workspace_id", "member_id", "due_at", "emoji"],
            set_={"is_on": is_on, "said_at": said_at},
            where=reactions.c.said_at < said_at,
        )
    )
    return result.rowcount > 0


async def list_reactions(connection: AsyncConnection, nudge: Nudge) -> list[str]:
    """Return the emoji that stand on a nudge."""
    rows = await connection.scalars(
        select(reactions.c.emoji).where(
            reactions.c.workspace_id == nudge.workspace,
            reactions.c.member_id == nudge.member,
            reactions.c.due_at == nudge.due_at,
            reactions.c.is_on.is_(True),
        )
    )
    return list(rows)


async def keep_early(
    connection: AsyncConnection, workspace: WorkspaceId, reaction: EarlyReaction
) -> None:
    """Keep a reaction that came before the record of its message, the newest word of each."""
    values = {"is_on": reaction.is_on, "said_at": reaction.said_at}
    await connection.execute(
        insert_into(connection, early_reactions)
        .values(
            workspace_id=workspace,
            channel_id=reaction.message.channel,
            message_ts=reaction.message.ts,
            member_id=reaction.member,
            emoji=reaction.emoji,
            **values,
        )
        .on_conflict_do_update(
            index_elements=["workspace_id", "channel_id", "message_ts", "member_id", "emoji"],
            set_=values,
            where=early_reactions.c.said_at < reaction.said_at,
        )
    )


async def take_early(connection: AsyncConnection, workspace: WorkspaceId) -> list[EarlyReaction]:
    """Remove and return the early reactions whose nudge is on record by now, oldest first."""
    matched = and_(
        nudges.c.workspace_id == early_reactions.c.workspace_id,
        nudges.c.channel_id == early_reactions.c.channel_id,
        nudges.c.message_ts == early_reactions.c.message_ts,
    )
    rows = (
        await connection.execute(
            select(early_reactions)
            .join(nudges, matched)
            .where(early_reactions.c.workspace_id == workspace, nudges.c.message_ts.is_not(None))
            .order_by(early_reactions.c.said_at)
        )
    ).all()
    taken = [
        EarlyReaction(
            member=MemberId(row.member_id),
            message=MessageRef(channel=ChannelId(row.channel_id), ts=MessageTs(row.message_ts)),
            emoji=row.emoji,
            is_on=row.is_on,
            said_at=row.said_at,
        )
        for row in rows
    ]
    await _forget_early(connection, workspace, taken)
    return taken


async def list_workspaces_with_early(connection: AsyncConnection) -> list[WorkspaceId]:
    """Return the workspaces in which reactions wait for their nudge's record."""
    rows = await connection.scalars(select(early_reactions.c.workspace_id).distinct())
    return [WorkspaceId(row) for row in rows]


async def forget_early_before(connection: AsyncConnection, before: datetime) -> None:
    """Remove early reactions so old that they were never about a nudge."""
    await connection.execute(delete(early_reactions).where(early_reactions.c.said_at < before))


async def _forget_early(
    connection: AsyncConnection, workspace: WorkspaceId, taken: Sequence[EarlyReaction]
) -> None:
    messages = {(one.message.channel, one.message.ts) for one in taken}
    if messages:
        await connection.execute(
            delete(early_reactions).where(
                early_reactions.c.workspace_id == workspace,
                or_(
                    *(
                        and_(
                            early_reactions.c.channel_id == channel,
                            early_reactions.c.message_ts == ts,
                        )
                        for channel, ts in messages
                    )
                ),
            )
        )


def _answers(nudge: Nudge) -> tuple[ColumnElement[bool], ...]:
    return (
        completions.c.workspace_id == nudge.workspace,
        completions.c.member_id == nudge.member,
        completions.c.slot_at == nudge.due_at,
        completions.c.asked.is_(True),
    )
