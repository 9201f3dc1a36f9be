"""Owns the news that something changed: a revision number and everybody who waits for the next."""

import asyncio
from collections.abc import Callable

_LOOK_AGAIN_SECONDS = 0.1
"""So often a condition is looked at when nothing changes here: it may be about the bot."""


class Changes:
    """Counts what people can see change and wakes those who wait for it."""

    def __init__(self) -> None:
        self.revision = 0
        self.closed = False
        self._waiting: set[asyncio.Future[None]] = set()

    def bump(self) -> None:
        """Note a change that a person could see."""
        self.revision += 1
        self.stir()

    def stir(self) -> None:
        """Wake the waiting without a new revision, for what only a test looks at."""
        waiting, self._waiting = self._waiting, set()
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)

    def close(self) -> None:
        """Let everybody who waits go."""
        self.closed = True
        self.stir()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until a condition holds, looking again at each change and now and then."""
        while not holds():
            waiter = asyncio.get_running_loop().create_future()
            self._waiting.add(waiter)
            try:
                await asyncio.wait([waiter], timeout=_LOOK_AGAIN_SECONDS)
            finally:
                self._waiting.discard(waiter)
