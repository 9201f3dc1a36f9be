"""Turns to call Slack, shared by all processes that call it for a workspace."""

from sqlalchemy import Column, String, Table

from bot.storage.tables.schema import ID, metadata
from bot.storage.types import UtcDateTime

turns = Table(
    "turns",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("method", String(64), primary_key=True),
    Column("spent_until", UtcDateTime, nullable=False),
    Column("held_until", UtcDateTime),
    sqlite_with_rowid=False,
)
