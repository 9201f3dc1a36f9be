"""The question of what became of one member's nudges over some weeks."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import HELD, Answer, Delivery, Silence
from bot.storage.tables import nudges


async def list_answers(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    member: MemberId,
    *,
    start: datetime,
    end: datetime,
) -> list[tuple[datetime, Answer | None, Silence | None]]:
    """Return the nudges of a stretch of time that came to a member, or were held back.

    Each with its slot, its answer and why it was held. One look along the primary key: some hundred
    rows in a month. Practice does not count.
    """
    rows = await connection.execute(
        select(nudges.c.due_at, nudges.c.answer, nudges.c.silence).where(
            nudges.c.workspace_id == workspace,
            nudges.c.member_id == member,
            nudges.c.due_at >= start,
            nudges.c.due_at < end,
            or_(nudges.c.delivery == Delivery.SENT, nudges.c.silence.in_(HELD)),
            nudges.c.practice.is_(False),
        )
    )
    return [
        (
            due_at,
            None if answer is None else Answer(answer),
            None if silence is None else Silence(silence),
        )
        for due_at, answer, silence in rows
    ]
