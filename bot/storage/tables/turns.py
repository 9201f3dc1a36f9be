"""Turns to call Slack, shared by all processes that call it for a workspace."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from bot.storage.tables.schema import ID, metadata

turns = Table(
    "turns",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("method", String(64), primary_key=True),
    # Instants in microseconds since 1970, with which every database can count.
    Column("spent_until", BigInteger, nullable=False),
    Column("held_until", BigInteger, nullable=False),
    # When turns were last asked for, and how many were taken then: what the statement tells.
    Column("asked_at", BigInteger, nullable=False),
    Column("taken", Integer, nullable=False),
    sqlite_with_rowid=False,
)
