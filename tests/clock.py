"""A clock for tests: it stands still until it is told to move."""

import asyncio
from datetime import datetime, timedelta


class SettableClock:
    """Tells the time that a test has set; whoever sleeps moves it on."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        """Return the instant that was set last."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Move on by so many seconds and let others run."""
        self.advance(timedelta(seconds=seconds))
        await asyncio.sleep(0)

    def set(self, now: datetime) -> None:
        """Make it a given instant."""
        self._now = now

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by
