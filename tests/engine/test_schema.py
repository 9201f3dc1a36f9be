"""The queue's tables: made once, brought up to date file by file, and never those of others."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from procrastinate.schema import SchemaManager
from sqlalchemy import URL

from bot.cli.migrate import migrate
from bot.engine.distributed import distributed_queue
from bot.engine.queues import EngineUnusableError, is_engine_current, migrate_engine
from bot.settings import load
from tests import postgresql
from tests.engine.test_distributed import QUICK, ask, joined, rows, tasks_of
from tests.engine.work import HERE, Work

FILES = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
OLDER = "03.02"
"""A release to upgrade from: the next one changed how jobs are fetched."""


@pytest.fixture
def empty_url(postgresql_server: URL) -> Iterator[str]:
    """Give the URL of a database without any table."""
    with postgresql.created(postgresql_server) as url:
        yield postgresql.written(url)


async def test_processes_may_migrate_at_the_same_time(empty_url: str) -> None:
    """One of them makes the tables, and all find them up to date."""
    before = await is_engine_current(empty_url)
    async with asyncio.TaskGroup() as processes:
        for _ in range(4):
            processes.create_task(migrate_engine(empty_url))

    assert not before
    assert await is_engine_current(empty_url)


def test_the_command_makes_the_queue_beside_the_data(empty_url: str) -> None:
    """One `unsit migrate` is all that a database needs."""
    migrate(load({"DATABASE_URL": empty_url}))

    assert asyncio.run(is_engine_current(empty_url))


async def test_an_older_queue_is_brought_up_to_date(empty_url: str, work: Work) -> None:
    """What a newer release of the library changes is applied once, and then jobs run."""
    work.may_end.set()
    _make_older(empty_url)
    before = await is_engine_current(empty_url)
    for _ in range(2):
        await migrate_engine(empty_url)
    async with distributed_queue(empty_url, tasks_of(work), timing=QUICK) as queue:
        queue.start()
        await ask(queue, "a", HERE)
        await joined(queue)
        await queue.stop()

    assert not before
    assert await is_engine_current(empty_url)
    assert work.ended == [("a", HERE)]


async def test_what_the_release_before_still_needs_is_taken_away_later(empty_url: str) -> None:
    """The last file that removes something waits for a release after its own."""
    _make_older(empty_url)
    await migrate_engine(empty_url)
    applied = {name for (name,) in rows(empty_url, "SELECT name FROM unsit_engine_migrations")}

    newest = FILES[-1].stem.split("_")[0]
    left = {path.stem for path in FILES} - applied
    assert left == {
        path.stem for path in FILES if "_post_" in path.stem and path.stem.startswith(newest)
    }


async def test_a_later_release_of_the_bot_may_have_been_here(empty_url: str) -> None:
    """What an older process does not know does not trouble it."""
    await migrate_engine(empty_url)
    _execute(empty_url, "INSERT INTO unsit_engine_migrations VALUES ('99.00.00_01_pre_new')")

    assert await is_engine_current(empty_url)


async def test_the_queue_of_somebody_else_is_left_alone(empty_url: str) -> None:
    """Nobody knows what it lacks, so the operator has to decide."""
    _execute(empty_url, SchemaManager.get_schema())
    with pytest.raises(EngineUnusableError, match="a database of its own"):
        await migrate_engine(empty_url)


def _make_older(url: str) -> None:
    """Make the tables as an older release of the library had them."""
    _execute(url, "CREATE TABLE unsit_engine_migrations (name text PRIMARY KEY)")
    for path in FILES:
        if path.stem < f"{OLDER}.99":
            _execute(url, path.read_text())
            _execute(url, f"INSERT INTO unsit_engine_migrations VALUES ('{path.stem}')")  # noqa: S608 - a file's name


def _execute(url: str, statements: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statements.encode())
