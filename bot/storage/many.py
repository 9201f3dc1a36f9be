"""Statements about many rows at once, whose text stays the same however many there are.

A text that grows with its rows is compiled, prepared and planned anew for each number of them. On
PostgreSQL the rows come as one array for each column; on SQLite what is looked up comes as JSON,
and what is written goes row by row through one prepared statement.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    Connection,
    Dialect,
    Executable,
    FromClause,
    Table,
    Update,
    bindparam,
    column,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine

from bot.domain.ids import MemberId, WorkspaceId
from bot.storage.tables.schema import ID
from bot.storage.types import UtcDateTime

Values = Mapping[str, Any]
Types = Mapping[str, TypeEngine[Any]]

_SQLITE = "sqlite"


class Stretch(NamedTuple):
    """A half-open stretch of a member's time."""

    workspace: WorkspaceId
    member: MemberId
    start: datetime
    end: datetime


STRETCH: Types = {
    "workspace_id": ID,
    "member_id": ID,
    "start_at": UtcDateTime(),
    "end_at": UtcDateTime(),
}
"""A stretch as columns of rows that are given."""


def given(dialect: str, types: Types) -> FromClause:
    """Return rows that a statement is given to look up, to be joined to; see `rows_given`."""
    if dialect == _SQLITE:
        each = func.json_each(bindparam("given")).table_valued("value", name="each_given")
        values = [each.c.value.op("->>")(text(str(at))) for at in range(len(types))]
        return select(
            *(value.label(name) for name, value in zip(types, values, strict=True))
        ).subquery("given")
    return _arrays(types)


def rows_given(dialect: Dialect, types: Types, rows: Sequence[Sequence[object]]) -> Values:
    """Return the parameters for rows given in the order of their columns."""
    if dialect.name == _SQLITE:
        as_kept = [kind.dialect_impl(dialect).bind_processor(dialect) for kind in types.values()]
        texts = [
            [
                value if keep is None else keep(value)
                for keep, value in zip(as_kept, row, strict=True)
            ]
            for row in rows
        ]
        return {"given": json.dumps(texts)}
    columns = map(list, zip(*rows, strict=True))
    return {f"all_{name}": values for name, values in zip(types, columns, strict=True)}


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Values],
    *,
    replacing: tuple[str, ...] = (),
    adding: tuple[str, ...] = (),
) -> None:
    """Insert rows; where one is there already, replace some of its columns and add to others."""
    if rows:
        dialect = connection.dialect.name
        statement = _upsert(dialect, table, tuple(rows[0]), replacing, adding)
        connection.execute(statement, _written(dialect, rows))


def change(
    connection: Connection, table: Table, rows: Sequence[Values], *, keys: tuple[str, ...]
) -> None:
    """Update rows by key; all of them name the same columns."""
    if rows:
        dialect = connection.dialect.name
        values = tuple(name for name in rows[0] if name not in keys)
        statement = _change(dialect, table, keys, values)
        if dialect == _SQLITE:
            rows = [
                {f"key_{name}" if name in keys else name: row[name] for name in row} for row in rows
            ]
        connection.execute(statement, _written(dialect, rows))


@cache
def _upsert(
    dialect: str,
    table: Table,
    names: tuple[str, ...],
    replacing: tuple[str, ...],
    adding: tuple[str, ...],
) -> Executable:
    insert: sqlite.Insert | postgresql.Insert
    if dialect == _SQLITE:
        insert = sqlite.insert(table).values({name: bindparam(name) for name in names})
    else:
        arrays = _arrays({name: table.c[name].type for name in names})
        insert = postgresql.insert(table).from_select(names, select(*arrays.c))
    return insert.on_conflict_do_update(
        index_elements=[each.name for each in table.primary_key],
        set_={name: insert.excluded[name] for name in replacing}
        | {name: table.c[name] + insert.excluded[name] for name in adding},
    )


@cache
def _change(dialect: str, table: Table, keys: tuple[str, ...], values: tuple[str, ...]) -> Update:
    if dialect == _SQLITE:
        return (
            update(table)
            .where(*(table.c[name] == bindparam(f"key_{name}") for name in keys))
            .values({name: bindparam(name) for name in values})
        )
    arrays = _arrays({name: table.c[name].type for name in (*keys, *values)})
    return (
        update(table)
        .where(*(table.c[name] == arrays.c[name] for name in keys))
        .values({name: arrays.c[name] for name in values})
    )


def _written(dialect: str, rows: Sequence[Values]) -> Sequence[Values] | Values:
    if dialect == _SQLITE:
        return rows
    return {f"all_{name}": [row[name] for row in rows] for name in rows[0]}


def _arrays(types: Types) -> FromClause:
    binds = [bindparam(f"all_{name}", type_=ARRAY(kind)) for name, kind in types.items()]
    columns = [column(name, kind) for name, kind in types.items()]
    return func.unnest(*binds).table_valued(*columns, name="given").render_derived(name="given")
