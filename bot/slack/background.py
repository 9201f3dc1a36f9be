"""Work that goes on after an answer: kept in hand, bounded, and drained at the end."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextvars import Context, copy_context

import structlog

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 50
MOST_WAITING = 5_000
_LOG_EVERY = 100

Work = Callable[[], Awaitable[object]]


class Background:
    """Runs work by key: one at a time for each key, and of what waits under it only the newest.

    Work goes on as whoever started it: in their language, and in the log beside their request.
    """

    def __init__(
        self, *, most_at_once: int = MOST_AT_ONCE, most_waiting: int = MOST_WAITING
    ) -> None:
        self._most_at_once = most_at_once
        self._most_waiting = most_waiting
        self._running: dict[Hashable, asyncio.Task[None]] = {}
        self._waiting: dict[Hashable, tuple[Work, Context]] = {}
        self._dropped = 0

    def start(self, key: Hashable, work: Work) -> None:
        """Begin work now, or once there is room for it; drop it where too much waits already."""
        if key not in self._running and len(self._running) < self._most_at_once:
            self._run(key, work, copy_context())
        elif key in self._waiting or len(self._waiting) < self._most_waiting:
            self._waiting[key] = work, copy_context()
        else:
            if self._dropped % _LOG_EVERY == 0:
                log.warning("slack.background_full", dropped=self._dropped + 1)
            self._dropped += 1

    async def aclose(self, seconds: float) -> None:
        """Let what is under way or waits finish, for so long at most."""
        try:
            async with asyncio.timeout(seconds):
                while self._running:
                    await asyncio.wait(list(self._running.values()))
        except TimeoutError:
            late = list(self._running.values())
            log.warning("slack.background_cut_off", left=len(late) + len(self._waiting))
            self._waiting.clear()
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._dropped:
            log.warning("slack.background_dropped", dropped=self._dropped)

    def _run(self, key: Hashable, work: Work, context: Context) -> None:
        task = asyncio.get_running_loop().create_task(_guarded(work), context=context)
        self._running[key] = task
        task.add_done_callback(lambda _: self._finished(key))

    def _finished(self, key: Hashable) -> None:
        del self._running[key]
        # Only what runs keeps its own successor waiting, so that this looks at few.
        following = next((each for each in self._waiting if each not in self._running), None)
        if following is not None:
            self._run(following, *self._waiting.pop(following))


async def _guarded(work: Work) -> None:
    try:
        await work()
    except Exception:  # nobody awaits this: the log is where a fault must end
        log.exception("slack.background_fault")
