"""Each workspace stays below Slack's limits, and none waits for another."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import WorkspaceId
from bot.domain.pace import Pace
from bot.sandbox import SandboxClock
from bot.slack.pacing import PACES, POSTING, SECOND_TIER, THIRD_TIER, Pacing
from tests.clock import SettableClock

ACME = WorkspaceId("T1")
OTHER = WorkspaceId("T2")
POST = "chat.postMessage"
UPDATE = "chat.update"
SLOW = "dnd.teamInfo"
"""Whose turns come seconds apart: turns come in real time too, and a busy machine takes a while."""

PATIENCE = 20.0
Turn = asyncio.Task[timedelta | None]
START = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def clock() -> SandboxClock:
    """Give a clock that stands still."""
    return SandboxClock(START)


@pytest.fixture
def pacing(clock: SandboxClock) -> Pacing:
    """Give the pacing of a process."""
    return Pacing(clock)


async def _acquired(
    pacing: Pacing, workspace: WorkspaceId, count: int, method: str = SLOW
) -> list[asyncio.Task[object]]:
    """Ask for turns, and let those come that come at once."""
    tasks: list[asyncio.Task[object]] = [
        asyncio.get_running_loop().create_task(pacing.acquire(workspace, method))
        for _ in range(count)
    ]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


async def test_burst_goes_out_at_once(pacing: Pacing) -> None:
    """Let a burst through without waiting."""
    tasks = await _acquired(pacing, ACME, SECOND_TIER.burst)

    assert all(task.done() for task in tasks)


async def test_beyond_the_burst_turns_come_one_by_one(pacing: Pacing, clock: SandboxClock) -> None:
    """Let one more through each interval, first come first served."""
    tasks = await _acquired(pacing, ACME, SECOND_TIER.burst + 2)
    assert [task.done() for task in tasks[-2:]] == [False, False]

    clock.advance(SECOND_TIER.interval)
    await asyncio.wait_for(tasks[-2], timeout=PATIENCE)
    assert not tasks[-1].done()

    clock.advance(SECOND_TIER.interval)
    await asyncio.wait_for(tasks[-1], timeout=PATIENCE)


async def test_workspaces_do_not_wait_for_one_another(pacing: Pacing) -> None:
    """Serve one workspace while another has used its turns up."""
    busy = await _acquired(pacing, ACME, SECOND_TIER.burst + 1)

    assert await pacing.acquire(OTHER, SLOW) is None
    busy[-1].cancel()


async def test_hold_is_told_at_once(pacing: Pacing, clock: SandboxClock) -> None:
    """Tell how long Slack said to wait, instead of waiting."""
    pacing.hold(ACME, POST, timedelta(seconds=30))
    clock.advance(timedelta(seconds=10))

    assert await pacing.acquire(ACME, POST) == timedelta(seconds=20)


async def test_hold_reaches_those_who_wait_already(pacing: Pacing, clock: SandboxClock) -> None:
    """Tell whoever's turn comes during a hold that it is not one."""
    tasks = await _acquired(pacing, ACME, SECOND_TIER.burst + 1)
    pacing.hold(ACME, SLOW, timedelta(seconds=30))

    clock.advance(SECOND_TIER.interval)

    told = await asyncio.wait_for(tasks[-1], timeout=PATIENCE)
    assert told == timedelta(seconds=30) - SECOND_TIER.interval


async def test_hold_is_of_one_method_and_workspace(pacing: Pacing) -> None:
    """Leave other methods and other workspaces alone."""
    pacing.hold(ACME, POST, timedelta(seconds=30))

    assert await pacing.try_acquire(ACME, UPDATE)
    assert await pacing.try_acquire(OTHER, POST)
    assert not await pacing.try_acquire(ACME, POST)


async def test_hold_ends(pacing: Pacing, clock: SandboxClock) -> None:
    """Let calls through again after what Slack said."""
    pacing.hold(ACME, POST, timedelta(seconds=30))
    clock.advance(timedelta(seconds=30))

    assert await pacing.acquire(ACME, POST) is None


