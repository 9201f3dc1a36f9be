"""Claiming members whose slot has come, and writing down how they are planned from there."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.storage.due import SERVED
from bot.storage.many import look_up, lookup_of
from bot.storage.member_rows import ALL, COLUMNS, KEY, PLANNING, planning_row, read_member
from bot.storage.raw import Raw, change_of, fetch, instants, query, write_many
from bot.storage.tables import members

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM members WHERE workspace_id ="  # noqa: S608 - names of our own
_LOCKED = lookup_of(
    members,
    columns=ALL,
    given=[("workspace_id", "="), ("member_id", "=")],
    locked=True,
)
_DUE = query(
    f"{_SELECT} ? AND next_due_at <= ? AND {SERVED} ORDER BY next_due_at LIMIT ?",
    at_end="FOR UPDATE SKIP LOCKED",
)
_SOME = Raw(
    sqlite=f"{_SELECT} ? AND member_id IN (SELECT value FROM json_each(?))",  # noqa: S608 - same
    postgresql=f"{_SELECT} %s AND member_id = ANY(%s)",
)

_ADVANCE = change_of(members, columns=PLANNING, keys=KEY)


def list_due(
    connection: Connection, workspace: WorkspaceId, *, now: datetime, limit: int
) -> list[Member]:
    """Lock and return members of a served workspace whose slot has come, the longest due first."""
    kept = instants(connection)
    rows = fetch(connection, _DUE, workspace, kept.write(now), workspace, limit)
    return [read_member(workspace, row, kept) for row in rows]


def find_some(
    connection: Connection, workspace: WorkspaceId, ids: Collection[MemberId]
) -> dict[MemberId, Member]:
    """Return those of some members that there are."""
    if not ids:
        return {}
    given = json.dumps(list(ids)) if connection.dialect.name == "sqlite" else list(ids)
    kept = instants(connection)
    found = [
        read_member(workspace, row, kept) for row in fetch(connection, _SOME, workspace, given)
    ]
    return {member.id: member for member in found}


def list_locked(
    connection: Connection, whose: Collection[tuple[WorkspaceId, MemberId]]
) -> dict[tuple[WorkspaceId, MemberId], Member]:
    """Lock and return those of some members, of any workspaces, that there are.

    The locks keep other writers away until the transaction ends. Whoever writes about members locks
    them first, and several in one and the same order, so that no two writers wait for each other.
    """
    kept = instants(connection)
    return {
        (workspace, row[0]): read_member(workspace, row, kept)
        for workspace, *row in look_up(connection, _LOCKED, sorted(whose))
    }


def advance(connection: Connection, advanced: Sequence[Member]) -> None:
    """Write the planning of many members."""
    kept = instants(connection)
    write_many(connection, _ADVANCE, [planning_row(member, kept) for member in advanced])
