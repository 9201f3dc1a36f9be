"""Engines and transactions: many readers, and on SQLite a single writer."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_BUSY_MS = 10_000


T = TypeVar("T")


async def whole(action: Coroutine[Any, Any, T]) -> T:
    """Let an action run to its end, even if whoever waits for it is told to stop.

    They stop after it. A statement that is cancelled half-way costs its connection, and on SQLite
    the lock that this holds: every later write would wait for it in vain.
    """
    task = asyncio.get_running_loop().create_task(action)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


class _WholeConnection(AsyncConnection):
    """A connection of which no statement is cancelled half-way."""

    async def execute(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as overridden
        """Execute a statement to its end."""
        return await whole(super().execute(*args, **options))

    async def run_sync(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as overridden
        """Run a function with the plain connection to its end."""
        return await whole(super().run_sync(*args, **options))


class Database:
    """A database that is open; `close` it when done."""

    def __init__(self, *, reader: AsyncEngine, writer: AsyncEngine) -> None:
        self._reader = reader
        self._writer = writer

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a short transaction that only reads."""
        async with _transaction(self._reader) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a short transaction that may write; it commits at the end of the block.

        On SQLite the write lock is taken at once, so that two writers queue here and not half-way.
        """
        async with _transaction(self._writer) as connection:
            yield connection

    async def close(self) -> None:
        """Close every connection."""
        await self._reader.dispose()
        if self._writer is not self._reader:
            await self._writer.dispose()


@asynccontextmanager
async def _transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    connection = _WholeConnection(engine)
    try:
        await whole(_begun(connection))
        yield connection
        await whole(connection.commit())
    finally:
        if connection.sync_connection is not None:
            # What is not committed by now is rolled back.
            await whole(connection.close())


async def _begun(connection: AsyncConnection) -> None:
    await connection.start()
    await connection.begin()


def open_database(url: str) -> Database:
    """Open the database of a SQLAlchemy URL; nothing connects before the first transaction.

    Errors name statements without their parameters: those are what people typed.
    """
    if make_url(url).get_backend_name() != "sqlite":
        engine = create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
        return Database(reader=engine, writer=engine)
    reader = create_async_engine(url, pool_size=4, max_overflow=0, hide_parameters=True)
    writer = create_async_engine(url, pool_size=1, max_overflow=0, hide_parameters=True)
    for engine, begin in ((reader, "BEGIN"), (writer, "BEGIN IMMEDIATE")):
        _prepare_sqlite(engine, begin)
    return Database(reader=reader, writer=writer)


def _prepare_sqlite(engine: AsyncEngine, begin: str) -> None:
    """Set what every SQLite connection needs, and begin transactions ourselves.

    The driver would begin one only before the first write, which lets two readers deadlock when
    both go on to write.
    """

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            f"busy_timeout={_BUSY_MS}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event is untyped here
        connection.exec_driver_sql(begin)
