"""The queue within the process: one task of a workspace at a time, fairly, and a quiet end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.domain.ids import WorkspaceId
from bot.engine.inline import InlineQueue
from tests.builders import MONDAY_MORNING
from tests.engine.work import HERE, PATIENCE, THERE, Work


@asynccontextmanager
async def running(work: Work, *, workers: int = 4) -> AsyncIterator[InlineQueue]:
    """Run a queue with two tasks, `a` and `b`, for as long as the block runs."""
    queue = InlineQueue({name: work.task(name) for name in "ab"}, workers=workers)
    queue.start()
    try:
        yield queue
    finally:
        work.may_end.set()
        await queue.stop()


async def test_one_task_of_a_workspace_runs_at_a_time(work: Work) -> None:
    """However many workers are free, a workspace's second task waits for its first."""
    async with running(work) as queue:
        await _ask(queue, "a", HERE)
        await work.has_begun(1)
        await _ask(queue, "b", HERE)
        await _ask(queue, "a", THERE)
        await work.has_begun(2)
        together = list(work.begun)
        work.may_end.set()
        await _joined(queue)

    assert together == [("a", HERE), ("a", THERE)]
    assert sorted(work.ended) == [("a", HERE), ("a", THERE), ("b", HERE)]


async def test_a_task_waits_once(work: Work) -> None:
    """Asking for what waits already adds nothing; asking for what runs adds one."""
    async with running(work) as queue:
        await _ask(queue, "a", HERE)
        await work.has_begun(1)
        for _ in range(5):
            await _ask(queue, "a", HERE)
            await _ask(queue, "b", HERE)
        work.may_end.set()
        await _joined(queue)

    assert work.ended == [("a", HERE), ("a", HERE), ("b", HERE)]


async def test_workspaces_take_turns(work: Work) -> None:
    """A busy workspace queues up again behind the others after each task."""
    work.may_end.set()
    async with running(work, workers=1) as queue:
        await _ask(queue, "a", HERE)
        await _ask(queue, "b", HERE)
        await _ask(queue, "a", THERE)
        await _joined(queue)

    assert work.ended == [("a", HERE), ("a", THERE), ("b", HERE)]


async def test_a_task_that_fails_stops_no_other(work: Work) -> None:
    """After a fault the same workspace and others go on."""
    work.may_end.set()

    async def fail(_workspace: WorkspaceId) -> bool:
        raise RuntimeError("a bug")

    queue = InlineQueue({"fail": fail, "a": work.task("a")}, workers=1)
    queue.start()
    await _ask(queue, "fail", HERE)
    await _ask(queue, "a", HERE)
    await _ask(queue, "a", THERE)
    await _joined(queue)
    await queue.stop()

    assert sorted(work.ended) == [("a", HERE), ("a", THERE)]


async def test_a_stray_cancellation_ends_no_worker(work: Work) -> None:
    """Where something inside a task was cancelled, the worker goes on with the next."""
    work.may_end.set()

    async def cancelled(_workspace: WorkspaceId) -> bool:
        raise asyncio.CancelledError

    queue = InlineQueue({"cancelled": cancelled, "a": work.task("a")}, workers=1)
    queue.start()
    await _ask(queue, "cancelled", HERE)
    await _ask(queue, "a", HERE)
    await _joined(queue)
    await queue.stop()

    assert work.ended == [("a", HERE)]


async def test_a_task_that_keeps_its_cancellation_to_itself_ends_all_the_same() -> None:
    """The end of the queue waits for no worker whose task went on after it was cancelled."""
    begun = asyncio.Event()

    async def stubborn(_workspace: WorkspaceId) -> bool:
        begun.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        return False

    queue = InlineQueue({"stubborn": stubborn}, workers=1)
    queue.start()
    await _ask(queue, "stubborn", HERE)
    async with asyncio.timeout(PATIENCE):
        await begun.wait()
        await queue.stop(grace_seconds=0.01)


async def test_a_task_with_more_to_do_waits_behind_the_others(work: Work) -> None:
    """After each batch the other workspaces come first."""
    work.more_due = 1
    work.may_end.set()
    async with running(work, workers=1) as queue:
        await _ask(queue, "a", HERE)
        await _ask(queue, "a", THERE)
        await _joined(queue)

    assert work.ended == [("a", HERE), ("a", THERE), ("a", HERE)]


async def test_a_queue_that_finishes_begins_no_other_batch(work: Work) -> None:
    """What runs is let through, and not asked again although more is due."""
    work.more_due = 5
    async with running(work) as queue:
        await _ask(queue, "a", HERE)
        await work.has_begun(1)
        queue.finish()
        work.may_end.set()
        await _joined(queue)

    assert work.ended == [("a", HERE)]


async def test_a_workspace_can_be_asked_for_again_later(work: Work) -> None:
    """A workspace that was done with is taken up again."""
    work.may_end.set()
    async with running(work) as queue:
        for _ in range(2):
            await _ask(queue, "a", HERE)
            await _joined(queue)

    assert work.ended == [("a", HERE)] * 2


async def test_stopping_finishes_what_runs_and_drops_what_waits(work: Work) -> None:
    """At the end running tasks are let through, and nothing new begins."""
    queue = InlineQueue({name: work.task(name) for name in "ab"})
    queue.start()
    await _ask(queue, "a", HERE)
    await work.has_begun(1)
    await _ask(queue, "b", HERE)
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        tasks.create_task(queue.stop())
        await asyncio.sleep(0)
        await _ask(queue, "a", THERE)
        work.may_end.set()

    assert work.begun == work.ended == [("a", HERE)]


async def test_stopping_cancels_what_outlasts_the_grace(work: Work) -> None:
    """A task that does not end is cancelled, and the queue ends all the same."""
    queue = InlineQueue({"a": work.task("a")})
    queue.start()
    await _ask(queue, "a", HERE)
    await work.has_begun(1)
    async with asyncio.timeout(PATIENCE):
        await queue.stop(grace_seconds=0.01)

    assert work.cancelled == [("a", HERE)]


async def test_stopping_before_starting_is_stopping(work: Work) -> None:
    """A queue that never worked ends at once, whatever waits in it."""
    queue = InlineQueue({"a": work.task("a")})
    await _ask(queue, "a", HERE)
    async with asyncio.timeout(PATIENCE):
        await queue.stop(grace_seconds=PATIENCE * 10)

    assert work.begun == []


async def test_a_stopped_queue_can_start_again(work: Work) -> None:
    """What is asked for while stopped is not done; after another start everything is."""
    work.may_end.set()
    async with running(work) as queue:
        await _ask(queue, "a", HERE)
        await _joined(queue)
    await _ask(queue, "a", THERE)
    queue.start()
    await _ask(queue, "b", HERE)
    await _joined(queue)
    await queue.stop()

    assert work.ended == [("a", HERE), ("b", HERE)]


async def _ask(queue: InlineQueue, task: str, workspace: WorkspaceId) -> None:
    await queue.enqueue(task, workspace, MONDAY_MORNING)


async def _joined(queue: InlineQueue) -> None:
    async with asyncio.timeout(PATIENCE):
        await queue.join()
