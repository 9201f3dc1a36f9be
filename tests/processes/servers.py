"""A PostgreSQL of one test's own, which it may stop, start and freeze."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from tests import postgresql


class Server:
    """A PostgreSQL of one test's own, which it may stop, start and freeze."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.url = postgresql.start(folder)

    async def stop(self) -> None:
        """End it, as whoever maintains it does."""
        await asyncio.to_thread(postgresql.stop, self._folder, signal.SIGINT)

    async def start(self) -> None:
        """Start it again."""
        await asyncio.to_thread(postgresql.start, self._folder)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let it take connections and answer nothing while the block runs."""
        first = psutil.Process(int((self._folder / "postmaster.pid").read_text().splitlines()[0]))
        processes = [first, *first.children(recursive=True)]
        try:
            for process in processes:
                with suppress(psutil.NoSuchProcess):
                    process.suspend()
            yield
        finally:
            for process in processes:
                with suppress(psutil.NoSuchProcess):
                    process.resume()
