"""Queries about the emoji that members put on nudges and take off."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, select

from bot.domain.ids import MemberId, WorkspaceId
from bot.storage.many import Types, given, rows_given, upsert
from bot.storage.tables import reactions
from bot.storage.tables.schema import ID
from bot.storage.types import UtcDateTime

SlotOf = tuple[WorkspaceId, MemberId, datetime]
"""What names a nudge."""

_SLOT: Types = {"workspace_id": ID, "member_id": ID, "due_at": UtcDateTime()}


class Reaction(NamedTuple):
    """The last word about an emoji on a nudge: whether it stands there, and since when."""

    workspace: WorkspaceId
    member: MemberId
    due_at: datetime
    emoji: str
    is_on: bool
    said_at: datetime


def list_of(connection: Connection, slots: Collection[SlotOf]) -> list[Reaction]:
    """Return all that is known about emoji on nudges."""
    if not slots:
        return []
    rows = connection.execute(
        _of_slots(connection.dialect.name), rows_given(connection.dialect, _SLOT, list(slots))
    )
    return [Reaction(*row) for row in rows]


def write(connection: Connection, said: Collection[Reaction]) -> None:
    """Write the last words about emoji."""
    upsert(
        connection,
        reactions,
        [
            {
                "workspace_id": one.workspace,
                "member_id": one.member,
                "due_at": one.due_at,
                "emoji": one.emoji,
                "is_on": one.is_on,
                "said_at": one.said_at,
            }
            for one in said
        ],
        replacing=("is_on", "said_at"),
    )


@cache
def _of_slots(dialect: str) -> Select[Any]:
    slot = given(dialect, _SLOT)
    return select(reactions).join(
        slot,
        and_(
            reactions.c.workspace_id == slot.c.workspace_id,
            reactions.c.member_id == slot.c.member_id,
            reactions.c.due_at == slot.c.due_at,
        ),
    )
