"""The queue of many processes: the same promises as in one process, on a real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from bot.domain.ids import WorkspaceId
from bot.engine.distributed import DistributedQueue, distributed_queue
from bot.engine.tasks import Task
from bot.engine.timing import Timing
from tests.builders import MONDAY_MORNING
from tests.engine.work import HERE, PATIENCE, THERE, Work

NEVER = 3600.0
QUICK = Timing(heartbeat=0.1, poll=0.05, rest=0.001, reconnect=0.05, surrender=5.0, first_pause=0)
UNASKED = Timing(poll=NEVER, rest=0.001)
"""Nothing is found by looking from time to time: somebody has to say so."""


@asynccontextmanager
async def working(
    url: str, tasks: Mapping[str, Task], *, concurrency: int = 4, timing: Timing = QUICK
) -> AsyncIterator[DistributedQueue]:
    """Run a process's queue for as long as the block runs."""
    async with distributed_queue(url, tasks, concurrency=concurrency, timing=timing) as queue:
        queue.start()
        try:
            yield queue
        finally:
            await queue.stop(grace_seconds=0.0)


def tasks_of(work: Work) -> Mapping[str, Task]:
    """Give two tasks to watch."""
    return {name: work.task(name) for name in "ab"}


async def ask(queue: DistributedQueue, task: str, *workspaces: WorkspaceId) -> None:
    """Ask for a task of some workspaces."""
    await queue.enqueue_all(task, workspaces, MONDAY_MORNING)


async def joined(queue: DistributedQueue) -> None:
    """Wait until nothing is waiting or running."""
    async with asyncio.timeout(PATIENCE):
        await queue.join()


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    """Look into the database as an operator would."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        return connection.execute(statement.encode()).fetchall()


async def is_so(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in the database
            await asyncio.sleep(0.01)


async def test_one_task_of_a_workspace_runs_at_a_time(queue_url: str, work: Work) -> None:
    """However many processes are free, a workspace's second task waits for its first."""
    async with (
        working(queue_url, tasks_of(work)) as queue,
        working(queue_url, tasks_of(work)) as other,
    ):
        await ask(queue, "a", HERE)
        await work.has_begun(1)
        await ask(other, "b", HERE)
        await ask(other, "a", THERE)
        await work.has_begun(2)
        together = list(work.begun)
        work.may_end.set()
        await joined(queue)

    assert together == [("a", HERE), ("a", THERE)]
    assert sorted(work.ended) == [("a", HERE), ("a", THERE), ("b", HERE)]


async def test_a_task_waits_once(queue_url: str, work: Work) -> None:
    """Asking for what waits already adds nothing; asking for what runs adds one."""
    async with working(queue_url, tasks_of(work)) as queue:
        await ask(queue, "a", HERE)
        await work.has_begun(1)
        for _ in range(3):
            await queue.enqueue("a", HERE, MONDAY_MORNING)
            await ask(queue, "b", HERE, HERE)
        health = await queue.health()
        work.may_end.set()
        await joined(queue)

    assert (health.waiting, health.running) == (2, 1)
    assert work.ended == [("a", HERE), ("a", HERE), ("b", HERE)]


async def test_ticks_at_the_same_time_ask_once(queue_url: str, work: Work) -> None:
    """Processes that find the same workspaces due at once put in one job of each."""
    due = [WorkspaceId(f"T{number}") for number in range(500)]
    async with AsyncExitStack() as stack:
        queues = [
            await stack.enter_async_context(distributed_queue(queue_url, tasks_of(work)))
            for _ in range(4)
        ]
        async with asyncio.TaskGroup() as ticks:
            for queue, order in zip(queues, (due, due[::-1], due[250:], due), strict=True):
                ticks.create_task(ask(queue, "a", *order))
        waiting = (await queues[0].health()).waiting

    assert waiting == len(due)


async def test_a_task_with_more_to_do_waits_behind_the_others(queue_url: str, work: Work) -> None:
    """After each batch the other workspaces come first."""
    work.more_due = 1
    work.may_end.set()
    async with distributed_queue(queue_url, tasks_of(work), concurrency=1, timing=UNASKED) as queue:
        await ask(queue, "a", HERE)
        await ask(queue, "a", THERE)
        queue.start()
        await joined(queue)
        await queue.stop()

    assert work.ended == [("a", HERE), ("a", THERE), ("a", HERE)]


async def test_what_waited_for_its_workspace_runs_as_soon_as_that_is_free(
    queue_url: str, work: Work
) -> None:
    """Nobody has to look for it from time to time."""
    async with working(queue_url, tasks_of(work), timing=UNASKED) as queue:
        await ask(queue, "a", HERE)
        await work.has_begun(1)
        await ask(queue, "b", HERE)
        work.may_end.set()
        await joined(queue)

    assert work.ended == [("a", HERE), ("b", HERE)]


