"""Every migration leaves room for the release before it, which may still run beside the new one."""

from collections.abc import AsyncIterator, Iterator
from itertools import pairwise
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Inspector, MetaData, String, Table, inspect, text

from bot.storage import migrations
from bot.storage.database import Database
from bot.storage.migrations import config_for
from tests.databases import opened

REVISIONS = [
    script.revision for script in ScriptDirectory(next(iter(migrations.__path__))).walk_revisions()
][::-1]


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    """Give a database without any table."""
    async with opened(empty_url) as database:
        yield database


@pytest.mark.parametrize(("before", "after"), list(pairwise(REVISIONS)))
async def test_a_migration_only_adds(empty: Database, before: str, after: str) -> None:
    """Tables, indexes, and columns that may stay empty: what was there is there as it was."""
    async with empty.write() as connection:
        old = await connection.run_sync(_schema_at, before)
        new = await connection.run_sync(_schema_at, after)

    assert list(_broken(old, new)) == []


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE boards",
        "ALTER TABLE boards DROP COLUMN hour",
        "ALTER TABLE boards RENAME COLUMN hour TO at_hour",
        "CREATE UNIQUE INDEX uq_boards_hour ON boards (hour)",
    ],
)
async def test_what_breaks_the_release_before_is_told(empty: Database, change: str) -> None:
    """The check above would see a migration that does more than add."""
    async with empty.write() as connection:
        old = await connection.run_sync(_schema_at, "0001")
        await connection.execute(text(change))
        new = await connection.run_sync(_schema)

    assert list(_broken(old, new)) != []


async def test_a_column_that_has_to_be_given_is_told(empty: Database) -> None:
    """The release before knows nothing of it, and its rows would be refused."""
    given = Table("a", MetaData(), Column("one", String(1), nullable=False))
    async with empty.write() as connection:
        await connection.run_sync(
            lambda sync: Table("a", MetaData(), Column("x", String(1))).create(sync)
        )
        old = await connection.run_sync(_schema)
        await connection.execute(text("DROP TABLE a"))
        await connection.run_sync(given.create)
        new = await connection.run_sync(_schema)

    assert list(_broken(old, new)) == ["a.x", "a.one"]


Schema = dict[str, dict[str, Any]]


def _schema_at(connection: Connection, revision: str) -> Schema:
    command.upgrade(config_for(connection), revision)
    return _schema(connection)


def _schema(connection: Connection) -> Schema:
    inspector = inspect(connection)
    return {name: _table(inspector, name) for name in inspector.get_table_names()}


def _table(inspector: Inspector, name: str) -> dict[str, Any]:
    columns = inspector.get_columns(name)
    unique: list[Any] = [
        *(each["column_names"] for each in inspector.get_unique_constraints(name)),
        *(each["column_names"] for each in inspector.get_indexes(name) if each["unique"]),
    ]
    return {
        "columns": {
            each["name"]: (str(each["type"]), each["nullable"], each["default"]) for each in columns
        },
        "rules": {
            "key": inspector.get_pk_constraint(name)["constrained_columns"],
            "unique": sorted(unique),
            "foreign": inspector.get_foreign_keys(name),
            "checks": inspector.get_check_constraints(name),
        },
    }


def _broken(old: Schema, new: Schema) -> Iterator[str]:
    """Yield what statements of the release before would stumble over."""
    for name, table in old.items():
        if name not in new:
            yield name
            continue
        columns = new[name]["columns"]
        yield from (f"{name}.{each}" for each in _broken_columns(table["columns"], columns))
        if table["rules"] != new[name]["rules"]:
            yield f"{name}: {new[name]['rules']}"


def _broken_columns(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    yield from (name for name, column in old.items() if new.get(name) != column)
    for name, (_type, nullable, default) in new.items():
        if name not in old and not nullable and default is None:
            yield name
