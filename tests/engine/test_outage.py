"""A database that is away: whoever asks hears of it, and the worker goes on when it is back."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
import structlog.testing
from procrastinate.exceptions import ConnectorException

from bot.engine.distributed import DistributedQueue
from bot.engine.queues import migrate_engine
from tests.engine.test_distributed import QUICK, ask, is_so, joined, tasks_of, working
from tests.engine.work import HERE, PATIENCE, THERE, Work
from tests.storage.outages import OwnServer, line_to, own_server

IN_VAIN = replace(QUICK, surrender=0.2)
"""Where nothing can end in order, waiting for it only takes time."""


@pytest.fixture
def server() -> Iterator[OwnServer]:
    """Give a PostgreSQL that no other test uses."""
    with own_server() as server:
        yield server


async def test_a_worker_outlives_an_outage(server: OwnServer, work: Work) -> None:
    """What ran through it is written down afterwards, and what is asked for then is done."""
    await migrate_engine(server.url)
    with structlog.testing.capture_logs() as told:
        async with working(server.url, tasks_of(work)) as queue:
            await ask(queue, "a", HERE)
            await work.has_begun(1)
            await asyncio.to_thread(server.stop)
            work.may_end.set()
            await is_so(lambda: any(each["event"] == "queue out of reach" for each in told))
            async with asyncio.timeout(PATIENCE):
                with pytest.raises(ConnectorException):
                    await ask(queue, "a", THERE)
            await asyncio.to_thread(server.start)
            await _asked("b", queue)
            await joined(queue)
            health = await queue.health()

    assert work.ended == [("a", HERE), ("b", HERE)]
    assert health.workers == 1
    assert "engine stumbled" not in {each["event"] for each in told}


async def test_an_end_waits_for_no_database(server: OwnServer, work: Work) -> None:
    """A process may be told to end while the database is away."""
    await migrate_engine(server.url)
    async with working(server.url, tasks_of(work), timing=IN_VAIN) as queue:
        await ask(queue, "a", HERE)
        await work.has_begun(1)
        await asyncio.to_thread(server.stop)
        async with asyncio.timeout(PATIENCE):
            await queue.stop(grace_seconds=0.0)

    assert work.cancelled == [("a", HERE)]


async def test_a_worker_outlives_a_dead_line(server: OwnServer, work: Work) -> None:
    """Where nothing comes through and nobody hangs up, it gives up waiting and connects anew."""
    await migrate_engine(server.url)
    timing = replace(QUICK, answer=5.0)
    with structlog.testing.capture_logs() as told:
        async with (
            line_to(server.url) as (line, url),
            working(url, tasks_of(work), timing=timing) as queue,
        ):
            await ask(queue, "a", HERE)
            await work.has_begun(1)
            line.die()
            work.may_end.set()
            await is_so(lambda: any(each["event"] == "queue out of reach" for each in told))
            line.revive()
            await _asked("b", queue)
            await joined(queue)

    assert work.ended == [("a", HERE), ("b", HERE)]


async def test_an_end_waits_for_no_dead_line(server: OwnServer, work: Work) -> None:
    """A process may be told to end while nothing comes through to the database."""
    await migrate_engine(server.url)
    async with (
        line_to(server.url) as (line, url),
        working(url, tasks_of(work), timing=IN_VAIN) as queue,
    ):
        await ask(queue, "a", HERE)
        await work.has_begun(1)
        line.die()
        async with asyncio.timeout(PATIENCE):
            await queue.stop(grace_seconds=0.0)
        line.revive()

    assert work.cancelled == [("a", HERE)]


async def _asked(task: str, queue: DistributedQueue) -> None:
    """Ask as ticks do: again, until the database takes it."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await ask(queue, task, HERE)
            except ConnectorException:
                await asyncio.sleep(0.05)
