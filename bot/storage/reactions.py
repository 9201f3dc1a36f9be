"""Queries about the emoji that members put on nudges, and on messages not yet on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.domain.nudge import Nudge
from bot.storage.tables import early_reactions, nudges, reactions
from bot.storage.upsert import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyReaction:
    """A reaction to a message of ours that no record names yet."""

    member: MemberId
    message: MessageRef
    emoji: str
    is_on: bool
    said_at: datetime


async def note(
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


async def list_standing(connection: AsyncConnection, nudge: Nudge) -> list[str]:
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
