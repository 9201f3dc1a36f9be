"""Boards and their posts."""

from sqlalchemy import Column, Date, Index, Integer, String, Table

from bot.storage.tables.schema import ID, WORD, metadata, of_workspace
from bot.storage.types import UtcDateTime

boards = Table(
    "boards",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("channel_id", ID, primary_key=True),
    Column("set_by", ID, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("next_post_at", UtcDateTime, nullable=False),
    of_workspace(),
    sqlite_with_rowid=False,
)
Index("ix_boards_workspace_id_next_post_at", boards.c.workspace_id, boards.c.next_post_at)
Index("ix_boards_next_post_at", boards.c.next_post_at, boards.c.workspace_id)

board_posts = Table(
    "board_posts",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("channel_id", ID, primary_key=True),
    Column("last_day", Date, primary_key=True),
    Column("first_day", Date, nullable=False),
    Column("set_by", ID, nullable=False),
    Column("delivery", WORD, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("retry_at", UtcDateTime),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("message_ts", ID),
    of_workspace(),
    sqlite_with_rowid=False,
)
Index(
    "ix_board_posts_workspace_id_retry_at",
    board_posts.c.workspace_id,
    board_posts.c.retry_at,
    sqlite_where=board_posts.c.retry_at.is_not(None),
    postgresql_where=board_posts.c.retry_at.is_not(None),
)
Index(
    "ix_board_posts_retry_at",
    board_posts.c.retry_at,
    board_posts.c.workspace_id,
    sqlite_where=board_posts.c.retry_at.is_not(None),
    postgresql_where=board_posts.c.retry_at.is_not(None),
)
Index("ix_board_posts_last_day", board_posts.c.last_day)
