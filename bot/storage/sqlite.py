"""SQLite: a file that many read and one writes."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.pools import Pools

T = TypeVar("T")

_READERS = 4
_BUSY_MS = 10_000
_READ, _WRITE = "BEGIN", "BEGIN IMMEDIATE"


def sqlite_pools(url: str) -> Pools:
    """Return the connections of a SQLite file: several readers, and a single writer.

    The writer takes the file's lock as it begins: the next one waits there, and not half-way, where
    two that have both read could only fail.
    """
    reader = create_async_engine(url, pool_size=_READERS, max_overflow=0, hide_parameters=True)
    writer = create_async_engine(url, pool_size=1, max_overflow=0, hide_parameters=True)
    _prepare(reader.sync_engine, _READ)
    _prepare(writer.sync_engine, _WRITE)
    return Pools(
        reader=reader,
        writer=writer,
        reads_at_once=_Threaded(url, _READ),
        writes_at_once=_Threaded(url, _WRITE),
    )


class _Threaded:
    """A connection in a thread of its own, which is given whole transactions.

    Going there and back costs more than a statement does, and the driver of the others goes there
    several times for each.
    """

    def __init__(self, url: str, begin: str) -> None:
        # It is opened in its thread, but closed from wherever the database is.
        plain = make_url(url).set(drivername="sqlite")
        self._engine = create_engine(
            plain,
            pool_size=1,
            max_overflow=0,
            hide_parameters=True,
            connect_args={"check_same_thread": False},
        )
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sqlite")
        _prepare(self._engine, begin)

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Begin, do the work, and commit."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, work)

    async def close(self) -> None:
        """Close the connection."""
        self._thread.shutdown()
        self._engine.dispose()

    def _run(self, work: Callable[[Connection], T]) -> T:
        with self._engine.begin() as connection:
            return work(connection)


def _prepare(engine: Engine, begin: str) -> None:
    """Set what every connection needs, and begin transactions ourselves.

    The driver would begin one only before the first write, which lets two readers deadlock when
    both go on to write.
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            # First, because the others already have to wait for whoever has the file.
            f"busy_timeout={_BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            f"query_only={'ON' if begin == _READ else 'OFF'}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event is untyped here
        connection.exec_driver_sql(begin)
