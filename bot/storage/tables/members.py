"""Workspaces and their members."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from bot.storage.tables.schema import ID, WORD, metadata, of_workspace
from bot.storage.types import UtcDateTime

workspaces = Table(
    "workspaces",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("admitted_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("removed_at", UtcDateTime),
    sqlite_with_rowid=False,
)

members = Table(
    "members",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("member_id", ID, primary_key=True),
    Column("opt_in", WORD, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("hours", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("board_name", WORD, nullable=False),
    Column("alias", String(64)),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("paused_until", UtcDateTime),
    Column("stand_anchor_at", UtcDateTime),
    Column("squeeze_anchor_at", UtcDateTime),
    Column("walk_anchor_at", UtcDateTime),
    Column("selfcare_anchor_at", UtcDateTime),
    Column("last_nudge_at", UtcDateTime),
    Column("recent_nudges", String(255), nullable=False, server_default=""),
    Column("snoozed_until", UtcDateTime),
    Column("snoozed_kinds", String(64), nullable=False, server_default=""),
    Column("next_due_at", UtcDateTime),
    Column("next_kinds", String(64), nullable=False, server_default=""),
    Column("nudges", Integer, nullable=False, server_default="0"),
    of_workspace(),
    sqlite_with_rowid=False,
)
Index("ix_members_workspace_id_next_due_at", members.c.workspace_id, members.c.next_due_at)
Index(
    # What every tick asks: it begins with the time, so that nothing due costs one look.
    "ix_members_next_due_at",
    members.c.next_due_at,
    members.c.workspace_id,
    sqlite_where=members.c.next_due_at.is_not(None),
    postgresql_where=members.c.next_due_at.is_not(None),
)
