"""Transactions: short, with foreign keys, many readers and one writer at a time."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError, StatementError

from bot.domain.ids import WorkspaceId
from bot.storage import workspaces
from bot.storage.database import Database, whole
from bot.storage.tables import boards
from bot.storage.tables import workspaces as table
from bot.storage.upsert import insert_into
from tests.builders import MONDAY_MORNING, WORKSPACE
from tests.databases import on_sqlite

PATIENCE = 20.0
COUNTED = select(func.count()).select_from(table)


@on_sqlite
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("foreign_keys", 1), ("journal_mode", "wal"), ("synchronous", 1), ("busy_timeout", 10_000)],
)
async def test_every_connection_is_prepared(
    database: Database, pragma: str, value: int | str
) -> None:
    """Readers and writers keep foreign keys, share the file and wait for locks."""
    async with database.read() as reader, database.write() as writer:
        for connection in (reader, writer):
            assert await connection.scalar(text(f"PRAGMA {pragma}")) == value


async def test_a_row_without_its_workspace_is_refused(database: Database) -> None:
    """Nothing is stored for a workspace that is not there."""
    with pytest.raises(IntegrityError):
        async with database.write() as connection:
            await connection.execute(
                insert(boards).values(
                    workspace_id="T0GONE",
                    channel_id="C1",
                    set_by="U1",
                    weekday=0,
                    hour=9,
                    zone="UTC",
                    next_post_at=MONDAY_MORNING,
                )
            )


async def test_a_naive_instant_never_reaches_the_file(database: Database) -> None:
    """The column type refuses what has no zone."""
    with pytest.raises(StatementError, match="naive"):
        async with database.write() as connection:
            await connection.execute(
                insert(table).values(workspace_id="T1", admitted_at=datetime(2026, 3, 2))  # noqa: DTZ001 - what is refused
            )


async def test_a_block_that_fails_writes_nothing(database: Database) -> None:
    """A transaction is all or nothing."""

    async def fail() -> None:
        async with database.write() as connection:
            await workspaces.add(connection, WORKSPACE, at=MONDAY_MORNING)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()

    async with database.read() as connection:
        assert not await workspaces.is_known(connection, WORKSPACE)


async def test_a_reader_cannot_write(database: Database) -> None:
    """What is asked for by reading changes nothing, whoever wrote the query."""
    with pytest.raises(SQLAlchemyError, match=r"readonly|read-only"):
        async with database.read() as connection:
            await workspaces.add(connection, WORKSPACE, at=MONDAY_MORNING)


async def test_a_reader_sees_one_state(database: Database, second_database: Database) -> None:
    """Two queries of one transaction agree with each other, whoever writes in between."""
    async with database.read() as reader:
        before = await workspaces.is_known(reader, WORKSPACE)
        async with second_database.write() as writer:
            await workspaces.add(writer, WORKSPACE, at=MONDAY_MORNING)
        assert await workspaces.is_known(reader, WORKSPACE) is before
    async with database.read() as reader:
        assert await workspaces.is_known(reader, WORKSPACE)


async def test_one_process_at_a_time_writes_alone(
    database: Database, second_database: Database
) -> None:
    """Whoever comes second begins when the first is done."""
    order: list[str] = []

    async def take_turns(which: Database, name: str) -> None:
        async with which.write_alone():
            order.append(name)
            await asyncio.sleep(0)
            order.append(name)

    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(take_turns(database, "one"), take_turns(second_database, "two"))
    assert order in (["one", "one", "two", "two"], ["two", "two", "one", "one"])


async def test_readers_go_on_while_somebody_writes(database: Database) -> None:
    """A reader sees the state before a write that is not over, and does not wait for it."""
    async with database.write() as writer:
        await workspaces.add(writer, WORKSPACE, at=MONDAY_MORNING)
        async with asyncio.timeout(PATIENCE), database.read() as reader:
            assert not await workspaces.is_known(reader, WORKSPACE)


async def test_two_processes_that_read_and_then_write_queue(
    database: Database, second_database: Database
) -> None:
    """Two writers that begin with a read wait for each other instead of failing half-way."""
    async with database.write() as connection:
        await workspaces.add(connection, WORKSPACE, at=datetime(2026, 1, 1, tzinfo=UTC))

    async def add_a_day(which: Database) -> None:
        async with which.write() as connection:
            at = await connection.scalar(select(table.c.admitted_at).with_for_update())
            assert at is not None
            await asyncio.sleep(0)
            await connection.execute(update(table).values(admitted_at=at.replace(day=at.day + 1)))

    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(add_a_day(one) for one in (database, second_database) * 10))
    async with database.read() as connection:
        assert await connection.scalar(select(table.c.admitted_at)) == datetime(
            2026, 1, 21, tzinfo=UTC
        )


async def test_a_cancelled_writer_lets_the_next_one_in(database: Database) -> None:
    """Whoever is cancelled within a transaction leaves nothing written and nothing locked."""
    inside = asyncio.Event()

    async def write_and_wait() -> None:
        async with database.write() as connection:
            await workspaces.add(connection, WorkspaceId("T0LOST"), at=MONDAY_MORNING)
            inside.set()
            await asyncio.Event().wait()

    async with asyncio.timeout(PATIENCE):
        writing = asyncio.ensure_future(write_and_wait())
        await inside.wait()
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing
        async with database.write() as connection:
            await workspaces.add(connection, WORKSPACE, at=MONDAY_MORNING)
            assert not await workspaces.is_known(connection, WorkspaceId("T0LOST"))


async def test_a_reader_cannot_hold_up_a_writer(database: Database) -> None:
    """A snapshot that is being read does not keep anybody from writing."""
    async with database.read() as reader:
        await workspaces.is_known(reader, WORKSPACE)
        async with asyncio.timeout(PATIENCE), database.write() as writer:
            await workspaces.add(writer, WORKSPACE, at=MONDAY_MORNING)


async def test_a_transaction_in_one_go_is_all_or_nothing(database: Database) -> None:
    """It commits what its work wrote and returns what that returned, or writes nothing."""

    def write(connection: Connection, name: str) -> int:
        connection.execute(insert(table).values(workspace_id=name, admitted_at=MONDAY_MORNING))
        if name == "T2":
            raise RuntimeError
        return connection.scalar(COUNTED) or 0

    first = await database.write_at_once(lambda connection: write(connection, "T1"))
    with pytest.raises(RuntimeError):
        await database.write_at_once(lambda connection: write(connection, "T2"))

    assert first == 1
    assert await database.look(lambda connection: connection.scalar(COUNTED)) == 1


async def test_writers_of_either_way_queue(database: Database, second_database: Database) -> None:
    """Transactions in one go and step by step, in two processes, read what the last one wrote."""
    async with database.write() as connection:
        await workspaces.add(connection, WORKSPACE, at=datetime(2026, 1, 1, tzinfo=UTC))

    def add_a_day(connection: Connection) -> None:
        at = connection.scalar(select(table.c.admitted_at).with_for_update())
        assert at is not None
        connection.execute(update(table).values(admitted_at=at.replace(day=at.day + 1)))

    async def step_by_step(which: Database) -> None:
        async with which.write() as connection:
            await connection.run_sync(add_a_day)

    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(
            *(step_by_step(one) for one in (database, second_database) * 5),
            *(one.write_at_once(add_a_day) for one in (database, second_database) * 5),
        )
    async with database.read() as connection:
        assert await connection.scalar(select(table.c.admitted_at)) == datetime(
            2026, 1, 21, tzinfo=UTC
        )


async def test_a_cancelled_transaction_in_one_go_leaves_no_lock(database: Database) -> None:
    """Whoever is told to stop while it runs, or waits for its turn, keeps nobody from writing."""

    def write(connection: Connection) -> None:
        connection.execute(insert(table).values(workspace_id="T1", admitted_at=MONDAY_MORNING))
        connection.execute(delete(table))

    for turns in range(20):
        task = asyncio.ensure_future(database.write_at_once(write))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async with asyncio.timeout(PATIENCE):
        await database.write_at_once(write)


def test_an_upsert_speaks_the_databases_dialect() -> None:
    """PostgreSQL gets an INSERT of its own kind."""
    connection = SimpleNamespace(dialect=SimpleNamespace(name="postgresql"))

    made = insert_into(connection, table)  # type: ignore[arg-type]  # only the dialect is asked for
    assert made.stringify_dialect == "postgresql"


async def test_a_transaction_that_is_cancelled_leaves_no_lock(database: Database) -> None:
    """Whoever is told to stop within a write stops after the statement, and others can write."""
    for turns in range(40):
        task = asyncio.ensure_future(_write_often(database))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    async with asyncio.timeout(20), database.write() as connection:
        assert await connection.scalar(select(func.count()).select_from(table)) == 0


async def test_a_cancelled_action_runs_to_its_end() -> None:
    """What must not be broken off is done before the cancellation goes on."""
    done = asyncio.Event()
    started = asyncio.Event()

    async def act() -> None:
        started.set()
        for _ in range(10):
            await asyncio.sleep(0)
        done.set()

    task = asyncio.ensure_future(whole(act()))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert done.is_set()


async def _write_often(database: Database) -> None:
    async with database.write() as connection:
        for number in range(100):
            await connection.execute(
                insert(table).values(workspace_id=f"T{number}", admitted_at=MONDAY_MORNING)
            )
        await asyncio.Event().wait()
