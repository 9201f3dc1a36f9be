"""The question of every tick: in which workspaces is there something to do?

Every second it looks at what fell due a short while ago, on indexes that begin with the time, so
that nothing due costs one look, however many members and workspaces there are. What is older waits
for a sweep through the workspaces, which asks each of them: a slot that nobody took in its time,
after an outage or because a task failed, or one of a workspace that is served again. Were the look
to reach as far back, it would walk over everybody of the workspaces that are not served, and on
PostgreSQL over the index entries that claims have left behind.
"""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.ids import WorkspaceId
from bot.storage.raw import Raw, fetch, instants, query

MOST = 5_000
"""Workspaces that one look returns; the next one finds the others."""

SERVED = (
    "EXISTS (SELECT 1 FROM workspaces WHERE workspaces.workspace_id = ? "
    "AND revoked_at IS NULL AND removed_at IS NULL)"
)


def list_recent(connection: Connection, *, since: datetime, now: datetime) -> list[WorkspaceId]:
    """Return served workspaces with a slot or another try due since an instant, oldest first."""
    write = instants(connection).write
    stretch = (write(since), write(now))
    return _ids(connection, _RECENT, *stretch, *stretch, MOST)


def list_left_over(connection: Connection, *, before: datetime) -> list[WorkspaceId]:
    """Return served workspaces with a slot or another try that was due at an instant or earlier."""
    at = instants(connection).write(before)
    return _ids(connection, _LEFT_OVER, at, at, MOST)


def list_with_boards(connection: Connection, *, now: datetime) -> list[WorkspaceId]:
    """Return served workspaces with a board to be posted, or a post to be tried again."""
    at = instants(connection).write(now)
    return _ids(connection, _BOARDS, at, at, MOST)


def _ids(connection: Connection, statement: Raw, *values: object) -> list[WorkspaceId]:
    return [WorkspaceId(row[0]) for row in fetch(connection, statement, *values)]


def _served_of(*looks: str) -> str:
    """Return a query for the served ones among the workspaces that looks find, oldest first."""
    return (
        f"SELECT workspaces.workspace_id FROM ({' UNION ALL '.join(looks)}) AS found "  # noqa: S608 - text of ours
        "JOIN workspaces ON workspaces.workspace_id = found.workspace_id "
        "WHERE revoked_at IS NULL AND removed_at IS NULL "
        "GROUP BY workspaces.workspace_id ORDER BY min(found.due_at) LIMIT ?"
    )


def _look(table: str, column: str, *, since: str = "") -> str:
    return (
        f"SELECT workspace_id, min({column}) AS due_at FROM {table} "  # noqa: S608 - same
        f"WHERE {since}{column} <= ? GROUP BY workspace_id"
    )


def _looks(*looks: tuple[str, str, str]) -> Raw:
    """Make a query of looks into tables, by columns, from an instant on that may be none.

    SQLite would go through all members, or through the workspaces one by one, unless it is told
    which index to use.
    """
    hinted = [
        _look(f"{table} INDEXED BY ix_{table}_{column}", column, since=since)
        for table, column, since in looks
    ]
    plain = [_look(table, column, since=since) for table, column, since in looks]
    return Raw(sqlite=_served_of(*hinted), postgresql=_served_of(*plain).replace("?", "%s"))


_RECENT = _looks(
    ("members", "next_due_at", "next_due_at > ? AND "),
    ("nudges", "retry_at", "retry_at > ? AND "),
)

_BOARDS = _looks(("boards", "next_post_at", ""), ("board_posts", "retry_at", ""))

_LEFT_OVER = query(
    "SELECT workspace_id FROM workspaces WHERE revoked_at IS NULL AND removed_at IS NULL AND ("
    "EXISTS (SELECT 1 FROM members WHERE members.workspace_id = workspaces.workspace_id "
    "AND next_due_at <= ?) OR "
    "EXISTS (SELECT 1 FROM nudges WHERE nudges.workspace_id = workspaces.workspace_id "
    "AND retry_at <= ?)) LIMIT ?"
)
