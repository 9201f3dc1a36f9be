"""Migrations lead from nothing to the tables, and back."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot.storage import workspaces
from bot.storage.database import Database
from bot.storage.migrations import config_for, is_current, migrate
from bot.storage.tables import metadata
from tests.builders import MONDAY_MORNING, WORKSPACE
from tests.databases import on_sqlite, opened


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    """Give a database without any table."""
    async with opened(empty_url) as database:
        yield database


async def test_an_empty_database_is_not_current(empty: Database) -> None:
    """Before the first migration a database is behind."""
    assert not await is_current(empty)


async def test_migrating_makes_it_current(empty: Database) -> None:
    """After the migrations a database is at the newest schema."""
    await migrate(empty)

    assert await is_current(empty)


async def test_the_migrations_make_the_tables(empty: Database) -> None:
    """Nothing that the code knows is missing in the database, nor the other way round."""
    await migrate(empty)

    async with empty.read() as connection:
        assert await connection.run_sync(_drift) == []


@on_sqlite
async def test_tables_hold_rows_by_their_key(database: Database) -> None:
    """A workspace's rows lie together on SQLite: no table has row ids of its own."""
    async with database.read() as connection:
        rows = await connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        )
        made = {row.name: row.sql for row in rows}

    assert [
        table.name for table in metadata.sorted_tables if "WITHOUT ROWID" not in made[table.name]
    ] == []


async def test_migrating_again_changes_nothing(database: Database) -> None:
    """A restart finds its data as it was."""
    async with database.write() as connection:
        await workspaces.add(connection, WORKSPACE, at=MONDAY_MORNING)
    await migrate(database)

    async with database.read() as connection:
        assert await workspaces.is_known(connection, WORKSPACE)


async def test_the_way_back_and_forth_again_works(empty: Database) -> None:
    """Every migration can be taken back, and made again."""
    await migrate(empty)
    async with empty.write() as connection:
        await connection.run_sync(lambda sync: command.downgrade(config_for(sync), "base"))
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    behind = await is_current(empty)
    await migrate(empty)

    assert left == ["alembic_version"]
    assert not behind
    assert await is_current(empty)
    async with empty.read() as connection:
        assert await connection.run_sync(_drift) == []


async def test_processes_that_migrate_at_once_take_turns(empty: Database, empty_url: str) -> None:
    """Whoever comes second waits, and finds it done."""
    async with opened(empty_url) as second, opened(empty_url) as third:
        await asyncio.gather(*(migrate(each) for each in (empty, second, third)))

    assert await is_current(empty)


async def test_a_newer_release_is_left_its_schema(empty: Database) -> None:
    """A process of this release starts, and works, beside those of the next."""
    await migrate(empty)
    async with empty.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await migrate(empty)

    async with empty.read() as connection:
        assert await connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    assert await is_current(empty)


async def test_a_failed_migration_leaves_nothing_behind(empty: Database) -> None:
    """Migrations are one transaction: a database is at a revision, or as it was before."""
    async with empty.write() as connection:
        await connection.execute(text("CREATE TABLE turns (in_the_way INTEGER)"))

    with pytest.raises(SQLAlchemyError):
        await migrate(empty)

    async with empty.read() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert names == ["turns"]


def _drift(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))
