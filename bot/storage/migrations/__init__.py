"""Bringing a database to the present schema, with Alembic configured in code."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.storage.database import Database

_HERE = Path(__file__).parent


async def migrate(database: Database) -> None:
    """Bring the database to the newest schema; on one that is there already, do nothing."""
    async with database.write() as connection:
        await connection.run_sync(_upgrade)


async def is_current(database: Database) -> bool:
    """Tell whether the database has the newest schema."""
    async with database.read() as connection:
        revision = await connection.run_sync(_revision)
    return revision == ScriptDirectory(str(_HERE)).get_current_head()


def _upgrade(connection: Connection) -> None:
    command.upgrade(config_for(connection), "head")


def config_for(connection: Connection) -> Config:
    """Return Alembic's configuration for a connection that is open."""
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
