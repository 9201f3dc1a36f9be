"""The tables. Every key begins with the workspace, so that its rows lie together and can move."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from bot.storage.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ID = String(32)
_WORD = String(24)


def _of_workspace() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id"], ["workspaces.workspace_id"], ondelete="CASCADE")


def _of_member() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workspace_id", "member_id"],
        ["members.workspace_id", "members.member_id"],
        ondelete="CASCADE",
    )


workspaces = Table(
    "workspaces",
    metadata,
    Column("workspace_id", _ID, primary_key=True),
    Column("admitted_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    sqlite_with_rowid=False,
)

members = Table(
    "members",
    metadata,
    Column("workspace_id", _ID, primary_key=True),
    Column("member_id", _ID, primary_key=True),
    Column("opt_in", _WORD, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("hours", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("board_name", _WORD, nullable=False),
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
    _of_workspace(),
    sqlite_with_rowid=False,
)
Index("ix_members_workspace_id_next_due_at", members.c.workspace_id, members.c.next_due_at)

nudges = Table(
    "nudges",
    metadata,
    Column("workspace_id", _ID, primary_key=True),
    Column("member_id", _ID, primary_key=True),
    Column("due_at", UtcDateTime, primary_key=True),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("exercises", Text, nullable=False),
    Column("practice", Boolean, nullable=False, server_default=text("false")),
    Column("delivery", _WORD, nullable=False),
    Column("silence", _WORD),
    Column("lease_until", UtcDateTime),
    Column("retry_at", UtcDateTime),
    Column("channel_id", _ID),
    Column("message_ts", _ID),
    Column("sent_at", UtcDateTime),
    Column("answer", _WORD),
    Column("snoozed_until", UtcDateTime),
    _of_member(),
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
    "ix_nudges_lease_until",
    nudges.c.lease_until,
    sqlite_where=nudges.c.lease_until.is_not(None),
    postgresql_where=nudges.c.lease_until.is_not(None),
)

completions = Table(
    "completions",
    metadata,
    Column("workspace_id", _ID, primary_key=True),
    Column("member_id", _ID, primary_key=True),
    Column("slot_at", UtcDateTime, primary_key=True),
    Column("kind", _WORD, primary_key=True),
    Column("asked", Boolean, primary_key=True),
    Column("completed_at", UtcDateTime, nullable=False),
    Column("source", _WORD, nullable=False),
    _of_member(),
    sqlite_with_rowid=False,
)

reactions = Table(
    "reactions",
    metadata,
    Column("workspace_id", _ID, primary_key=True),
    Column("member_id", _ID, primary_key=True),
    Column("due_at", UtcDateTime, primary_key=True),
    Column("emoji", String(128), primary_key=True),
    Column("is_on", Boolean, nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
    _of_member(),
    sqlite_with_rowid=False,
)

daily_totals = Table(
    "daily_totals",
    metadata,
    Column("workspace_id", _ID, primary_key=True),
    Column("member_id", _ID, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("asked", Integer, nullable=False),
    Column("completed", Integer, nullable=False),
    Column("logged", Integer, nullable=False),
    _of_member(),
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

boards = Table(
    "boards",
    metadata,
    Column("workspace_id", _ID, primary_key=True),
    Column("channel_id", _ID, primary_key=True),
    Column("set_by", _ID, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("next_post_at", UtcDateTime, nullable=False),
    _of_workspace(),
    sqlite_with_rowid=False,
)
Index("ix_boards_workspace_id_next_post_at", boards.c.workspace_id, boards.c.next_post_at)

board_posts = Table(
    "board_posts",
    metadata,
    Column("workspace_id", _ID, primary_key=True),
    Column("channel_id", _ID, primary_key=True),
    Column("last_day", Date, primary_key=True),
    Column("first_day", Date, nullable=False),
    Column("set_by", _ID, nullable=False),
    Column("delivery", _WORD, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("retry_at", UtcDateTime),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("message_ts", _ID),
    _of_workspace(),
    sqlite_with_rowid=False,
)
Index(
    "ix_board_posts_workspace_id_retry_at",
    board_posts.c.workspace_id,
    board_posts.c.retry_at,
    sqlite_where=board_posts.c.retry_at.is_not(None),
    postgresql_where=board_posts.c.retry_at.is_not(None),
)
