"""Databases for tests: real SQLite files and a real PostgreSQL, migrated once and then reused.

A test that asks for `database` or `database_url` gets SQLite, or what `--database` names; those of
the storage and of the use cases run on both. `postgresql_url` is PostgreSQL for any test.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import pytest
from sqlalchemy import URL

from bot.engine.queues import migrate_engine
from bot.storage.database import Database, open_database
from bot.storage.migrations import migrate
from tests import postgresql

SQLITE, POSTGRESQL = "sqlite", "postgresql"

on_sqlite = pytest.mark.parametrize("backend", [SQLITE], indirect=True, scope="session")
on_postgresql = pytest.mark.parametrize("backend", [POSTGRESQL], indirect=True, scope="session")


class Supply(Protocol):
    """Where a test's databases come from."""

    def fresh(self) -> str:
        """Return the URL of a migrated, empty database; it lasts until the next one is asked for.

        What is open on the one before is to be closed by then.
        """
        ...


def url_of(path: Path) -> str:
    """Return the SQLAlchemy URL of a SQLite file."""
    return f"sqlite+aiosqlite:///{path}"


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """Open a database for as long as the block runs."""
    database = open_database(url)
    try:
        yield database
    finally:
        await database.close()


class Copies:
    """Copies of a migrated SQLite file, of which one is there at a time."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._template = template
        self._folder = folder

    def fresh(self) -> str:
        """Copy the file and return the copy's URL."""
        for old in self._folder.iterdir():
            old.unlink()
        path = self._folder / f"{uuid4().hex}.db"
        shutil.copy(self._template, path)
        return url_of(path)


def both(metafunc: pytest.Metafunc) -> None:
    """Let each test that uses a database run on both, unless `--database` or its mark names one."""
    settled = any(
        "backend" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")
    )
    if "backend" in metafunc.fixturenames and not settled:
        named = metafunc.config.getoption("database")
        backends = [named] if named else [SQLITE, POSTGRESQL]
        metafunc.parametrize("backend", backends, indirect=True, scope="session")


@pytest.fixture(scope="session")
def backend(request: pytest.FixtureRequest) -> str:
    """Give the name of the database that a test runs on."""
    named = getattr(request, "param", None) or request.config.getoption("database")
    return str(named or SQLITE)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "unsit.db"
    asyncio.run(_migrate(url_of(path)))
    return path


async def _migrate(url: str) -> None:
    async with opened(url) as database:
        await migrate(database)


@pytest.fixture(scope="session")
def postgresql_server(request: pytest.FixtureRequest) -> URL:
    """Give the address of a PostgreSQL server on which databases may be made."""
    return postgresql.server_url(request.config)


@pytest.fixture(scope="session")
def postgresql_supply(postgresql_server: URL) -> Iterator[Supply]:
    """Give PostgreSQL databases, one after the other."""
    with postgresql.created(postgresql_server) as template:
        asyncio.run(_migrate(postgresql.written(template)))
        asyncio.run(migrate_engine(postgresql.written(template)))
        with closing(postgresql.Emptied(postgresql_server, template)) as supply:
            yield supply


@pytest.fixture(scope="session")
def sqlite_supply(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Supply:
    """Give SQLite files, one after the other."""
    return Copies(template, tmp_path_factory.mktemp("copies"))


@pytest.fixture(scope="session")
def supply(request: pytest.FixtureRequest, backend: str) -> Supply:
    """Give databases of the kind that a test runs on, one after the other."""
    found: Supply = request.getfixturevalue(f"{backend}_supply")
    return found


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database without any table, of which the schema may be changed."""
    if backend == SQLITE:
        yield url_of(tmp_path / "empty.db")
        return
    with postgresql.created(request.getfixturevalue("postgresql_server")) as url:
        yield postgresql.written(url)


@pytest.fixture
def postgresql_url(postgresql_supply: Supply) -> str:
    """Give the URL of a migrated, empty PostgreSQL database."""
    return postgresql_supply.fresh()


@pytest.fixture
def database_url(supply: Supply) -> str:
    """Give the URL of a migrated, empty database of the test's own."""
    return supply.fresh()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Give a migrated, empty database."""
    async with opened(database_url) as database:
        yield database


@pytest.fixture
async def second_database(database_url: str) -> AsyncIterator[Database]:
    """Give the same database as another process would open it."""
    async with opened(database_url) as database:
        yield database
