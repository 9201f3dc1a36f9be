"""What is old is found by keys: pruning never walks through what is kept."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId
from bot.storage import history
from bot.storage.database import Database
from bot.storage.history import Stretch
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE
from tests.databases import on_sqlite

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
STRETCH = Stretch(workspace=WORKSPACE, members=[MEMBER, OTHER_MEMBER])

STEPS: dict[str, Callable[[AsyncConnection], Awaitable[object]]] = {
    "the next members": lambda c: history.next_stretch(c, after=STRETCH.end, limit=9),
    "old rows of members": lambda c: history.prune_members(
        c, STRETCH, raw_before=NOW, totals_before=date(2026, 1, 1), limit=9
    ),
    "old posts": lambda c: history.prune_posts(c, before=date(2026, 1, 1), limit=9),
    "a workspace": lambda c: history.empty(c, WORKSPACE, limit=9),
}


@on_sqlite
@pytest.mark.parametrize("name", STEPS)
async def test_a_step_looks_only_at_what_it_removes(database: Database, name: str) -> None:
    """Each statement searches by a key or an index, as far as the time that makes rows old."""
    plans = []
    async with database.write() as connection:
        seen: list[tuple[str, Any]] = []
        event.listen(
            connection.sync_connection,
            "before_cursor_execute",
            lambda _c, _cursor, statement, parameters, *_: seen.append((statement, parameters)),
        )
        await STEPS[name](connection)
        step = seen.copy()
        for statement, parameters in step:
            raw = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans += [row.detail for row in raw.all() if row.detail.startswith(("SCAN", "SEARCH"))]

    assert plans
    assert [plan for plan in plans if not plan.startswith("SEARCH")] == []
    if name == "old rows of members":
        by_time = [plan for plan in plans if plan.endswith(("due_at<?)", "slot_at<?)", "day<?)"))]
        assert len(by_time) == 4, plans


def test_a_stretch_ends_with_its_last_member() -> None:
    """The next one begins behind it."""
    assert STRETCH.end == (WORKSPACE, MemberId(OTHER_MEMBER))
