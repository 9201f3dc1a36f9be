"""Queries about the emoji that members put on nudges, and on messages not yet on record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.domain.nudge import Nudge
from bot.storage.tables import early_reactions, nudges, reactions
from bot.storage.upsert import insert_into

_SAME_MESSAGE = and_(
    nudges.c.workspace_id == early_reactions.c.workspace_id,
    nudges.c.channel_id == early_reactions.c.channel_id,
    nudges.c.message_ts == early_reactions.c.message_ts,
    nudges.c.message_ts.is_not(None),
)
_FORGET = delete(early_reactions).where(
    *(column == bindparam(f"key_{column.name}") for column in early_reactions.primary_key)
)


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
            where=_is_news(reactions, is_on=is_on, said_at=said_at),
        )
    )
    return result.rowcount > 0


async def list_standing(connection: AsyncConnection, nudge: Nudge) -> dict[str, datetime]:
    """Return the emoji that stand on a nudge, and since when."""
    rows = await connection.execute(
        select(reactions.c.emoji, reactions.c.said_at).where(
            reactions.c.workspace_id == nudge.workspace,
            reactions.c.member_id == nudge.member,
            reactions.c.due_at == nudge.due_at,
            reactions.c.is_on.is_(True),
        )
    )
    return {row.emoji: row.said_at for row in rows}


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
            index_elements=[column.name for column in early_reactions.primary_key],
            set_=values,
            where=_is_news(early_reactions, is_on=reaction.is_on, said_at=reaction.said_at),
        )
    )


async def take_early(connection: AsyncConnection, workspace: WorkspaceId) -> list[EarlyReaction]:
    """Remove and return the early reactions whose nudge is on record by now, oldest first."""
    rows = await connection.execute(
        select(early_reactions)
        .join(nudges, _SAME_MESSAGE)
        .where(early_reactions.c.workspace_id == workspace)
        .order_by(early_reactions.c.said_at)
    )
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
    if taken:
        await connection.execute(_FORGET, [_key(workspace, one) for one in taken])
    return taken


async def list_workspaces_with_early(
    connection: AsyncConnection, *, before: datetime
) -> list[WorkspaceId]:
    """Return the workspaces with early reactions to settle.

    Their nudge is on record by now, or they were said before an instant and are to be forgotten.
    """
    settled = select(early_reactions.c.workspace_id).join(nudges, _SAME_MESSAGE)
    old = select(early_reactions.c.workspace_id).where(early_reactions.c.said_at < before)
    return [WorkspaceId(row) for row in await connection.scalars(settled.union(old))]


async def forget_early_before(
    connection: AsyncConnection, workspace: WorkspaceId, before: datetime
) -> None:
    """Remove early reactions so old that they were never about a nudge."""
    await connection.execute(
        delete(early_reactions).where(
            early_reactions.c.workspace_id == workspace, early_reactions.c.said_at < before
        )
    )


async def forget_early_of(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> bool:
    """Remove a person's early reactions; tell whether there were any."""
    result = await connection.execute(
        delete(early_reactions).where(
            early_reactions.c.workspace_id == workspace, early_reactions.c.member_id == member
        )
    )
    return result.rowcount > 0


def _is_news(table: Table, *, is_on: bool, said_at: datetime) -> ColumnElement[bool]:
    """Tell what is newer than a row; of two words of one instant, "off" has the last."""
    if is_on:
        return table.c.said_at < said_at
    return or_(table.c.said_at < said_at, and_(table.c.said_at == said_at, table.c.is_on.is_(True)))


def _key(workspace: WorkspaceId, one: EarlyReaction) -> dict[str, str]:
    return {
        "key_workspace_id": workspace,
        "key_channel_id": one.message.channel,
        "key_message_ts": one.message.ts,
        "key_member_id": one.member,
        "key_emoji": one.emoji,
    }
