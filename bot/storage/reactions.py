"""Queries about the emoji that members put on nudges and take off."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from bot.domain.ids import MemberId, WorkspaceId
from bot.storage.many import look_up, lookup_of, upsert_of
from bot.storage.raw import instants, write_many
from bot.storage.tables import reactions

SlotOf = tuple[WorkspaceId, MemberId, datetime]
"""What names a nudge."""


class Reaction(NamedTuple):
    """The last word about an emoji on a nudge: whether it stands there, and since when."""

    workspace: WorkspaceId
    member: MemberId
    due_at: datetime
    emoji: str
    is_on: bool
    said_at: datetime


_COLUMNS = ("workspace_id", "member_id", "due_at", "emoji", "is_on", "said_at")
_OF_SLOTS = lookup_of(
    reactions,
    columns=_COLUMNS,
    given=[("workspace_id", "="), ("member_id", "="), ("due_at", "=")],
)
_WRITE = upsert_of(reactions, columns=_COLUMNS, replacing=("is_on", "said_at"))


def list_of(connection: Connection, slots: Collection[SlotOf]) -> list[Reaction]:
    """Return all that is known about emoji on nudges."""
    kept = instants(connection)
    read, as_kept = kept.must_read, kept.write
    given = [(workspace, member, as_kept(due_at)) for workspace, member, due_at in slots]
    return [
        Reaction(workspace, member, read(due_at), emoji, bool(is_on), read(said_at))
        for workspace, member, due_at, emoji, is_on, said_at in look_up(
            connection, _OF_SLOTS, given
        )
    ]


def write(connection: Connection, said: Collection[Reaction]) -> None:
    """Write the last words about emoji."""
    as_kept = instants(connection).write
    write_many(
        connection,
        _WRITE,
        [
            (workspace, member, as_kept(due_at), emoji, is_on, as_kept(said_at))
            for workspace, member, due_at, emoji, is_on, said_at in said
        ],
    )