async def test_clock_set_back_blocks_nothing() -> None:
    """Wait for what Slack said and no hour longer where the machine's clock is set back."""
    clock = SettableClock(START)
    pacing = Pacing(clock)
    for _ in range(THIRD_TIER.burst):
        assert await pacing.try_acquire(ACME, UPDATE)
    pacing.hold(ACME, UPDATE, timedelta(seconds=30))

    clock.set(START - timedelta(hours=1))
    assert not await pacing.try_acquire(ACME, UPDATE)

    clock.advance(timedelta(seconds=31))
    assert await pacing.try_acquire(ACME, UPDATE)


@pytest.mark.parametrize("method", ["views.open", "views.publish", "views.update"])
async def test_many_people_may_press_at_once(pacing: Pacing, method: str) -> None:
    """Let a minute's worth of presses through together, since a person waits for each."""
    assert all([await pacing.try_acquire(ACME, method) for _ in range(60)])


async def test_closing_ends_every_wait(pacing: Pacing) -> None:
    """Send away whoever waits, and whoever would."""
    waiting = (await _acquired(pacing, ACME, SECOND_TIER.burst + 1))[-1]
    pacing.close()

    assert await asyncio.wait_for(waiting, timeout=PATIENCE) == timedelta()
    assert await pacing.acquire(ACME, SLOW) == timedelta()
    assert not await pacing.sleep(timedelta(hours=1))


async def test_edits_beyond_the_budget_are_turned_away(pacing: Pacing) -> None:
    """Say no instead of waiting where the caller can do without."""
    granted = [await pacing.try_acquire(ACME, UPDATE) for _ in range(THIRD_TIER.burst + 1)]

    assert granted == [True] * THIRD_TIER.burst + [False]


async def test_turns_come_again_while_the_clock_stands_still(pacing: Pacing) -> None:
    """Wait no longer than in real time: a sandbox's clock may stand still for hours."""
    tasks = await _acquired(pacing, ACME, POSTING.burst + 1, POST)

    assert await asyncio.wait_for(tasks[-1], timeout=PATIENCE) is None


async def test_idle_buckets_are_forgotten(clock: SandboxClock) -> None:
    """Keep no more buckets than there are busy workspaces."""
    pacing = Pacing(clock, most_buckets=10)
    for number in range(100):
        clock.advance(timedelta(minutes=1))
        assert await pacing.try_acquire(WorkspaceId(f"T{number}"), UPDATE)

    assert len(pacing) <= 10


@given(st.lists(st.floats(min_value=0, max_value=20), min_size=100, max_size=300))
def test_no_minute_takes_more_than_slack_grants(waits: list[float]) -> None:
    """Stay within the limit in every minute, however the calls are spread."""
    clock = SandboxClock(START)
    pacing = Pacing(clock)
    granted: list[datetime] = []

    async def call() -> None:
        for wait in waits:
            clock.advance(timedelta(seconds=wait / 10))
            if await pacing.try_acquire(ACME, UPDATE):
                granted.append(clock.now())

    asyncio.run(call())

    for first in granted:
        last = first + timedelta(minutes=1)
        assert sum(first <= at < last for at in granted) <= 50


@pytest.mark.parametrize(
    ("pace", "limit"),
    [(POSTING, 300), (SECOND_TIER, 20), (THIRD_TIER, 50)],
)
def test_burst_and_flow_stay_below_the_limit(pace: Pace, limit: int) -> None:
    """Keep a minute's burst and steady flow together below what Slack grants."""
    assert pace.per_minute + pace.burst < limit


def test_reading_is_paced_too() -> None:
    """Have a pace for every method that is called."""
    assert set(PACES) == {
        POST,
        UPDATE,
        "dnd.teamInfo",
        "users.info",
        "views.open",
        "views.publish",
        "views.update",
    }