async def test_what_has_ended_leaves_nothing_behind(queue_url: str, work: Work) -> None:
    """Neither jobs nor their events stay, whether they went well or not at first."""
    work.may_end.set()
    tries = 0

    async def fail_once(_workspace: WorkspaceId) -> bool:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise RuntimeError("a bug")
        return False

    async with working(queue_url, {**tasks_of(work), "fail": fail_once}) as queue:
        await ask(queue, "a", HERE, THERE)
        await ask(queue, "fail", HERE)
        await is_so(lambda: tries == 2)
        await is_so(lambda: not rows(queue_url, "SELECT id FROM procrastinate_jobs"))

    for table in ("jobs", "events", "workers"):
        assert rows(queue_url, f"SELECT count(*) FROM procrastinate_{table}") == [(0,)]  # noqa: S608 - a name of ours


async def test_a_task_that_fails_is_tried_again_and_holds_up_no_other(
    queue_url: str, work: Work
) -> None:
    """While it is put off, other workspaces and other tasks of its own go on."""
    work.may_end.set()
    tries = 0
    timing = Timing(poll=0.05, rest=0.001, first_pause=1000)

    async def fail_once(_workspace: WorkspaceId) -> bool:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise RuntimeError("a bug")
        return False

    tasks = {**tasks_of(work), "fail": fail_once}
    async with working(queue_url, tasks, concurrency=1, timing=timing) as queue:
        await ask(queue, "fail", HERE)
        await is_so(lambda: tries == 1)
        await joined(queue)
        put_off = await queue.health()
        await ask(queue, "fail", HERE)
        await ask(queue, "a", HERE, THERE)
        await joined(queue)
        meanwhile = tries
        rows(queue_url, "UPDATE procrastinate_jobs SET scheduled_at = now() RETURNING id")
        await is_so(lambda: tries == 2)

    assert (put_off.failed, put_off.waiting) == (1, 0)
    assert work.ended == [("a", HERE), ("a", THERE)]
    assert meanwhile == 1


async def test_a_task_that_fails_is_put_off_even_if_it_was_asked_for_again(queue_url: str) -> None:
    """What was put in while it ran does not run at once, and the failures are counted on."""
    begun, may_fail = asyncio.Event(), asyncio.Event()

    async def fail(_workspace: WorkspaceId) -> bool:
        begun.set()
        await may_fail.wait()
        raise RuntimeError("a bug")

    timing = Timing(poll=0.05, rest=0.001, first_pause=1000)
    async with working(queue_url, {"fail": fail}, timing=timing) as queue:
        await ask(queue, "fail", HERE)
        async with asyncio.timeout(PATIENCE):
            await begun.wait()
        await ask(queue, "fail", HERE)
        may_fail.set()
        await joined(queue)

    [(status, arguments)] = rows(queue_url, "SELECT status::text, args FROM procrastinate_jobs")
    assert status == "todo"
    assert arguments["failures"] == 1


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 5), (1, 10), (2, 20), (5, 160), (6, 300), (5000, 300)]
)
def test_each_failure_doubles_the_pause(failures: int, seconds: int) -> None:
    """A workspace that always fails is tried every five minutes."""
    assert Timing().pause(failures) == seconds


@pytest.mark.parametrize("stubborn", [False, True])
async def test_a_task_that_is_stuck_is_ended(queue_url: str, stubborn: bool) -> None:  # noqa: FBT001 - pytest's
    """Whatever a task does with its cancellation, its workspace is free after the limit."""
    begun = 0

    async def stick(_workspace: WorkspaceId) -> bool:
        nonlocal begun
        begun += 1
        if begun > 1:
            return False
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if not stubborn or begun > 1:
                    raise

    timing = Timing(limit=0.05, surrender=0.05, poll=0.05, rest=0.001, first_pause=0)
    async with working(queue_url, {"stick": stick}, timing=timing) as queue:
        await ask(queue, "stick", HERE)
        await is_so(lambda: begun == 2)
        await joined(queue)

    assert rows(queue_url, "SELECT count(*) FROM procrastinate_jobs") == [(0,)]


async def test_a_stray_cancellation_is_a_failure(queue_url: str) -> None:
    """Where something inside a task was cancelled, the task is tried again."""
    tries = 0

    async def cancelled(_workspace: WorkspaceId) -> bool:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise asyncio.CancelledError
        return False

    async with working(queue_url, {"cancelled": cancelled}) as queue:
        await ask(queue, "cancelled", HERE)
        await is_so(lambda: tries == 2)


async def test_a_task_that_nobody_knows_is_dropped(queue_url: str, work: Work) -> None:
    """What a later or an earlier release asks for keeps no workspace from its other tasks."""
    work.may_end.set()
    async with working(queue_url, tasks_of(work), concurrency=1) as queue:
        await ask(queue, "unheard_of", HERE)
        await ask(queue, "a", HERE)
        await joined(queue)

    assert work.ended == [("a", HERE)]


