"""What PostgreSQL is told, and what happens when it is slow, away, or gone without a word."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoAnswerError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database, open_database
from bot.storage.postgresql import READERS, WRITERS, Patience
from tests.databases import opened
from tests.storage.outages import OwnServer, line_to, own_server

GENEROUS = 60.0
"""Seconds after which a test has failed; nothing here takes that long."""

HASTY = Patience(pool=1, connect=3, statement=1, margin=1)
SLOW_TO_ANSWER = replace(HASTY, margin=GENEROUS)
NEVER_ENDED_BY_THE_SERVER = replace(HASTY, statement=GENEROUS, margin=5 - GENEROUS)

Enter = Callable[[], AbstractAsyncContextManager[AsyncConnection]]


@pytest.fixture(scope="module")
def server() -> Iterator[OwnServer]:
    """Give a server that a test may stop, and starts again."""
    with own_server() as server:
        yield server


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("application_name", "unsit"),
        ("timezone", "UTC"),
        ("statement_timeout", "30s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "30s"),
    ],
)
async def test_every_connection_is_bounded(postgresql_url: str, setting: str, value: str) -> None:
    """Whatever a process asks for or forgets, the server lets go of it."""
    async with (
        opened(postgresql_url) as database,
        database.read() as reader,
        database.write() as writer,
    ):
        for connection in (reader, writer):
            assert await connection.scalar(text(f"SHOW {setting}")) == value


async def test_the_address_may_say_otherwise(postgresql_url: str) -> None:
    """Who runs the database knows best."""
    said = "application_name=other&options=-c%20statement_timeout%3D7s"
    async with opened(f"{postgresql_url}&{said}") as database, database.read() as connection:
        shown = [
            await connection.scalar(text(f"SHOW {setting}"))
            for setting in ("application_name", "statement_timeout", "lock_timeout")
        ]

    assert shown == ["other", "7s", "10s"]


async def test_a_slow_statement_is_ended_and_its_connection_goes_on(postgresql_url: str) -> None:
    """The server ends it, and nothing is lost but what it would have said."""
    database = open_database(postgresql_url, patience=SLOW_TO_ANSWER)
    with pytest.raises(OperationalError, match="statement timeout"):
        async with database.write() as connection:
            await connection.execute(text("SELECT pg_sleep(600)"))

    assert await _works(database)
    await database.close()


async def test_whoever_finds_no_connection_is_told_soon(postgresql_url: str) -> None:
    """A queue that only grows helps nobody."""
    database = open_database(postgresql_url, patience=HASTY)
    all_taken = asyncio.Event()

    async def hold(others: asyncio.Barrier) -> None:
        async with database.write():
            await others.wait()
            await all_taken.wait()

    everybody = asyncio.Barrier(WRITERS + 1)
    async with asyncio.timeout(GENEROUS), asyncio.TaskGroup() as holding:
        for _ in range(WRITERS):
            holding.create_task(hold(everybody))
        await everybody.wait()
        with pytest.raises(NoAnswerError):
            async with database.write():
                pytest.fail("there was a connection after all")
        all_taken.set()
    await database.close()


async def test_cancelled_transactions_give_their_connections_back(database_url: str) -> None:
    """However many are told to stop half-way, the next one finds a connection."""
    async with asyncio.timeout(GENEROUS), opened(database_url) as database:
        for turns in range(3 * (READERS + WRITERS)):
            for enter in (database.read, database.write):
                task = asyncio.ensure_future(_ask_forever(enter))
                for _ in range(turns):
                    await asyncio.sleep(0)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task

        assert await _works(database)


async def test_a_stopped_server_fails_soon_and_works_again_when_it_is_back(
    server: OwnServer,
) -> None:
    """Nothing hangs, nothing has to be restarted."""
    async with asyncio.timeout(GENEROUS), opened(server.url) as database:
        assert await _works(database)
        server.stop()
        for enter in (database.read, database.write, database.write_alone):
            with pytest.raises(SQLAlchemyError):
                async with enter() as connection:
                    await connection.execute(select(1))
        server.start()

        assert await _works(database)


async def test_a_server_that_stops_within_a_transaction_undoes_it(server: OwnServer) -> None:
    """What was not committed is not there, and the block says so."""
    async with asyncio.timeout(GENEROUS), opened(server.url) as database:
        async with database.write() as connection:
            await connection.execute(text("CREATE TABLE kept (one INTEGER)"))
        with pytest.raises(SQLAlchemyError):
            await _insert(database, server.stop)
        server.start()

        async with database.read() as connection:
            assert await connection.scalar(text("SELECT count(*) FROM kept")) == 0


async def test_a_server_that_is_gone_without_a_word_is_given_up(
    postgresql_url: str,
) -> None:
    """A statement without an answer ends, and so does a transaction that cannot begin."""
    async with asyncio.timeout(GENEROUS), line_to(postgresql_url) as (line, url):
        database = open_database(url, patience=NEVER_ENDED_BY_THE_SERVER)
        async with database.write() as connection:
            await connection.execute(text("CREATE TEMPORARY TABLE kept (one INTEGER)"))

        with pytest.raises(NoAnswerError):
            await _insert(database, line.die)
        with pytest.raises(SQLAlchemyError):
            await _insert(database, line.die)
        line.revive()

        assert await _works(database)
        await database.close()


async def _works(database: Database) -> bool:
    async with database.read() as reader, database.write() as writer:
        return await reader.scalar(select(1)) == await writer.scalar(select(1))


async def _insert(database: Database, meanwhile: Callable[[], None]) -> None:
    async with database.write() as connection:
        await connection.execute(text("INSERT INTO kept VALUES (1)"))
        meanwhile()


async def _ask_forever(enter: Enter) -> None:
    async with enter() as connection:
        while True:
            await connection.execute(select(1))
