"""What admins decide for their workspace, and the exercises they add."""

from sqlalchemy import Column, String, Table, Text

from bot.storage.tables.schema import ID, WORD, metadata, of_workspace
from bot.storage.types import UtcDateTime

policies = Table(
    "policies",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    # Of new members, and of those who chose none themselves.
    Column("calendar", String(32), nullable=False, server_default=""),
    # JSON: the words and emoji of a status that mean busy, where they are not the usual ones.
    Column("statuses", Text, nullable=False, server_default=""),
    of_workspace(),
    sqlite_with_rowid=False,
)

own_exercises = Table(
    "own_exercises",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("kind", WORD, nullable=False),
    Column("text", String(200), nullable=False),
    Column("link", String(500)),
    Column("added_by", ID, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    of_workspace(),
    sqlite_with_rowid=False,
)
