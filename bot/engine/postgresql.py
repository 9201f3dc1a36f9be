"""How the engine talks to PostgreSQL: the address, a small pool, and what is out of reach."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, LiteralString

import psycopg
from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import AsyncConnectionPool

_DEFAULTS = {
    "application_name": "unsit engine",
    # A peer that went without a word is noticed in seconds; the system's own patience is hours.
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}

_PLANS = ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin")
"""What the planner must not do to find the next job: all of them read the whole backlog for one.

The table is empty most of the time, so its statistics say little about the moment in which
thousands of jobs wait. Along the indexes a job is found in a fraction of a millisecond, however
many wait; the planner's own choice has been seen to take a second.
"""

_QUICKLY = 3.0
"""Seconds to wait for a connection: who asks for a task of a database that is away hears soon."""

_OUT_OF_REACH = (psycopg.OperationalError, psycopg.InterfaceError, TimeoutError)


class BoundedConnector(PsycopgConnector):
    """Procrastinate's way to the database, which does not wait for an answer for ever.

    A server may hang, or the line to it go dead, without anybody hanging up.
    """

    def __init__(self, *, answer_seconds: float) -> None:
        super().__init__()
        self._answer_seconds = answer_seconds

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:  # noqa: ANN401 - as overridden
        """Execute a statement."""
        async with self._bounded():
            await super().execute_query_async(query, **arguments)

    async def execute_query_one_async(
        self,
        query: LiteralString,
        **arguments: Any,  # noqa: ANN401 - as overridden
    ) -> dict[str, Any]:
        """Return the one row of a statement."""
        async with self._bounded():
            row: dict[str, Any] = await super().execute_query_one_async(query, **arguments)
        return row

    async def execute_query_all_async(
        self,
        query: LiteralString,
        **arguments: Any,  # noqa: ANN401 - as overridden
    ) -> list[dict[str, Any]]:
        """Return all rows of a statement."""
        async with self._bounded():
            rows: list[dict[str, Any]] = await super().execute_query_all_async(query, **arguments)
        return rows

    @asynccontextmanager
    async def _bounded(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._answer_seconds):
                yield
        except TimeoutError as error:
            raise ConnectorException from error


def conninfo(url: str) -> str:
    """Return a SQLAlchemy URL as libpq reads it, with what the engine expects of a connection."""
    _scheme, _, place = url.partition("://")
    given = conninfo_to_dict(f"postgresql://{place}")
    missing = {name: value for name, value in _DEFAULTS.items() if name not in given}
    return make_conninfo(f"postgresql://{place}", **missing)


def build_pool(place: str) -> AsyncConnectionPool:
    """Return a pool of connections to a place that libpq understands; it is not open yet.

    Connections are not tried before each use, which would double the round trips: one that broke
    fails once, and is replaced.
    """
    return AsyncConnectionPool(
        place,
        open=False,
        min_size=1,
        # Fetching is done by one, and the rest takes a millisecond each.
        max_size=2,
        timeout=_QUICKLY,
        # The pool would double its pauses up to minutes; whoever needs a connection asks again.
        reconnect_timeout=1.0,
        configure=_configure,
    )


async def _configure(connection: psycopg.AsyncConnection) -> None:
    # Every statement of the engine's is a whole, so none needs a BEGIN and a COMMIT around it.
    await connection.set_autocommit(True)
    for each in _PLANS:
        await connection.execute("SELECT set_config(%s, 'off', false)", (f"enable_{each}",))


def is_out_of_reach(error: Exception) -> bool:
    """Tell whether the database could not be asked, as opposed to having refused."""
    return isinstance(error, _OUT_OF_REACH) or isinstance(error.__cause__, _OUT_OF_REACH)
