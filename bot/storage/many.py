"""Looking up and writing what belongs to many rows, with statements whose text never changes.

A text that grows with its rows would be prepared and planned anew for each number of them.
"""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from bot.domain.ids import MemberId, WorkspaceId
from bot.storage.raw import Instants, Raw, as_arrays, given_rows, instants

Condition = tuple[str, str]
"""A column, and how it compares with what is given."""


class Stretch(NamedTuple):
    """A half-open stretch of a member's time."""

    workspace: WorkspaceId
    member: MemberId
    start: datetime
    end: datetime


def lookup_of(
    table: Table, *, columns: Sequence[str], given: Sequence[Condition], locked: bool = False
) -> Raw:
    """Make a query for rows that compare with any of those given.

    Both databases look at each of what is given in turn, through an index, and never walk through a
    table that they take for small. `locked` has PostgreSQL lock the rows, in that same order.
    """
    name = table.name
    selected = f"SELECT {', '.join(f'{name}.{column}' for column in columns)} FROM"
    lock = " FOR NO KEY UPDATE" if locked else ""
    in_json, in_arrays = (
        " AND ".join(
            f"{name}.{column} {compares} {value.format(at)}"
            for at, (column, compares) in enumerate(given)
        )
        for value in ("(given.value ->> {})", "given.given_{}")
    )
    names = [f"given_{at}" for at in range(len(given))]
    rows = given_rows(table, [column for column, _ in given], names=names)
    return Raw(
        # A cross join keeps its order here, and an offset keeps the planner out of the brackets.
        sqlite=f"{selected} json_each(?) AS given CROSS JOIN {name} ON {in_json}",
        postgresql=f"SELECT found.* FROM {rows} CROSS JOIN LATERAL "  # noqa: S608 - names of our own
        f"({selected} {name} WHERE {in_arrays} OFFSET 0{lock}) AS found",
    )


def in_stretches(table: Table, at: str, *, columns: Sequence[str]) -> Raw:
    """Make a query for the rows of members whose time falls in stretches; see `look_in`."""
    given = [("workspace_id", "="), ("member_id", "="), (at, ">="), (at, "<")]
    return lookup_of(table, columns=columns, given=given)


def look_up(
    connection: Connection, statement: Raw, given: Collection[Sequence[object]]
) -> Sequence[Sequence[Any]]:
    """Run a query for what is given, as the driver takes it."""
    if not given:
        return []
    if connection.dialect.name == "sqlite":
        return connection.exec_driver_sql(statement.sqlite, (json.dumps(list(given)),)).all()
    return connection.exec_driver_sql(statement.postgresql, as_arrays(given)).all()


def look_in(
    connection: Connection, statement: Raw, stretches: Collection[Stretch]
) -> tuple[Sequence[Sequence[Any]], Instants]:
    """Run a query for what falls in stretches; return the rows, and how to read their instants."""
    kept = instants(connection)
    write = kept.write
    given = [
        (workspace, member, write(start), write(end)) for workspace, member, start, end in stretches
    ]
    return look_up(connection, statement, given), kept


def upsert_of(
    table: Table,
    *,
    columns: Sequence[str],
    replacing: Sequence[str] = (),
    adding: Sequence[str] = (),
) -> Raw:
    """Make an insert of many rows, which where one is there replaces some columns, or adds."""
    name = table.name
    into = f"INSERT INTO {name} ({', '.join(columns)})"
    changes = [f"{column} = excluded.{column}" for column in replacing]
    changes += [f"{column} = {name}.{column} + excluded.{column}" for column in adding]
    key = ", ".join(column.name for column in table.primary_key)
    where_there = f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(changes)}"
    marks = ", ".join("?" * len(columns))
    return Raw(
        sqlite=f"{into} VALUES ({marks}) {where_there}",
        postgresql=f"{into} SELECT * FROM {given_rows(table, columns)} {where_there}",  # noqa: S608 - names of our own
    )
