"""Work that goes on after an answer: kept in hand, bounded, and drained at the end."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable

import structlog

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 200

Work = Callable[[], Awaitable[object]]


class Background:
    """Runs work by key: one at a time for each key, and of what waits behind it only the newest."""

    def __init__(self, *, most_at_once: int = MOST_AT_ONCE) -> None:
        self._most_at_once = most_at_once
        self._running: dict[Hashable, asyncio.Task[None]] = {}
        self._waiting: dict[Hashable, Work] = {}

    def start(self, key: Hashable, work: Work) -> None:
        """Begin work now, or after what runs under the same key; drop it when all is full."""
        if key in self._running:
            self._waiting[key] = work
            return
        if len(self._running) >= self._most_at_once:
            log.warning("slack.background_full", at_once=self._most_at_once)
            return
        task = asyncio.get_running_loop().create_task(_run(work))
        self._running[key] = task
        task.add_done_callback(lambda _: self._finished(key))

    async def aclose(self, seconds: float) -> None:
        """Let what is under way finish, for so long at most."""
        try:
            async with asyncio.timeout(seconds):
                while self._running:
                    await asyncio.wait(list(self._running.values()))
        except TimeoutError:
            self._waiting.clear()
            late = list(self._running.values())
            log.warning("slack.background_cut_off", left=len(late))
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _finished(self, key: Hashable) -> None:
        del self._running[key]
        work = self._waiting.pop(key, None)
        if work is not None:
            self.start(key, work)


async def _run(work: Work) -> None:
    try:
        await work()
    except Exception:  # nobody awaits this: the log is where a fault must end
        log.exception("slack.background_fault")
