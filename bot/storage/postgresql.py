"""PostgreSQL: one server for any number of processes, which may be away for a while."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.pools import Pools

READERS = 4
WRITERS = 6
"""Ten connections for each process, so that eight processes stay below PostgreSQL's usual hundred.
One event loop keeps a handful busy: a transaction is a millisecond or two, most of it here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds to wait for a PostgreSQL before giving up."""

    pool: float = 5
    """For a connection that others have: longer, and the queue only grows."""
    connect: int = 5
    """For a server to greet; the driver knows nothing below 2."""
    statement: float = 30
    """For the server to work on a statement. The longest that the bot has takes seconds."""
    margin: float = 5
    """For an answer to arrive, beyond what the server may take for the statement itself."""


USUAL = Patience()

_LOCK_SECONDS = 10
"""How long to wait for a row that others have, as long as for a SQLite file."""

_IDLE_SECONDS = 30
"""After how long the server ends a transaction in which nothing happens: it would hold its rows,
and keep everybody's old versions from being cleaned up."""

_FRESH_SECONDS = 1.0
"""For how long a connection that was just used is taken to work. Asking costs a third of a
transaction; without asking, a restart of the server costs each process one transaction at most."""

_MIGRATION_LOCK = 0x756E736974
"""The advisory lock of whoever changes the schema: the word unsit in ASCII."""

_KEEPALIVES = {"keepalives_idle": 30, "keepalives_interval": 5, "keepalives_count": 3}
"""Notice within a minute that a machine has gone without a word."""

_ALONE = (
    # An index on a large table takes minutes, and whoever migrates second waits as long.
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL lock_timeout = 0",
    f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})",
    # A change that waits for a table holds up everybody who comes after it: it rather fails.
    f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'",
)


def postgresql_pools(url: str, patience: Patience = USUAL) -> Pools:
    """Return the connections of a PostgreSQL database.

    Readers see one state of the database throughout their transaction, as they do on SQLite.
    Writers see what is committed by the time of each statement, and lock the rows they mean to
    change.
    """
    place = make_url(url)
    session = {
        "statement_timeout": _milliseconds(patience.statement),
        "lock_timeout": _milliseconds(_LOCK_SECONDS),
        "idle_in_transaction_session_timeout": _milliseconds(_IDLE_SECONDS),
        "timezone": "UTC",
        # What answers and claims look for is in memory: by the usual reckoning, made for disks, the
        # planner would rather walk through a whole table until that is large.
        "random_page_cost": "1.1",
    }
    reading = {
        "default_transaction_isolation": "repeatable read",
        "default_transaction_read_only": "on",
    }
    writing = {"default_transaction_isolation": "read committed"}
    return Pools(
        reader=_engine(place, READERS, session | reading, patience),
        writer=_engine(place, WRITERS, session | writing, patience),
        begin_seconds=patience.pool + patience.connect,
        answer_seconds=patience.statement + patience.margin,
        alone=_ALONE,
    )


def _engine(place: URL, size: int, session: Mapping[str, str], patience: Patience) -> AsyncEngine:
    engine = create_async_engine(
        place,
        pool_size=size,
        max_overflow=0,
        pool_timeout=patience.pool,
        hide_parameters=True,
        use_native_hstore=False,  # looked up on the first connection, and used nowhere
        connect_args=_connect_args(place.query, session, patience),
    )
    _ask_after_a_pause(engine)
    return engine


def _connect_args(
    given: Mapping[str, object], session: Mapping[str, str], patience: Patience
) -> dict[str, object]:
    """Return how to connect; what the address itself says wins."""
    settings = " ".join(
        f"-c {name}={value.replace(' ', chr(92) + ' ')}" for name, value in session.items()
    )
    ours: dict[str, object] = {
        "application_name": "unsit",
        "connect_timeout": patience.connect,
        **_KEEPALIVES,
    }
    return {
        **{name: value for name, value in ours.items() if name not in given},
        "options": f"{settings} {given.get('options', '')}".strip(),
    }


def _ask_after_a_pause(engine: AsyncEngine) -> None:
    """Ask a connection that has been idle whether it still works; if not, all are opened anew."""

    @event.listens_for(engine.sync_engine, "checkin")
    def on_checkin(_connection: object, record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
        record.info["used"] = monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def on_checkout(connection: Any, record: Any, _proxy: object) -> None:  # noqa: ANN401 - same
        used = record.info.get("used")
        if used is None or monotonic() - used < _FRESH_SECONDS:
            return
        dialect = engine.sync_engine.dialect
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


def _milliseconds(seconds: float) -> str:
    return str(round(seconds * 1000))
