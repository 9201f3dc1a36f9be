"""Workspaces and their members."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    true,
)

from bot.storage.tables.schema import ID, WORD, metadata, of_member, of_workspace
from bot.storage.types import UtcDateTime

workspaces = Table(
    "workspaces",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("admitted_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("paused_until", UtcDateTime),
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
    Column("quiet", Text, nullable=False, server_default="[[], [], [], [], [], [], []]"),
    Column("calendar", String(32), nullable=False, server_default=""),
    Column("calendar_is_own", Boolean, nullable=False, server_default=false()),
    Column("language", String(16)),
    Column("tips", Boolean, nullable=False, server_default=true()),
    Column("locale", String(16)),
    Column("programme_since", Date),
    Column("announces", Boolean, nullable=False, server_default=false()),
    Column("held_kinds", String(64), nullable=False, server_default=""),
    Column("unanswered", Integer, nullable=False, server_default="0"),
    Column("plan_changed_at", UtcDateTime),
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

presences = Table(
    "presences",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("member_id", ID, primary_key=True),
    Column("dnd_start_at", UtcDateTime),
    Column("dnd_end_at", UtcDateTime),
    # What a status means, and never its words.
    Column("status", WORD),
    Column("status_until", UtcDateTime),
    Column("status_since", UtcDateTime),
    Column("in_huddle", Boolean, nullable=False, server_default=false()),
    Column("huddle_until", UtcDateTime),
    Column("huddle_since", UtcDateTime),
    Column("seen_at", UtcDateTime),
    Column("dnd_seen_at", UtcDateTime),
    # When Slack was last asked about them, whatever came of it.
    Column("asked_at", UtcDateTime),
    of_member(),
    sqlite_with_rowid=False,
)
