"""Statements whose rows reach the driver as they are: what every nudge pays for.

SQLAlchemy looks at each value of each row on its way, which costs several times what the database
does with it. Here a statement's text is made once for each database, and whoever calls hands over
values as the driver takes them: instants through `Instants`, words as plain text.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection, String, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

_SQLITE = "sqlite"


@dataclass(frozen=True, slots=True)
class Raw:
    """A statement as each database reads it."""

    sqlite: str
    postgresql: str

    def of(self, connection: Connection) -> str:
        """Return the text for the database at hand."""
        return self.sqlite if connection.dialect.name == _SQLITE else self.postgresql


@dataclass(frozen=True, slots=True)
class Instants:
    """How a driver takes instants, and how it gives them."""

    write: Callable[[datetime | None], Any]
    read: Callable[[Any], datetime | None]

    def must_read(self, value: object) -> datetime:
        """Return the instant of a column that always has one.

        Raises:
            ValueError: it has none.
        """
        at = self.read(value)
        if at is None:
            raise ValueError("an instant is missing")
        return at


def instants(connection: Connection) -> Instants:
    """Return how instants go to and fro."""
    return _IN_SQLITE if connection.dialect.name == _SQLITE else _IN_POSTGRESQL


def query(text: str, *, at_end: str = "") -> Raw:
    """Make a query with `?` for each of its values; `at_end` is for PostgreSQL alone."""
    return Raw(sqlite=text, postgresql=f"{text} {at_end}".replace("?", "%s"))


def fetch(connection: Connection, statement: Raw, *values: object) -> Sequence[Sequence[Any]]:
    """Run a query and return its rows."""
    return connection.exec_driver_sql(statement.of(connection), values).all()


def change_of(table: Table, *, columns: Sequence[str], keys: Sequence[str]) -> Raw:
    """Make an update of many rows by key, which are given as values of the columns and the keys."""
    name = table.name
    set_ = ", ".join(f"{column} = ?" for column in columns)
    where = " AND ".join(f"{key} = ?" for key in keys)
    given = ", ".join(f"{column} = given.{column}" for column in columns)
    joined = " AND ".join(f"{name}.{key} = given.{key}" for key in keys)
    return Raw(
        sqlite=f"UPDATE {name} SET {set_} WHERE {where}",  # noqa: S608 - names of our own columns
        postgresql=f"UPDATE {name} SET {given} FROM {given_rows(table, (*columns, *keys))} "  # noqa: S608 - same
        f"WHERE {joined}",
    )


def insertion_of(table: Table, *, columns: Sequence[str], returning: Sequence[str]) -> Raw:
    """Make an insert of many rows that leaves those alone that are there already.

    Only PostgreSQL returns anything, which are columns of the rows that were not.
    """
    into = f"INSERT INTO {table.name} ({', '.join(columns)})"
    marks = ", ".join("?" * len(columns))
    return Raw(
        sqlite=f"{into} VALUES ({marks}) ON CONFLICT DO NOTHING",
        postgresql=f"{into} SELECT * FROM {given_rows(table, columns)} "  # noqa: S608 - same
        f"ON CONFLICT DO NOTHING RETURNING {', '.join(returning)}",
    )


def given_rows(table: Table, columns: Sequence[str], *, names: Sequence[str] = ()) -> str:
    """Return what stands for rows given to PostgreSQL, all of them in one value.

    As an array of the database's own for each column they cost the driver ten times as much.

    Args:
        table: what the values are compared with, or put into.
        columns: the column of the table to each of them, whose type it has.
        names: what they are called, if not like the columns.
    """
    values = ", ".join(
        f"(value ->> {at}){_cast(table.c[column].type)} AS {name}"
        for at, (column, name) in enumerate(zip(columns, names or columns, strict=True))
    )
    return f"(SELECT {values} FROM jsonb_array_elements(%s::jsonb)) AS given"  # noqa: S608 - same


def as_arrays(rows: Iterable[Sequence[object]]) -> tuple[str]:
    """Return rows as PostgreSQL is given them, an array of arrays; see `given_rows`."""
    return (orjson.dumps(tuple(rows)).decode(),)


def write_many(connection: Connection, statement: Raw, rows: Sequence[tuple[object, ...]]) -> None:
    """Run a statement for many rows: all at once, or one after the other in the driver."""
    if not rows:
        return
    if connection.dialect.name == _SQLITE:
        connection.exec_driver_sql(statement.sqlite, list(rows))
    else:
        connection.exec_driver_sql(statement.postgresql, as_arrays(rows))


def insert_new(
    connection: Connection, statement: Raw, rows: Sequence[tuple[object, ...]]
) -> Sequence[Sequence[Any]] | None:
    """Insert rows, and return what is said of those that are new; None for all of them."""
    if connection.dialect.name != _SQLITE:
        return connection.exec_driver_sql(statement.postgresql, as_arrays(rows)).all()
    with connection.begin_nested() as savepoint:
        counting = {"preserve_rowcount": True}
        many = connection.exec_driver_sql(statement.sqlite, list(rows), execution_options=counting)
        if many.rowcount == len(rows):
            return None
        # The driver only counts: those that were there already are found one by one.
        savepoint.rollback()
    return [
        row
        for row in rows
        if connection.exec_driver_sql(statement.sqlite, row, execution_options=counting).rowcount
    ]


def _cast(kind: TypeEngine[Any]) -> str:
    """Return how text becomes a type; as text it is refused where it is too long, and not cut."""
    return "" if isinstance(kind, String) else f"::{kind.compile(_DIALECT)}"


_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]  # as SQLAlchemy has it


@lru_cache(maxsize=4096)
def _to_sqlite(at: datetime | None) -> str | None:
    if at is None:
        return None
    if at.tzinfo is None:
        raise ValueError("a naive datetime cannot be stored")
    return at.astimezone(UTC).isoformat(" ", "microseconds").removesuffix("+00:00")


def _from_sqlite(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


def _to_postgresql(at: datetime | None) -> datetime | None:
    if at is not None and at.tzinfo is None:
        raise ValueError("a naive datetime cannot be stored")
    return at


def _from_postgresql(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


_IN_SQLITE = Instants(write=_to_sqlite, read=_from_sqlite)
_IN_POSTGRESQL = Instants(write=_to_postgresql, read=_from_postgresql)
