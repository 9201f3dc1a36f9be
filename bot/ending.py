"""How a process ends: it is told to, and then all its parts end side by side."""

import asyncio
import signal
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from typing import TypeVar

T = TypeVar("T")


def end_signal() -> asyncio.Future[signal.Signals]:
    """Return what is done once SIGTERM or Ctrl-C has come, with the one that came.

    A second Ctrl-C ends the process at once.
    """
    loop = asyncio.get_running_loop()
    told: asyncio.Future[signal.Signals] = loop.create_future()

    def tell(which: signal.Signals) -> None:
        loop.remove_signal_handler(signal.SIGINT)
        if not told.done():
            told.set_result(which)

    with suppress(NotImplementedError):  # on Windows Ctrl-C cancels whoever waits for this
        for which in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(which, tell, which)
    return told


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
