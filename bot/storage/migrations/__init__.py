"""Bringing a database to the present schema, with Alembic configured in code."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.storage.database import Database

_HERE = Path(__file__).parent


async def migrate(database: Database) -> None:
    """Bring the database to the newest schema; on one that is there already, do nothing.

    Several processes may do so at once: one goes first, and the others find it done. A database
    that a newer release has migrated is left alone, so that this one can run beside it.
    """
    async with database.write_alone() as connection:
        await connection.run_sync(_upgrade)


async def is_current(database: Database) -> bool:
    """Tell whether the database has the newest schema, or that of a newer release."""
    async with database.read() as connection:
        return await connection.run_sync(_is_current)


def _upgrade(connection: Connection) -> None:
    if not _is_current(connection):
        command.upgrade(config_for(connection), "head")


def _is_current(connection: Connection) -> bool:
    """Compare revisions, which are numbers in four digits.

    A newer release only adds to what this one needs, until that is gone from all machines.
    """
    revision = MigrationContext.configure(connection).get_current_revision()
    return revision is not None and revision.isdigit() and revision >= _head()


@cache
def _head() -> str:
    return str(ScriptDirectory(str(_HERE)).get_current_head())


def config_for(connection: Connection) -> Config:
    """Return Alembic's configuration for a connection that is open."""
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.attributes["connection"] = connection
    return config
