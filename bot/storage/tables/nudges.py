"""Nudges and what was said to them, with the counts that are kept of it."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, text

from bot.storage.tables.schema import ID, WORD, metadata, of_member
from bot.storage.types import UtcDateTime

nudges = Table(
    "nudges",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("member_id", ID, primary_key=True),
    Column("due_at", UtcDateTime, primary_key=True),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("exercises", Text, nullable=False),
    Column("tip", ID),
    Column("practice", Boolean, nullable=False, server_default=text("false")),
    Column("delivery", WORD, nullable=False),
    Column("silence", WORD),
    Column("lease_until", UtcDateTime),
    Column("retry_at", UtcDateTime),
    Column("channel_id", ID),
    Column("message_ts", ID),
    Column("sent_at", UtcDateTime),
    Column("answer", WORD),
    Column("snoozed_until", UtcDateTime),
    of_member(),
    sqlite_with_rowid=False,
)
Index(
    "uq_nudges_message",
    nudges.c.workspace_id,
    nudges.c.channel_id,
    nudges.c.message_ts,
    unique=True,
    sqlite_where=nudges.c.message_ts.is_not(None),
    postgresql_where=nudges.c.message_ts.is_not(None),
)
Index(
    "ix_nudges_workspace_id_retry_at",
    nudges.c.workspace_id,
    nudges.c.retry_at,
    sqlite_where=nudges.c.retry_at.is_not(None),
    postgresql_where=nudges.c.retry_at.is_not(None),
)
Index(
    "ix_nudges_retry_at",
    nudges.c.retry_at,
    nudges.c.workspace_id,
    sqlite_where=nudges.c.retry_at.is_not(None),
    postgresql_where=nudges.c.retry_at.is_not(None),
)
Index(
    "ix_nudges_lease_until",
    nudges.c.lease_until,
    sqlite_where=nudges.c.lease_until.is_not(None),
    postgresql_where=nudges.c.lease_until.is_not(None),
)

completions = Table(
    "completions",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("member_id", ID, primary_key=True),
    Column("slot_at", UtcDateTime, primary_key=True),
    Column("kind", WORD, primary_key=True),
    Column("asked", Boolean, primary_key=True),
    Column("completed_at", UtcDateTime, nullable=False),
    Column("source", WORD, nullable=False),
    of_member(),
    sqlite_with_rowid=False,
)

reactions = Table(
    "reactions",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("member_id", ID, primary_key=True),
    Column("due_at", UtcDateTime, primary_key=True),
    Column("emoji", String(128), primary_key=True),
    Column("is_on", Boolean, nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
    of_member(),
    sqlite_with_rowid=False,
)

daily_totals = Table(
    "daily_totals",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("member_id", ID, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("asked", Integer, nullable=False),
    Column("completed", Integer, nullable=False),
    Column("logged", Integer, nullable=False),
    of_member(),
    sqlite_with_rowid=False,
)
Index(
    # Holds all that a board asks for, which then never looks at the rows themselves.
    "ix_daily_totals_workspace_id_day",
    daily_totals.c.workspace_id,
    daily_totals.c.day,
    daily_totals.c.member_id,
    daily_totals.c.asked,
    daily_totals.c.completed,
    daily_totals.c.logged,
)
