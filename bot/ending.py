"""How a process ends: it is told to, and then all its parts end side by side."""

import asyncio
import signal
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from typing import TypeVar

T = TypeVar("T")


class EndSignal:
    """Hears that the process is to end: SIGTERM from the beginning, Ctrl-C once that is waited for.

    Until then Ctrl-C cancels the start, which may well be what takes too long, and a second one
    ends the process at once.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._told: asyncio.Future[signal.Signals] = self._loop.create_future()
        self._hear(signal.SIGTERM)

    async def wait(self) -> signal.Signals:
        """Wait for a signal, and return which one came."""
        self._hear(signal.SIGINT)
        return await self._told

    def _hear(self, which: signal.Signals) -> None:
        with suppress(NotImplementedError):  # on Windows Ctrl-C cancels whoever waits
            self._loop.add_signal_handler(which, self._tell, which)

    def _tell(self, which: signal.Signals) -> None:
        self._loop.remove_signal_handler(signal.SIGINT)
        if not self._told.done():
            self._told.set_result(which)


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
