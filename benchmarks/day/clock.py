"""A clock that several processes share: the machine's, sped up from a common moment on."""

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class FastClock:
    """Tells the time of a day that passes quickly.

    Attributes:
        began_at: the machine's time, in seconds since 1970, at which the day began.
        day_at: when that was by this clock.
        speed: seconds of this clock in one of the machine's.
    """

    began_at: float
    day_at: datetime
    speed: float

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        real = time.time() - self.began_at  # noqa: TID251 - a clock reads the machine's
        return self.day_at + timedelta(seconds=real * self.speed)

    async def sleep(self, seconds: float) -> None:
        """Wait for so many seconds of this clock."""
        await asyncio.sleep(seconds / self.speed)

    def real(self, seconds: float) -> float:
        """Return how many of the machine's seconds so many of this clock's take."""
        return seconds / self.speed
