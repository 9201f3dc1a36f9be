"""Owns the sandbox's time: it runs at a chosen speed, jumps, and wakes its sleepers."""

import asyncio
import heapq
import itertools
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class SandboxClock:
    """A clock that is frozen at speed 0 and otherwise follows the machine's, times its speed.

    Attributes:
        on_sleep: told each time that somebody goes to sleep.
    """

    def __init__(self, start: datetime, speed: float = 0.0) -> None:
        if start.tzinfo is None:
            raise ValueError("a sandbox clock starts at an instant with a time zone")
        self._instant = start
        self._since = time.monotonic()
        self._speed = _checked(speed)
        self.on_sleep: list[Callable[[], None]] = []
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._alarm: asyncio.TimerHandle | None = None

    def now(self) -> datetime:
        """Tell the instant it is in the sandbox."""
        if not self._speed:
            return self._instant
        return self._instant + timedelta(seconds=(time.monotonic() - self._since) * self._speed)

    @property
    def speed(self) -> float:
        """How many sandbox seconds pass in one real second."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        wanted = _checked(speed)
        self._settle(self.now())
        self._speed = wanted
        self._set_alarm()

    @property
    def sleeping(self) -> int:
        """How many sleep now, for a test that must not move the clock too early."""
        return sum(not woken.done() for _, _, woken in self._sleepers)

    def advance(self, by: timedelta) -> None:
        """Move forward at once and wake whoever is due, earliest first."""
        if by < timedelta(0):
            raise ValueError("a sandbox clock does not run backwards")
        self._settle(self.now() + by)
        self._wake()

    async def sleep(self, seconds: float) -> None:
        """Wait until so many seconds of the sandbox's time have passed."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken = asyncio.get_running_loop().create_future()
        deadline = self.now() + timedelta(seconds=seconds)
        heapq.heappush(self._sleepers, (deadline, next(self._order), woken))
        self._set_alarm()
        for tell in self.on_sleep:
            tell()
        await woken

    def _settle(self, instant: datetime) -> None:
        self._instant = instant
        self._since = time.monotonic()

    def _wake(self) -> None:
        now = self.now()
        while self._sleepers and self._sleepers[0][0] <= now:
            woken = heapq.heappop(self._sleepers)[2]
            if not woken.done():
                woken.set_result(None)
        self._set_alarm()

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        if self._speed and self._sleepers:
            deadline, _, woken = self._sleepers[0]
            wait = max((deadline - self.now()).total_seconds() / self._speed, 0.0)
            self._alarm = woken.get_loop().call_later(wait, self._wake)


def _checked(speed: float) -> float:
    if not 0.0 <= speed < float("inf"):
        raise ValueError("a sandbox clock's speed is zero or more")
    return speed
