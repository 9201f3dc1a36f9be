"""How time passes for those who wait for Slack."""

import asyncio
import time
from contextlib import suppress
from datetime import datetime, timedelta

from bot.services.ports import Clock

UNSURE_SECONDS = 0.05
"""By so much two looks at a clock that runs may differ: only what is more means that it stands."""


class Passing:
    """Tells how time passes: as on the app's clock, but never slower than it really does.

    Turns come again while a sandbox's clock stands still; Slack's limits are about real time. As
    long as the clock runs as it should, this is the time on it, on which all processes agree.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = timedelta()
        _, self._lag = self._look()
        self._sleepers: set[asyncio.Future[None]] = set()
        self.is_closed = False

    def now(self) -> datetime:
        """Return how far time has come."""
        seen, lag = self._look()
        if lag - self._lag > UNSURE_SECONDS:
            # Or we were kept waiting between looking at one time and at the other.
            seen, lag = min(self._look(), (seen, lag), key=lambda look: look[1])
        gained = lag - self._lag
        if gained < 0:
            self._lag = lag
        elif gained > UNSURE_SECONDS:
            self._ahead += timedelta(seconds=gained)
            self._lag = lag
        return seen + self._ahead

    async def sleep(self, wait: timedelta) -> bool:
        """Wait until so much time has passed; tell whether that is so, and nothing cut it short."""
        if self.is_closed:
            return False
        sleeper = asyncio.ensure_future(self._pass(wait.total_seconds()))
        self._sleepers.add(sleeper)
        sleeper.add_done_callback(self._sleepers.discard)
        try:
            await asyncio.wait([sleeper])
        finally:
            sleeper.cancel()
        return not sleeper.cancelled()

    def close(self) -> None:
        """Cut every wait short, and let nobody wait any more."""
        self.is_closed = True
        for sleeper in self._sleepers:
            sleeper.cancel()

    async def _pass(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._clock.sleep(seconds)

    def _look(self) -> tuple[datetime, float]:
        """Return the time on the clock, and how far it is behind that of the machine's running."""
        seen = self._clock.now()
        return seen, time.monotonic() - seen.timestamp()
