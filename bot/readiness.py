"""Whether a process can do its work just now: asked of its parts, told in time whatever hangs."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, TypeVar

import structlog

ANSWER_SECONDS = 0.8
"""How long all parts together may take: whoever asks waits a second at most."""

Probe = Callable[[], Awaitable[str | None]]
"""Says in a few plain words what is wrong with a part, or None. Nothing secret: anybody may ask."""

_log = structlog.get_logger(__name__)

T = TypeVar("T")


class Inquiry(Generic[T]):
    """Asks what may hang: one question at a time, however many wait for the answer.

    A question that has hung is not cut off: a statement that is cancelled half-way costs its
    connection. It is not asked again before it has ended either, so that nothing piles up.
    """

    def __init__(self, ask: Callable[[], Awaitable[T]]) -> None:
        self._ask = ask
        self._asked: asyncio.Task[T] | None = None

    def begin(self) -> asyncio.Task[T]:
        """Ask, unless the last question is still open; return what will have the answer."""
        if self._asked is None or self._asked.done():
            self._asked = asyncio.get_running_loop().create_task(self._answer())
        return self._asked

    async def _answer(self) -> T:
        return await self._ask()


class Readiness:
    """Knows the parts that have to work, and asks them side by side."""

    def __init__(self, probes: Mapping[str, Probe]) -> None:
        self._inquiries = {name: Inquiry(probe) for name, probe in probes.items()}

    async def faults(self) -> dict[str, str]:
        """Return what is wrong, part by part; nothing where the process is ready."""
        asked = {name: inquiry.begin() for name, inquiry in self._inquiries.items()}
        if asked:
            await asyncio.wait(asked.values(), timeout=ANSWER_SECONDS)
        told = {name: _words(name, task) for name, task in asked.items()}
        return {name: words for name, words in told.items() if words is not None}


def _words(name: str, task: asyncio.Task[str | None]) -> str | None:
    """Return what a part says of itself, or what its silence says."""
    if not task.done():
        return "does not answer"
    if task.cancelled():
        return "is ending"
    fault = task.exception()
    if fault is None:
        return task.result()
    # Drivers quote addresses and statements, which are for the log alone.
    _log.warning("readiness.part_failed", part=name, why=type(fault).__name__)
    return "cannot be reached"
