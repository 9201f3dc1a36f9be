"""Databases for tests: real files, migrated once and copied for each test."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.storage.database import Database, open_database
from bot.storage.migrations import migrate


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


@asynccontextmanager
async def copied(template: Path, folder: Path) -> AsyncIterator[Database]:
    """Open a fresh copy of a migrated database in a folder, for one example of many."""
    path = folder / "copy.db"
    shutil.copy(template, path)
    async with opened(url_of(path)) as database:
        yield database


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "unsit.db"

    async def make() -> None:
        async with opened(url_of(path)) as database:
            await migrate(database)

    asyncio.run(make())
    return path


@pytest.fixture
def database_url(template: Path, tmp_path: Path) -> str:
    """Give the URL of a migrated, empty database of the test's own."""
    path = tmp_path / "unsit.db"
    shutil.copy(template, path)
    return url_of(path)


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
