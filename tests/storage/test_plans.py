"""How the database looks things up: what runs at every tick never walks through history."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.leaderboard import Period
from bot.storage import (
    board_posts,
    boards,
    completions,
    deliveries,
    members,
    nudges,
    reactions,
    totals,
)
from bot.storage.database import Database
from bot.storage.many import Stretch
from tests.builders import MEMBER, WORKSPACE, a_message
from tests.databases import on_sqlite

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK = Period(first=date(2026, 2, 24), last=date(2026, 3, 2))

_STRETCH = Stretch(WORKSPACE, MEMBER, NOW, NOW + timedelta(hours=1))

Look = Callable[[AsyncConnection], Awaitable[object]]

HOT: dict[str, Look] = {
    "due members": lambda c: members.list_due(c, WORKSPACE, now=NOW, limit=100),
    "due workspaces": lambda c: members.list_due_workspaces(c, now=NOW),
    "nudges to retry": lambda c: deliveries.take_again(
        c, WORKSPACE, now=NOW, lease_until=NOW, limit=100
    ),
    "workspaces to retry": lambda c: deliveries.list_workspaces_to_retry(c, now=NOW),
    "lost nudges": lambda c: deliveries.give_up_lost(c, now=NOW),
    "due boards": lambda c: boards.list_due_workspaces(c, now=NOW),
    "posts to retry": lambda c: board_posts.list_workspaces_to_retry(c, now=NOW),
    "members who answer": lambda c: c.run_sync(members.list_locked, {(WORKSPACE, MEMBER)}),
    "nudges by message": lambda c: c.run_sync(nudges.list_by_message, {(WORKSPACE, a_message())}),
    "nudges by time": lambda c: c.run_sync(nudges.list_in, {_STRETCH}),
    "completions by time": lambda c: c.run_sync(completions.list_in, {_STRETCH}),
    "emoji on nudges": lambda c: c.run_sync(reactions.list_of, {(WORKSPACE, MEMBER, NOW)}),
    "a member's days": lambda c: totals.by_day(c, WORKSPACE, MEMBER, WEEK),
}

SMALL = {"SCAN workspaces", "SCAN each_given VIRTUAL TABLE INDEX 1:"}
"""What a look may walk through: a short row for each installation, and what it was given."""


@on_sqlite
@pytest.mark.parametrize("name", HOT)
async def test_hot_look_ups_use_an_index(database: Database, name: str) -> None:
    """Each statement searches an index whose first columns it knows, and sorts nothing large."""
    statements: list[tuple[str, Any]] = []
    async with database.write() as connection:
        event.listen(
            connection.sync_connection,
            "before_cursor_execute",
            lambda _c, _cursor, statement, parameters, *_: statements.append(
                (statement, parameters)
            ),
        )
        await HOT[name](connection)
        seen = list(statements)
        plans = [
            row.detail
            for statement, parameters in seen
            for row in await _explained(connection, statement, parameters)
        ]

    walks = [plan for plan in plans if plan.startswith("SCAN") and plan not in SMALL]
    sorts = [plan for plan in plans if "TEMP B-TREE FOR ORDER BY" in plan]
    assert (walks, sorts) == ([], []), plans
    assert not any(plan.endswith("PRIMARY KEY (workspace_id=?)") for plan in plans), plans


async def _explained(connection: AsyncConnection, statement: str, parameters: Any) -> Any:  # noqa: ANN401 - the driver's own
    raw = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return raw.all()


@on_sqlite
async def test_plans_are_told(database: Database) -> None:
    """The check above would see a walk through a table."""
    async with database.read() as connection:
        rows = await connection.execute(text("EXPLAIN QUERY PLAN SELECT * FROM nudges"))

    assert [row.detail for row in rows] == ["SCAN nudges"]
