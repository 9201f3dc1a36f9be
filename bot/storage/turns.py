"""Queries about turns to call Slack. The arithmetic is that of `bot.domain.pace`, done in place."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    case,
    delete,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from bot.domain import pace as rules
from bot.domain.ids import WorkspaceId
from bot.domain.pace import REACH, Grant, Pace
from bot.storage.tables import turns

FURTHEST = timedelta(minutes=5)
"""Nobody's turn is further away; what says so was written by a clock that has been set back."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KEY = ("workspace_id", "method")

_NONE: ColumnElement[int] = literal_column("0", BigInteger)
_ONE: ColumnElement[int] = literal_column("1", BigInteger)

_SPOKEN: dict[str, tuple[Any, Any, Any]] = {
    "postgresql": (postgresql.insert, func.greatest, func.least),
    "sqlite": (sqlite.insert, func.max, func.min),
}


def take(
    connection: Connection,
    wanted: Mapping[WorkspaceId, int],
    method: str,
    pace: Pace,
    *,
    now: datetime,
    at_once: bool,
) -> dict[WorkspaceId, Grant]:
    """Take up to so many turns of a method in each of some workspaces, in one statement.

    Everybody asks for workspaces in the same order, so that no two wait for one another for ever.
    """
    rows = connection.execute(
        _taking(connection.dialect.name, pace, at_once=at_once),
        [
            _row(workspace, method)
            | _unspent(pace, wanted[workspace], now=now, at_once=at_once)
            | {"held_until": 0}
            for workspace in sorted(wanted)
        ],
    )
    return {WorkspaceId(row.workspace_id): _grant(row, pace) for row in rows}


def hold(connection: Connection, workspace: WorkspaceId, method: str, *, until: datetime) -> None:
    """Let nothing through to a method of a workspace before an instant."""
    insert = _SPOKEN[connection.dialect.name][0](turns)
    longest = case(
        (turns.c.held_until > insert.excluded.held_until, turns.c.held_until),
        else_=insert.excluded.held_until,
    )
    connection.execute(
        insert.on_conflict_do_update(index_elements=_KEY, set_={"held_until": longest}),
        _row(workspace, method)
        | {"spent_until": 0, "held_until": _micros(until), "asked_at": 0, "taken": 0},
    )


def forget_idle(connection: Connection, *, now: datetime) -> int:
    """Delete what is as good as new, and return how many rows that was.

    What somebody is just taking turns from stays.
    """
    idle = (
        select(turns.c.workspace_id, turns.c.method)
        .where(turns.c.spent_until <= _micros(now), turns.c.held_until <= _micros(now))
        .with_for_update(skip_locked=True)
    )
    result = connection.execute(
        delete(turns).where(tuple_(turns.c.workspace_id, turns.c.method).in_(idle))
    )
    return result.rowcount


def _row(workspace: WorkspaceId, method: str) -> dict[str, Any]:
    return {"workspace_id": workspace, "method": method}


def _unspent(pace: Pace, wanted: int, *, now: datetime, at_once: bool) -> dict[str, int]:
    """Return what is taken where nobody has taken anything yet: no bucket gives more."""
    taken, first = rules.take(pace, now, now=now, wanted=wanted, at_once=at_once)
    spent_until = first + pace.slack + taken * pace.interval
    return {"spent_until": _micros(spent_until), "asked_at": _micros(now), "taken": taken}


@cache
def _taking(dialect: str, pace: Pace, *, at_once: bool) -> ReturningInsert[Any]:
    """Return the statement, in which nothing but the rows themselves is a parameter.

    Only so do many rows go to the database at once.
    """
    insert, most, least = _SPOKEN[dialect]
    insert = insert(turns)
    asked, now = insert.excluded.taken, insert.excluded.asked_at
    slack, interval = _constant(pace.slack), _constant(pace.interval)
    spent = least(most(turns.c.spent_until, now), now + _constant(pace.slack + FURTHEST))
    early = now + slack - spent
    if at_once:
        room = most(early + interval, _constant(timedelta())) // interval
    else:
        room = (most(early, _constant(timedelta())) + _constant(REACH)) // interval + _ONE
    taken = case((turns.c.held_until > now, _NONE), else_=least(asked, room))
    statement: ReturningInsert[Any] = insert.on_conflict_do_update(
        index_elements=_KEY,
        set_={"spent_until": spent + taken * interval, "asked_at": now, "taken": taken},
    ).returning(turns.c.workspace_id, turns.c.spent_until, turns.c.held_until, turns.c.taken)
    return statement


def _constant(length: timedelta) -> ColumnElement[int]:
    return literal_column(str(length // _MICROSECOND), BigInteger)


def _grant(row: Row[Any], pace: Pace) -> Grant:
    first = _instant(row.spent_until) - pace.slack - row.taken * pace.interval
    return Grant(count=row.taken, first_at=first, held_until=_instant(row.held_until))


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def _instant(micros: int) -> datetime:
    return _EPOCH + micros * _MICROSECOND
