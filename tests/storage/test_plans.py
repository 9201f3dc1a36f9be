"""How the database looks things up: what runs at every tick never walks through history."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Column, Row, event, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.leaderboard import Period
from bot.storage import (
    claims,
    completions,
    deliveries,
    due,
    nudges,
    presences,
    reactions,
    totals,
)
from bot.storage.database import Database
from bot.storage.many import Stretch
from bot.storage.tables import metadata
from tests.builders import MEMBER, WORKSPACE, a_message, a_nudge
from tests.databases import on_postgresql, on_sqlite

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK = Period(first=date(2026, 2, 24), last=date(2026, 3, 2))

_STRETCH = Stretch(WORKSPACE, MEMBER, NOW, NOW + timedelta(hours=1))

ROWS = 20_000

Look = Callable[[AsyncConnection], Awaitable[object]]

HOT: dict[str, Look] = {
    "due members": lambda c: c.run_sync(claims.list_due, WORKSPACE, now=NOW, limit=100),
    "where something is due": lambda c: c.run_sync(due.list_recent, since=NOW, now=NOW),
    "where something was left over": lambda c: c.run_sync(due.list_left_over, before=NOW),
    "where boards are due": lambda c: c.run_sync(due.list_with_boards, now=NOW),
    "nudges to retry": lambda c: c.run_sync(
        deliveries.take_again, WORKSPACE, now=NOW, lease_until=NOW, limit=100
    ),
    "how far nudges have come": lambda c: c.run_sync(
        deliveries.list_states, WORKSPACE, [a_nudge()]
    ),
    "some members": lambda c: c.run_sync(claims.find_some, WORKSPACE, {MEMBER}),
    "lost nudges": lambda c: deliveries.give_up_lost(c, now=NOW),
    "members who answer": lambda c: c.run_sync(claims.list_locked, {(WORKSPACE, MEMBER)}),
    "nudges by message": lambda c: c.run_sync(nudges.list_by_message, {(WORKSPACE, a_message())}),
    "the nudge before": lambda c: c.run_sync(nudges.list_before, [a_nudge()]),
    "what slack says": lambda c: c.run_sync(presences.list_of, WORKSPACE, {MEMBER}),
    "whom to ask about": lambda c: c.run_sync(
        presences.list_stale,
        after=NOW,
        until=NOW + timedelta(minutes=3),
        asked_before=NOW,
        most_of_each=10,
    ),
    "nudges by time": lambda c: c.run_sync(nudges.list_in, {_STRETCH}),
    "completions by time": lambda c: c.run_sync(completions.list_in, {_STRETCH}),
    "emoji on nudges": lambda c: c.run_sync(reactions.list_of, {(WORKSPACE, MEMBER, NOW)}),
    "a member's days": lambda c: totals.by_day(c, WORKSPACE, MEMBER, WEEK),
}

SMALL = {
    "SCAN workspaces",
    "SCAN found",
    "SCAN near",
    "SCAN (subquery-3)",
    *(f"SCAN {given} VIRTUAL TABLE INDEX 1:" for given in ("each_given", "given", "json_each")),
}
"""What a look may walk through: a row for each installation, those found or near, those given."""

SORTED = {"where something is due", "where boards are due", "whom to ask about"}
"""What is put in order once it is but a row for each workspace, or each slot of some minutes."""


@on_sqlite
@pytest.mark.parametrize("name", HOT)
async def test_hot_look_ups_use_an_index(database: Database, name: str) -> None:
    """Each statement searches an index whose first columns it knows, and sorts nothing large."""
    async with database.write() as connection:
        plans = [row.detail for row in await _explained(connection, name, "EXPLAIN QUERY PLAN")]

    walks = [plan for plan in plans if plan.startswith("SCAN") and plan not in SMALL]
    sorts = [plan for plan in plans if "TEMP B-TREE FOR ORDER BY" in plan and name not in SORTED]
    assert (walks, sorts) == ([], []), plans
    whole = [plan for plan in plans if plan.endswith("PRIMARY KEY (workspace_id=?)")]
    assert all(plan.startswith("SEARCH workspaces ") for plan in whole), plans


@on_postgresql
async def test_hot_look_ups_use_an_index_on_postgresql(database: Database) -> None:
    """Each look at a table knows what it looks for, and none walks through one."""
    async with database.write() as connection:
        await _fill(connection)
        plans = {
            name: [row[0].strip() for row in await _explained(connection, name, "EXPLAIN")]
            for name in HOT
        }

    walks = {name: found for name, plan in plans.items() if (found := _walks(plan))}
    assert walks == {}, {name: plans[name] for name in walks}


@on_postgresql
async def test_walks_on_postgresql_are_told(database: Database) -> None:
    """The check above would see a walk through a table, and one through the whole of an index."""
    looks = ("SELECT * FROM nudges", "SELECT max(zone) FROM members GROUP BY workspace_id")
    async with database.write() as connection:
        await _fill(connection)
        await connection.execute(text("SET LOCAL enable_hashagg = off"))
        await connection.execute(text("SET LOCAL enable_sort = off"))
        plans = [
            [row[0].strip() for row in await connection.execute(text(f"EXPLAIN {look}"))]
            for look in looks
        ]

    assert all(_walks(plan) for plan in plans), plans


def _walks(plan: list[str]) -> list[str]:
    """Return the steps that go through a table, or an index, from one end to the other."""
    return [
        line
        for line, below in pairwise((*plan, ""))
        if " on workspaces" not in line
        and (
            "Seq Scan" in line
            or (re.search(r"Index.* Scan using", line) and not below.startswith("Index Cond"))
        )
    ]


async def _fill(connection: AsyncConnection) -> None:
    """Give the planner tables to plan for: without rows it takes any way, today this, then that."""
    await connection.execute(text("SET LOCAL session_replication_role = replica"))
    for table in metadata.sorted_tables:
        into = ", ".join(column.name for column in table.columns)
        values = ", ".join(_filling(column) for column in table.columns)
        await connection.execute(
            text(
                f"INSERT INTO {table.name} ({into}) SELECT {values} "  # noqa: S608 - names of our own
                f"FROM generate_series(1, {ROWS}) AS row ON CONFLICT DO NOTHING"
            )
        )
        await connection.execute(text(f"ANALYZE {table.name}"))


def _filling(column: Column[Any]) -> str:
    """Return what a column holds: a hundred rows to a workspace, and instants that are to come."""
    if column.name == "workspace_id":
        return "'T' || row / 100"
    if column.name in ("revoked_at", "removed_at"):
        return "NULL"
    kind = column.type.compile(postgresql.dialect())  # type: ignore[no-untyped-call]  # as SQLAlchemy has it
    if kind.startswith(("TIMESTAMP", "DATE")):
        return f"('{NOW - timedelta(hours=1)}'::timestamptz + row * interval '1 minute')::{kind}"
    if kind in ("INTEGER", "BIGINT"):
        return "row"
    if kind == "BOOLEAN":
        return "false"
    return f"('U' || row)::{kind}"


async def _explained(connection: AsyncConnection, name: str, explain: str) -> list[Row[Any]]:
    """Return the plans of all that a look asks for."""
    statements: list[tuple[str, Any]] = []
    event.listen(
        connection.sync_connection,
        "before_cursor_execute",
        lambda _c, _cursor, statement, parameters, *_: statements.append((statement, parameters)),
    )
    await HOT[name](connection)
    return [
        row
        for statement, parameters in list(statements)
        for row in await connection.exec_driver_sql(f"{explain} {statement}", parameters)
    ]


@on_sqlite
async def test_plans_are_told(database: Database) -> None:
    """The check above would see a walk through a table."""
    async with database.read() as connection:
        rows = await connection.execute(text("EXPLAIN QUERY PLAN SELECT * FROM nudges"))

    assert [row.detail for row in rows] == ["SCAN nudges"]
