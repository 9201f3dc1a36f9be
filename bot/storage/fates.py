"""The question of what became of one member's nudges over some weeks."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import Answer, Delivery
from bot.storage.tables import nudges


async def list_answers(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    member: MemberId,
    *,
    start: datetime,
    end: datetime,
) -> list[tuple[datetime, Answer | None]]:
    """Return the slot and the answer of each nudge that reached a member in a stretch of time.

    One look along the primary key: some hundred rows in a month. Practice does not count.
    """
    rows = await connection.execute(
        select(nudges.c.due_at, nudges.c.answer).where(
            nudges.c.workspace_id == workspace,
            nudges.c.member_id == member,
            nudges.c.due_at >= start,
            nudges.c.due_at < end,
            nudges.c.delivery == Delivery.SENT,
            nudges.c.practice.is_(False),
        )
    )
    return [(due_at, None if answer is None else Answer(answer)) for due_at, answer in rows]
