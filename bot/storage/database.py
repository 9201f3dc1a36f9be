"""Transactions on whatever database there is: many readers, and writers that queue."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import TimeoutError as NoAnswerError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.pool import QueuePool

from bot.storage.pools import Pools
from bot.storage.postgresql import USUAL, Patience, postgresql_pools
from bot.storage.sqlite import sqlite_pools

T = TypeVar("T")

_PARTING_SECONDS = 1.0


async def whole(action: Coroutine[Any, Any, T], *, seconds: float | None = None) -> T:
    """Let an action run to its end, even if whoever waits for it is told to stop.

    They stop after it. A statement that is cancelled half-way costs its connection, and on SQLite
    the lock that this holds: every later write would wait for it in vain.

    Args:
        action: what to do.
        seconds: after how long to give it up all the same; the connection is then lost.

    Raises:
        sqlalchemy.exc.TimeoutError: it was given up.
    """
    task = asyncio.get_running_loop().create_task(_within(seconds, action))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


async def _within(seconds: float | None, action: Coroutine[Any, Any, T]) -> T:
    if seconds is None:
        return await action
    try:
        # Told to stop, the driver asks the server to stop too; told twice, it waits no more.
        async with asyncio.timeout(seconds + _PARTING_SECONDS), asyncio.timeout(seconds):
            return await action
    except TimeoutError as error:
        raise NoAnswerError("the database does not answer") from error


class _WholeConnection(AsyncConnection):
    """A connection of which no statement is cancelled half-way."""

    def __init__(self, engine: AsyncEngine, *, seconds: float | None) -> None:
        super().__init__(engine)
        self._seconds = seconds

    async def execute(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as overridden
        """Execute a statement to its end."""
        return await whole(super().execute(*args, **options), seconds=self._seconds)

    async def run_sync(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as overridden
        """Run a function with the plain connection to its end."""
        return await whole(super().run_sync(*args, **options), seconds=self._seconds)

    async def commit(self) -> None:
        """Commit to the end."""
        await whole(super().commit(), seconds=self._seconds)

    async def close(self) -> None:
        """Close to the end; what is not committed by now is rolled back."""
        await whole(super().close(), seconds=self._seconds)


class Database:
    """A database that is open; `close` it when done.

    Whatever is wrong with it is raised as a `sqlalchemy.exc.SQLAlchemyError`: a server that is away
    or too slow as `OperationalError` or `TimeoutError`, within seconds, and the first transaction
    after its return works. No transaction stays open, however its block ends.
    """

    def __init__(self, pools: Pools) -> None:
        self._pools = pools
        self._looker = pools.reader.execution_options(isolation_level="AUTOCOMMIT")
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a short transaction that only reads, from one state of the database throughout."""
        async with self._transaction(self._pools.reader) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a short transaction that may write; it commits at the end of the block.

        On SQLite the write lock is taken at once, so that two writers queue here and not half-way.
        """
        if self._pools.writes_at_once is None:
            async with self._transaction(self._pools.writer) as connection:
                yield connection
        else:
            async with self._turn, self._transaction(self._pools.writer) as connection:
                yield connection

    async def look(self, work: Callable[[Connection], T]) -> T:
        """Run a query, or a few that need not see the same state; see `write_at_once`.

        On PostgreSQL there is no transaction around them: beginning and ending one would cost twice
        as much as a query that finds nothing.
        """
        if self._pools.reads_at_once is None:
            async with self._transaction(self._looker) as connection:
                return await connection.run_sync(work)
        return await whole(self._pools.reads_at_once.run(work))

    async def write_at_once(self, work: Callable[[Connection], T]) -> T:
        """Run a whole transaction that may write, and return what its work returns.

        What every nudge or answer pays for goes this way: on SQLite it is one visit to the thread
        of the file, instead of several for each statement. The work may run in another thread, so
        that it touches nothing but its connection and values.
        """
        if self._pools.writes_at_once is None:
            async with self.write() as connection:
                return await connection.run_sync(work)
        async with self._turn:
            return await whole(self._pools.writes_at_once.run(work))

    @asynccontextmanager
    async def write_alone(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that may take its time, and that one process has at a time.

        It is for changes to the schema.
        """
        async with self._transaction(self._pools.writer, patient=True) as connection:
            for statement in self._pools.alone:
                await connection.execute(text(statement))
            yield connection

    @property
    def connections_in_use(self) -> int:
        """Count the connections that somebody has at the moment."""
        engines = (self._pools.reader, self._pools.writer)
        pools = [engine.pool for engine in engines]
        return sum(pool.checkedout() for pool in pools if isinstance(pool, QueuePool))

    async def close(self) -> None:
        """Close every connection."""
        await self._pools.reader.dispose()
        await self._pools.writer.dispose()
        for at_once in (self._pools.reads_at_once, self._pools.writes_at_once):
            if at_once is not None:
                await at_once.close()

    @asynccontextmanager
    async def _transaction(
        self, engine: AsyncEngine, *, patient: bool = False
    ) -> AsyncIterator[AsyncConnection]:
        connection = _WholeConnection(
            engine, seconds=None if patient else self._pools.answer_seconds
        )
        try:
            await whole(_begun(connection), seconds=self._pools.begin_seconds)
            yield connection
            await connection.commit()
        finally:
            if connection.sync_connection is not None:
                await connection.close()


async def _begun(connection: AsyncConnection) -> None:
    await connection.start()
    await connection.begin()


def open_database(url: str, *, patience: Patience = USUAL) -> Database:
    """Open the database of a SQLAlchemy URL; nothing connects before the first transaction.

    Errors name statements without their parameters: those are what people typed.

    Args:
        url: where it is.
        patience: how long to wait for a PostgreSQL.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return Database(sqlite_pools(url))
    return Database(postgresql_pools(url, patience))
