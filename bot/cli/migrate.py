"""`unsit migrate`: brings the database to the newest schema."""

import asyncio

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.doctor.installation import address_of, reason_of
from bot.engine.queues import EngineUnusableError, migrate_engine
from bot.settings import Settings
from bot.storage import migrations
from bot.storage.database import open_database


def migrate(settings: Settings) -> None:
    """Migrate the database; on one that is up to date, do nothing."""
    place = address_of(settings.database_url)
    try:
        asyncio.run(_migrate(settings.database_url))
    except (SQLAlchemyError, EngineUnusableError, OSError) as error:
        typer.echo(f"{place} cannot be migrated: {reason_of(error)}. Check DATABASE_URL.", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{place} is up to date.")


async def _migrate(url: str) -> None:
    database = open_database(url)
    try:
        await migrations.migrate(database)
    finally:
        await database.close()
    await migrate_engine(url)
