"""How a process ends: it is told to, and then all its parts end side by side."""

import asyncio
import signal
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from typing import TypeVar

T = TypeVar("T")


class EndSignal:
    """Hears that the process is to end: SIGTERM from the beginning, Ctrl-C once all has started.

    Until then either cancels the start, which may well be what takes too long; a second Ctrl-C ends
    the process at once. Made by the task that starts the process.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._told: asyncio.Future[signal.Signals] = self._loop.create_future()
        self._starting = asyncio.current_task()
        self._hear(signal.SIGTERM)

    @property
    def has_cut_the_start(self) -> bool:
        """Tell whether a signal came before all had started."""
        return self._starting is not None and self._told.done()

    def started(self) -> None:
        """Cut nothing any more: from here on either signal is kept for whoever waits."""
        if not self.has_cut_the_start:
            self._starting = None
        self._hear(signal.SIGINT)

    async def wait(self) -> signal.Signals:
        """Wait for a signal, and return which one came."""
        return await self._told

    def _hear(self, which: signal.Signals) -> None:
        with suppress(NotImplementedError):  # on Windows Ctrl-C cancels whoever waits
            self._loop.add_signal_handler(which, self._tell, which)

    def _tell(self, which: signal.Signals) -> None:
        self._loop.remove_signal_handler(signal.SIGINT)
        if self._told.done():
            return
        self._told.set_result(which)
        if self._starting is not None:
            self._starting.cancel()


class SideBySide:
    """Parts that begin one after another and end all at once: the slowest one says how long."""

    def __init__(self) -> None:
        self._stacks: list[AsyncExitStack] = []

    async def enter(self, part: AbstractAsyncContextManager[T]) -> T:
        """Begin a part."""
        stack = AsyncExitStack()
        self._stacks.append(stack)
        return await stack.enter_async_context(part)

    async def aclose(self) -> None:
        """End all parts; where some fail at that, one fault comes out after all have ended."""
        ends = await asyncio.gather(
            *(stack.aclose() for stack in self._stacks), return_exceptions=True
        )
        for fault in ends:
            if fault is not None:
                raise fault
