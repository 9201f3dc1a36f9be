"""Queries about the emoji that members put on nudges."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.nudge import Nudge
from bot.storage.tables import reactions
from bot.storage.upsert import insert_into


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
    written = await connection.scalar(
        added.on_conflict_do_update(
            index_elements=["workspace_id", "member_id", "due_at", "emoji"],
            set_={"is_on": is_on, "said_at": said_at},
            where=_is_news(is_on=is_on, said_at=said_at),
        ).returning(reactions.c.emoji)
    )
    return written is not None


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


def _is_news(*, is_on: bool, said_at: datetime) -> ColumnElement[bool]:
    """Tell what is newer than a row; of two words of one instant, "off" has the last."""
    earlier = reactions.c.said_at < said_at
    if is_on:
        return earlier
    return or_(earlier, and_(reactions.c.said_at == said_at, reactions.c.is_on.is_(True)))
