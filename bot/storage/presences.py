"""What Slack says of members just now: read by every claim, written when Slack tells."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.presence import Busy, Presence
from bot.storage.many import upsert_of
from bot.storage.raw import Instants, Raw, fetch, instants, query, write_many
from bot.storage.tables import presences

_VALUES = (
    "dnd_start_at",
    "dnd_end_at",
    "status",
    "status_until",
    "in_huddle",
    "huddle_until",
    "seen_at",
    "dnd_seen_at",
)
_SELECT = f"SELECT member_id, {', '.join(_VALUES)} FROM presences WHERE workspace_id ="  # noqa: S608 - names of our own
_SOME = Raw(
    sqlite=f"{_SELECT} ? AND member_id IN (SELECT value FROM json_each(?))",  # noqa: S608 - same
    postgresql=f"{_SELECT} %s AND member_id = ANY(%s)",
)
_SAVE = upsert_of(presences, columns=("workspace_id", "member_id", *_VALUES), replacing=_VALUES)
_PAUSED = query("SELECT paused_until FROM workspaces WHERE workspace_id = ?")


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


def _presence(row: Sequence[Any], kept: Instants) -> Presence:
    read = kept.read
    dnd_start, dnd_end, status, status_until, in_huddle, huddle_until, seen_at, dnd_seen_at = row
    return Presence(
        dnd_start=read(dnd_start),
        dnd_end=read(dnd_end),
        status=None if status is None else Busy(status),
        status_until=read(status_until),
        in_huddle=bool(in_huddle),
        huddle_until=read(huddle_until),
        seen_at=read(seen_at),
        dnd_seen_at=read(dnd_seen_at),
    )


def _row(presence: Presence, kept: Instants) -> tuple[object, ...]:
    write = kept.write
    return (
        write(presence.dnd_start),
        write(presence.dnd_end),
        None if presence.status is None else str(presence.status),
        write(presence.status_until),
        presence.in_huddle,
        write(presence.huddle_until),
        write(presence.seen_at),
        write(presence.dnd_seen_at),
    )
