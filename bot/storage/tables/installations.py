"""How the bot is let into workspaces: installations, and the states of those under way."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, String, Table, Text

from bot.storage.tables.schema import ID, metadata, of_workspace
from bot.storage.types import UtcDateTime

installations = Table(
    "installations",
    metadata,
    Column("workspace_id", ID, primary_key=True),
    Column("is_org", Boolean, nullable=False),
    Column("bot_id", ID, nullable=False),
    Column("bot_user_id", ID, nullable=False),
    # Encrypted, as is the refresh token: neither is ever kept in clear.
    Column("bot_token", LargeBinary, nullable=False),
    Column("refresh_token", LargeBinary),
    Column("token_expires_at", UtcDateTime),
    # Until when somebody is at refreshing them, who may have died over it.
    Column("refreshing_until", UtcDateTime),
    Column("scopes", Text, nullable=False),
    Column("installed_by", ID, nullable=False),
    Column("installed_at", UtcDateTime, nullable=False),
    of_workspace(),
    sqlite_with_rowid=False,
)

oauth_states = Table(
    "oauth_states",
    metadata,
    # A digest: whoever reads the database cannot finish somebody else's installation.
    Column("digest", String(64), primary_key=True),
    Column("expires_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_oauth_states_expires_at", oauth_states.c.expires_at)
