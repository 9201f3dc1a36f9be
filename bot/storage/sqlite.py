"""SQLite: a file that many read and one writes."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.pools import Pools

_READERS = 4
_BUSY_MS = 10_000


def sqlite_pools(url: str) -> Pools:
    """Return the connections of a SQLite file: several readers, and a single writer.

    The writer takes the file's lock as it begins: the next one waits there, and not half-way, where
    two that have both read could only fail.
    """
    reader = create_async_engine(url, pool_size=_READERS, max_overflow=0, hide_parameters=True)
    writer = create_async_engine(url, pool_size=1, max_overflow=0, hide_parameters=True)
    for engine, begin in ((reader, "BEGIN"), (writer, "BEGIN IMMEDIATE")):
        _prepare(engine, begin)
    return Pools(reader=reader, writer=writer)


def _prepare(engine: AsyncEngine, begin: str) -> None:
    """Set what every connection needs, and begin transactions ourselves.

    The driver would begin one only before the first write, which lets two readers deadlock when
    both go on to write.
    """

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            # First, because the others already have to wait for whoever has the file.
            f"busy_timeout={_BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event is untyped here
        connection.exec_driver_sql(begin)