async def test_a_queue_that_finishes_leaves_what_waits_to_others(
    queue_url: str, work: Work
) -> None:
    """What runs is let through, and what is due beyond it waits for another process."""
    work.more_due = 1
    async with distributed_queue(queue_url, tasks_of(work), timing=QUICK) as queue:
        queue.start()
        await ask(queue, "a", HERE)
        await work.has_begun(1)
        queue.finish()
        await ask(queue, "b", THERE)
        work.may_end.set()
        async with asyncio.timeout(PATIENCE):
            await queue.stop(grace_seconds=PATIENCE)
        left = await queue.health()

    assert work.ended == [("a", HERE)]
    assert (left.waiting, left.running, left.workers) == (2, 0, 0)


async def test_stopping_gives_back_what_outlasts_the_grace(queue_url: str, work: Work) -> None:
    """A task that does not end is cancelled, and another process begins it at once."""
    async with distributed_queue(queue_url, tasks_of(work), timing=QUICK) as queue:
        queue.start()
        await ask(queue, "a", HERE)
        await work.has_begun(1)
        async with (
            asyncio.timeout(PATIENCE),
            working(queue_url, tasks_of(work)),
        ):
            await queue.stop(grace_seconds=0.01)
            await work.has_begun(2)
            cancelled = list(work.cancelled)

    assert cancelled == [("a", HERE)]
    assert work.begun == [("a", HERE)] * 2


async def test_stopping_waits_for_no_task_that_will_not_end(queue_url: str) -> None:
    """Its workspace counts as stalled from then on, and is freed by whoever looks next."""
    begun, at_last = asyncio.Event(), asyncio.Event()

    async def stubborn(_workspace: WorkspaceId) -> bool:
        begun.set()
        while not at_last.is_set():
            with suppress(asyncio.CancelledError):
                await at_last.wait()
        return False

    timing = replace(QUICK, surrender=1.0)
    async with distributed_queue(queue_url, {"stubborn": stubborn}, timing=timing) as queue:
        queue.start()
        await ask(queue, "stubborn", HERE)
        async with asyncio.timeout(PATIENCE):
            await begun.wait()
            await queue.stop(grace_seconds=0.01)
        left = await queue.health()
        await queue.rescue()
        freed = await queue.health()
        at_last.set()

    assert (left.running, left.stalled) == (1, 1)
    assert freed.running == 0


async def test_stopping_before_starting_is_stopping(queue_url: str, work: Work) -> None:
    """A queue that never worked ends at once, and what waits in it goes on waiting."""
    async with distributed_queue(queue_url, tasks_of(work)) as queue:
        await ask(queue, "a", HERE)
        queue.finish()
        await queue.stop(grace_seconds=NEVER)
        left = await queue.health()

    assert left.waiting == 1


async def test_a_stopped_queue_can_start_again(queue_url: str, work: Work) -> None:
    """What was asked for while it was stopped is done then."""
    work.may_end.set()
    async with distributed_queue(queue_url, tasks_of(work), timing=QUICK) as queue:
        queue.start()
        await queue.stop()
        await ask(queue, "a", HERE)
        queue.start()
        await joined(queue)
        await queue.stop()

    assert work.ended == [("a", HERE)]


async def test_a_worker_that_was_taken_for_dead_goes_on(queue_url: str, work: Work) -> None:
    """It signs on again; what it was running may run twice, which the claims allow for."""
    hasty = Timing(silence=0.0, rest=0.001)
    async with (
        working(queue_url, tasks_of(work)) as queue,
        distributed_queue(queue_url, tasks_of(work), timing=hasty) as other,
    ):
        await ask(queue, "a", HERE)
        await work.has_begun(1)
        await other.rescue()
        await ask(queue, "b", HERE)
        await work.has_begun(2)
        work.may_end.set()
        await joined(queue)
        workers = (await queue.health()).workers

    assert work.ended == [("a", HERE), ("b", HERE)]
    assert workers == 1


async def test_how_the_queue_stands_is_known(queue_url: str, work: Work) -> None:
    """Jobs are counted by how they stand, and the age of the first that waits is told."""
    async with distributed_queue(queue_url, tasks_of(work), concurrency=1, timing=QUICK) as queue:
        quiet = await queue.health()
        queue.start()
        await ask(queue, "a", HERE)
        await work.has_begun(1)
        await ask(queue, "a", *_numbered(3))
        busy = await queue.health()
        await queue.stop(grace_seconds=0.0)

    assert (quiet.waiting, quiet.running, quiet.workers) == (0, 0, 0)
    assert quiet.oldest_waiting_seconds == 0
    assert (busy.waiting, busy.running, busy.failed, busy.stalled) == (3, 1, 0, 0)
    assert busy.workers == 1
    assert 0 < busy.oldest_waiting_seconds < PATIENCE


def _numbered(count: int) -> Iterable[WorkspaceId]:
    return [WorkspaceId(f"T{number}") for number in range(count)]
