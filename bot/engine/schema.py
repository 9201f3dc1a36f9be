"""The queue's tables in PostgreSQL: Procrastinate's own migrations, and which of them are applied.

Procrastinate ships its schema and, for whoever has an older one, a file for each change; which of
these a database has seen it does not record. We do, in a table of ours.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager

from bot.engine.postgresql import conninfo

_LOCK = 7_230_181_541
"""A number of ours for the lock that keeps two processes from migrating at once."""

_RECORD = "CREATE TABLE IF NOT EXISTS unsit_engine_migrations (name text PRIMARY KEY)"

_OURS: dict[str, bytes] = {
    # To find the next job, Procrastinate looks for others of the same workspace, once for each job
    # that is ahead. Its own indexes let it read the whole queue each time.
    "unsit_01_lock_index": b"CREATE INDEX unsit_jobs_lock ON procrastinate_jobs (lock)"
    b" WHERE status IN ('todo', 'doing')",
}

Connection = psycopg.AsyncConnection


class ForeignSchemaError(Exception):
    """The database has a queue that Unsit has not made, so nobody knows what it lacks."""

    def __init__(self) -> None:
        super().__init__(
            "the database has tables of Procrastinate's that Unsit has not made:"
            " give Unsit a database of its own"
        )


async def migrate_engine(url: str) -> None:
    """Bring the queue's tables up to date; on those that are, do nothing. Safe in two processes.

    Raises:
        ForeignSchemaError: somebody else's queue is there already.
        psycopg.Error: the database is away, or forbids it.
    """
    async with _connected(url) as connection:
        # Held until the connection ends, through all the transactions below.
        await connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        applied = await _applied(connection)
        if applied is None:
            applied = await _begin(connection)
        for name, statements in _steps().items():
            if name not in applied:
                await _apply(connection, statements, [name])


async def is_engine_current(url: str) -> bool:
    """Tell whether the queue's tables are up to date."""
    async with _connected(url) as connection:
        applied = await _applied(connection)
    return applied is not None and applied.issuperset(_steps())


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[Connection]:
    async with await Connection.connect(conninfo(url), autocommit=True) as connection:
        yield connection


async def _applied(connection: Connection) -> set[str] | None:
    """Return the names of what was applied, or None for a database without a queue."""
    found = await connection.execute(
        "SELECT to_regclass('unsit_engine_migrations') IS NOT NULL,"
        " to_regclass('procrastinate_jobs') IS NOT NULL"
    )
    row = await found.fetchone()
    recorded, queued = row or (False, False)
    if not recorded:
        if queued:
            raise ForeignSchemaError
        return None
    names = await connection.execute("SELECT name FROM unsit_engine_migrations")
    return {name for (name,) in await names.fetchall()}


async def _begin(connection: Connection) -> set[str]:
    """Make the tables as they are today, which leaves nothing of Procrastinate's to change."""
    names = [path.stem for path in _files()]
    async with connection.transaction():
        await connection.execute(_RECORD)
        await _apply(connection, SchemaManager.get_schema().encode(), names)
    return set(names)


async def _apply(connection: Connection, statements: bytes, names: Iterable[str]) -> None:
    async with connection.transaction():
        await connection.execute(statements)
        await connection.execute(
            "INSERT INTO unsit_engine_migrations SELECT unnest(%s::text[])", (list(names),)
        )


def _steps() -> dict[str, bytes]:
    """Return what has to be applied, in order, by name.

    A `post` file takes away what the release before still needs. It waits until there is a later
    release with changes of its own: by then nobody runs the one before.
    """
    files = _files()
    newest = _release(files[-1])
    due = [path for path in files if "_post_" not in path.stem or _release(path) < newest]
    return {path.stem: path.read_bytes() for path in due} | _OURS


def _files() -> list[Path]:
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def _release(path: Path) -> str:
    return path.stem.split("_")[0]
