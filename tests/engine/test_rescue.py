"""What a killed process held is freed by any other, and nobody's work is taken from the living."""

import asyncio
import sys
from asyncio.subprocess import PIPE

import pytest

from bot.engine.distributed import DistributedQueue, distributed_queue
from bot.engine.timing import Timing
from tests.engine.test_distributed import QUICK, ask, joined, rows, tasks_of, working
from tests.engine.work import HERE, PATIENCE, THERE, Work

IMPATIENT = Timing(heartbeat=0.1, silence=2.0, poll=0.05, rest=0.001, surrender=5.0)


async def killed_at_work(url: str) -> int:
    """Let a process of its own begin the task that waits, kill it, and return its worker's id."""
    victim = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.engine.victim", url, stdout=PIPE
    )
    try:
        async with asyncio.timeout(PATIENCE):
            assert victim.stdout is not None
            begun = await victim.stdout.readline()
    finally:
        victim.kill()
        await victim.wait()
    assert begun.decode().strip() == HERE
    [(worker,)] = rows(url, "SELECT id FROM procrastinate_workers")
    return int(worker)


async def rescued(queue: DistributedQueue, url: str, killed: int) -> None:
    """Beat as a process does, until the worker that was killed is struck off."""
    [beat] = queue.beats
    async with asyncio.timeout(PATIENCE):
        while rows(url, f"SELECT FROM procrastinate_workers WHERE id = {killed}"):
            await asyncio.sleep(0.05)
            await beat.act()


@pytest.mark.parametrize("asked_again", [False, True])
async def test_a_workspace_held_by_a_killed_process_is_freed(
    queue_url: str,
    work: Work,
    asked_again: bool,  # noqa: FBT001 - pytest's
) -> None:
    """Its lock is given up, whether or not the same task was asked for again meanwhile."""
    work.may_end.set()
    async with distributed_queue(queue_url, tasks_of(work), timing=IMPATIENT) as queue:
        await ask(queue, "a", HERE)
        killed = await killed_at_work(queue_url)
        held = await queue.health()
        if asked_again:
            await ask(queue, "a", HERE)
        queue.start()
        await ask(queue, "b", THERE)
        await rescued(queue, queue_url, killed)
        if not asked_again:
            await ask(queue, "a", HERE)  # as the next tick would
        await joined(queue)
        await queue.stop()

    assert held.running == 1
    assert sorted(work.ended) == [("a", HERE), ("b", THERE)]
    assert rows(queue_url, "SELECT count(*) FROM procrastinate_workers") == [(0,)]


async def test_rescues_at_the_same_time_do_not_mind_one_another(queue_url: str, work: Work) -> None:
    """Every process may look for the dead at once."""
    hasty = Timing(silence=0.0)
    async with (
        distributed_queue(queue_url, tasks_of(work), timing=hasty) as queue,
        distributed_queue(queue_url, tasks_of(work), timing=hasty) as other,
    ):
        await ask(queue, "a", HERE)
        await killed_at_work(queue_url)
        async with asyncio.TaskGroup() as rescues:
            for each in (queue, other, queue, other):
                rescues.create_task(each.rescue())
        left = await queue.health()

    assert (left.waiting, left.running) == (0, 0)


async def test_nothing_is_taken_from_a_worker_that_is_heard_of(queue_url: str, work: Work) -> None:
    """A task that runs for long is no dead one."""
    async with working(queue_url, tasks_of(work), timing=QUICK) as queue:
        await ask(queue, "a", HERE)
        await work.has_begun(1)
        await queue.rescue()
        left = await queue.health()

    assert (left.running, left.stalled, left.workers) == (1, 0, 1)
