"""Which queue suits which database; whoever uses it need not know."""

import pytest

from bot.engine.distributed import DistributedQueue
from bot.engine.inline import InlineQueue
from bot.engine.queues import (
    EngineUnusableError,
    engine_health,
    is_engine_current,
    migrate_engine,
    opened_engine,
)
from tests.builders import MONDAY_MORNING
from tests.engine.test_distributed import tasks_of
from tests.engine.work import HERE, THERE, Work

SQLITE = "sqlite+aiosqlite:///unsit.sqlite3"
NOWHERE = "postgresql+psycopg:///none?host=/nonexistent"


async def test_beside_sqlite_tasks_run_in_the_process(work: Work) -> None:
    """There is nothing to migrate, and nothing to do from time to time."""
    await migrate_engine(SQLITE)
    async with opened_engine(SQLITE, tasks_of(work)) as queue:
        queue.start()
        before = await queue.health()
        await queue.enqueue_all("a", [HERE, THERE], MONDAY_MORNING)
        await work.has_begun(2)
        await queue.enqueue("b", HERE, MONDAY_MORNING)
        busy = await queue.health()
        queue.finish()
        work.may_end.set()
        await queue.stop()
        after = await queue.health()

    assert isinstance(queue, InlineQueue)
    assert await is_engine_current(SQLITE)
    assert list(queue.beats) == []
    assert (before.waiting, before.running, before.workers) == (0, 0, 1)
    assert (busy.waiting, busy.running) == (1, 2)
    assert (after.waiting, after.running, after.workers) == (0, 0, 0)


async def test_on_postgresql_they_run_in_any_process(queue_url: str, work: Work) -> None:
    """Another process sees what waits."""
    async with opened_engine(queue_url, tasks_of(work)) as queue:
        await queue.enqueue_all("a", [HERE, THERE], MONDAY_MORNING)
        health = await engine_health(queue_url)

    assert isinstance(queue, DistributedQueue)
    assert [beat.name for beat in queue.beats] == ["free_stalled_jobs"]
    assert (health.waiting, health.workers) == (2, 0)


async def test_a_database_that_is_away_is_one_error() -> None:
    """Whoever asks needs none of the libraries below to understand it."""
    for asked in (migrate_engine, is_engine_current, engine_health):
        with pytest.raises(EngineUnusableError):
            await asked(NOWHERE)
