"""The sandbox's clock: frozen, running, jumping, and fair to its sleepers."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import Sandbox, SandboxClock

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def _sleep(clock: SandboxClock, seconds: float, woken: list[float]) -> None:
    await clock.sleep(seconds)
    woken.append(seconds)


async def test_a_frozen_clock_stands_still() -> None:
    """At speed 0 it stays the same instant."""
    clock = SandboxClock(START)
    await asyncio.sleep(0)
    assert clock.now() == START


async def test_advancing_moves_the_clock_and_wakes_the_due_in_order() -> None:
    """Sleepers wake by deadline, whatever the order they lay down in, and the rest sleep on."""
    clock, woken = SandboxClock(START), list[float]()
    async with asyncio.TaskGroup() as tasks:
        sleepers = [tasks.create_task(_sleep(clock, one, woken)) for one in (30.0, 10.0, 20.0)]
        late = tasks.create_task(_sleep(clock, 90.0, woken))
        await asyncio.sleep(0)
        clock.advance(timedelta(seconds=60))
        await asyncio.wait(sleepers, timeout=20.0)
        assert woken == [10.0, 20.0, 30.0]
        assert clock.now() == START + timedelta(seconds=60)
        late.cancel()


async def test_a_sleeper_that_gave_up_is_passed_over() -> None:
    """A cancelled sleep neither wakes anybody nor gets in the way."""
    clock, woken = SandboxClock(START), list[float]()
    async with asyncio.TaskGroup() as tasks:
        gone = tasks.create_task(_sleep(clock, 10.0, woken))
        second = tasks.create_task(_sleep(clock, 20.0, woken))
        third = tasks.create_task(_sleep(clock, 5.0, woken))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.wait([gone], timeout=20.0)
        clock.advance(timedelta(seconds=30))
        await asyncio.wait([second, third], timeout=20.0)
    assert woken == [5.0, 20.0]


async def test_a_cancelled_sleeper_at_the_front_is_forgotten_when_the_speed_changes() -> None:
    """The alarm is set for the first who still sleeps."""
    clock, woken = SandboxClock(START), list[float]()
    async with asyncio.TaskGroup() as tasks:
        gone = tasks.create_task(_sleep(clock, 1.0, woken))
        tasks.create_task(_sleep(clock, 20.0, woken))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.wait([gone], timeout=20.0)
        clock.speed = 100_000.0
    assert woken == [20.0]


async def test_a_fast_clock_wakes_its_sleepers_by_itself() -> None:
    """An hour passes in a moment at a high speed."""
    clock = SandboxClock(START, speed=1_000_000.0)
    async with asyncio.timeout(20.0):
        await clock.sleep(3_600.0)
    assert clock.now() >= START + timedelta(hours=1)


async def test_a_clock_set_running_wakes_who_slept_before() -> None:
    """Changing the speed reaches those who already sleep."""
    clock, woken = SandboxClock(START), list[float]()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_sleep(clock, 3_600.0, woken))
        await asyncio.sleep(0)
        clock.speed = 1_000_000.0
    assert woken == [3_600.0]
    assert clock.speed == 1_000_000.0


async def test_freezing_keeps_the_time_that_was_reached() -> None:
    """A clock that is stopped stays where it was, and does not go back."""
    clock = SandboxClock(START, speed=1_000_000.0)
    await clock.sleep(60.0)
    clock.speed = 0.0
    assert clock.now() == clock.now() >= START + timedelta(seconds=60)


async def test_no_sleep_at_all_returns_at_once() -> None:
    """Sleeping for nothing only lets others run, even on a frozen clock."""
    async with asyncio.timeout(20.0):
        await SandboxClock(START).sleep(0.0)


async def test_whoever_waits_for_a_sleeper_hears_of_it() -> None:
    """Nothing else need happen in the sandbox."""
    clock = SandboxClock(START)
    async with Sandbox(clock=clock) as sandbox, asyncio.TaskGroup() as group:
        waiting = group.create_task(sandbox.changed(lambda: clock.sleeping == 1))
        await asyncio.sleep(0)
        group.create_task(clock.sleep(60))
        await waiting
        clock.advance(timedelta(minutes=1))


def test_a_start_without_a_zone_is_refused() -> None:
    """An instant without a zone could be any of many."""
    with pytest.raises(ValueError, match="time zone"):
        SandboxClock(START.replace(tzinfo=None))


@pytest.mark.parametrize("speed", [-1.0, float("inf"), float("nan")])
def test_a_senseless_speed_is_refused(speed: float) -> None:
    """Time runs forward at a finite speed, or stands still."""
    with pytest.raises(ValueError, match="speed"):
        SandboxClock(START, speed=speed)


def test_time_does_not_run_backwards() -> None:
    """Advancing by less than nothing is refused."""
    with pytest.raises(ValueError, match="backwards"):
        SandboxClock(START).advance(timedelta(seconds=-1))
