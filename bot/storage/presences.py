"""What Slack says of members just now: read by every claim, written when Slack tells."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.presence import Busy, Presence
from bot.storage.many import look_up, lookup_of, upsert_of
from bot.storage.raw import Instants, Raw, fetch, instants, query, write_many
from bot.storage.tables import presences

_VALUES = (
    "dnd_start_at",
    "dnd_end_at",
    "status",
    "status_until",
    "status_since",
    "in_huddle",
    "huddle_until",
    "huddle_since",
    "seen_at",
    "dnd_seen_at",
)
_SELECT = f"SELECT member_id, {', '.join(_VALUES)} FROM presences WHERE workspace_id ="  # noqa: S608 - names of our own
_SOME = Raw(
    sqlite=f"{_SELECT} ? AND member_id IN (SELECT value FROM json_each(?))",  # noqa: S608 - same
    postgresql=f"{_SELECT} %s AND member_id = ANY(%s)",
)
_SAVE = upsert_of(presences, columns=("workspace_id", "member_id", *_VALUES), replacing=_VALUES)
_ASKED = upsert_of(
    presences, columns=("workspace_id", "member_id", "asked_at"), replacing=("asked_at",)
)
_ASKED_SINCE = lookup_of(
    presences,
    columns=("workspace_id", "member_id"),
    given=[("workspace_id", "="), ("member_id", "="), ("asked_at", ">=")],
)
_FORGET = query("DELETE FROM presences WHERE workspace_id = ? AND member_id = ?")
_DOUBT = query(
    "UPDATE presences SET seen_at = NULL, dnd_seen_at = NULL, asked_at = NULL "
    "WHERE workspace_id = ? AND (asked_at IS NOT NULL OR seen_at IS NOT NULL)"
)


def _stale(members: str) -> str:
    """Return a query that goes by the time of slots, for SQLite has to be told so."""
    return (
        "SELECT workspace_id, member_id, seen_at FROM ("  # noqa: S608 - names of our own
        "SELECT members.workspace_id, members.member_id, presences.seen_at, row_number() OVER ("
        "PARTITION BY members.workspace_id ORDER BY next_due_at) AS place "
        f"FROM {members} LEFT JOIN presences ON presences.workspace_id = members.workspace_id "
        "AND presences.member_id = members.member_id "
        "JOIN workspaces ON workspaces.workspace_id = members.workspace_id "
        "WHERE next_due_at > ? AND next_due_at <= ? "
        "AND (asked_at IS NULL OR asked_at < ?) "
        "AND revoked_at IS NULL AND removed_at IS NULL"
        ") AS near WHERE place <= ? ORDER BY workspace_id"
    )


_STALE = Raw(
    sqlite=_stale("members INDEXED BY ix_members_next_due_at"),
    postgresql=_stale("members").replace("?", "%s"),
)
_PAUSED = query("SELECT paused_until FROM workspaces WHERE workspace_id = ?")


def list_asked(
    connection: Connection, keys: Collection[tuple[WorkspaceId, MemberId]], *, since: datetime
) -> set[tuple[WorkspaceId, MemberId]]:
    """Return those of some members about whom Slack was asked at an instant or later."""
    at = instants(connection).write(since)
    rows = look_up(connection, _ASKED_SINCE, [(*key, at) for key in sorted(keys)])
    return {(WorkspaceId(workspace), MemberId(member)) for workspace, member in rows}


def list_of(
    connection: Connection, workspace: WorkspaceId, ids: Collection[MemberId]
) -> dict[MemberId, Presence]:
    """Return what is known of some members; nothing is of those left out."""
    if not ids:
        return {}
    given = json.dumps(list(ids)) if connection.dialect.name == "sqlite" else list(ids)
    kept = instants(connection)
    rows = fetch(connection, _SOME, workspace, given)
    return {MemberId(row[0]): _presence(row[1:], kept) for row in rows}


def save(
    connection: Connection, workspace: WorkspaceId, changed: Collection[tuple[MemberId, Presence]]
) -> None:
    """Write what is known of some members, who must be there."""
    kept = instants(connection)
    rows = [(workspace, member, *_row(presence, kept)) for member, presence in changed]
    write_many(connection, _SAVE, rows)


def find_workspace_pause(connection: Connection, workspace: WorkspaceId) -> datetime | None:
    """Return until when nobody in a workspace is nudged, or None."""
    rows = fetch(connection, _PAUSED, workspace)
    return instants(connection).read(rows[0][0]) if rows else None


def list_stale(
    connection: Connection,
    *,
    after: datetime,
    until: datetime,
    asked_before: datetime,
    most_of_each: int,
) -> list[tuple[WorkspaceId, MemberId, datetime | None]]:
    """Return members with a slot in a stretch of time of whom Slack was not asked lately.

    Of each served workspace the first so many, each with when their profile was last heard of.
    """
    kept = instants(connection)
    stretch = (kept.write(after), kept.write(until), kept.write(asked_before), most_of_each)
    rows = fetch(connection, _STALE, *stretch)
    return [(WorkspaceId(row[0]), MemberId(row[1]), kept.read(row[2])) for row in rows]


def note_asked(
    connection: Connection, whose: Collection[tuple[WorkspaceId, MemberId]], *, at: datetime
) -> None:
    """Note that Slack is asked about some members, who must be there."""
    asked_at = instants(connection).write(at)
    write_many(connection, _ASKED, [(*key, asked_at) for key in sorted(whose)])


def forget(connection: Connection, workspace: WorkspaceId, member: MemberId) -> None:
    """Remove what is known of a member."""
    connection.exec_driver_sql(_FORGET.of(connection), (workspace, member))


def doubt(connection: Connection, workspace: WorkspaceId) -> None:
    """Note of a whole workspace that what is known may be wrong: news of it was lost."""
    connection.exec_driver_sql(_DOUBT.of(connection), (workspace,))


def _presence(row: Sequence[Any], kept: Instants) -> Presence:
    read = kept.read
    dnd_start, dnd_end, status, until, since, in_huddle, huddle_until, huddle_since, *seen = row
    return Presence(
        dnd_start=read(dnd_start),
        dnd_end=read(dnd_end),
        status=None if status is None else Busy(status),
        status_until=read(until),
        status_since=read(since),
        in_huddle=bool(in_huddle),
        huddle_until=read(huddle_until),
        huddle_since=read(huddle_since),
        seen_at=read(seen[0]),
        dnd_seen_at=read(seen[1]),
    )


def _row(presence: Presence, kept: Instants) -> tuple[object, ...]:
    write = kept.write
    return (
        write(presence.dnd_start),
        write(presence.dnd_end),
        None if presence.status is None else str(presence.status),
        write(presence.status_until),
        write(presence.status_since),
        presence.in_huddle,
        write(presence.huddle_until),
        write(presence.huddle_since),
        write(presence.seen_at),
        write(presence.dnd_seen_at),
    )
