"""PostgreSQL servers that go away: one of a test's own, and a line to one that goes dead."""

import asyncio
import contextlib
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import make_url

from tests import postgresql

_SOCKET = ".s.PGSQL.5432"


class OwnServer:
    """A server that a test may stop and start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.url = postgresql.written(postgresql.start(folder))

    def stop(self) -> None:
        """Stop, and part with every client at once."""
        postgresql.stop(self._folder, signal.SIGINT)

    def start(self) -> None:
        """Start again where it was."""
        postgresql.start(self._folder)


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """Run a server until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="unsit-postgresql-"))
    try:
        server = OwnServer(folder)
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Line:
    """A line to a server over which nothing comes through while it is dead; it does not break."""

    def __init__(self, to: str) -> None:
        self._to = to
        self._alive = asyncio.Event()
        self._alive.set()
        self._calls: set[asyncio.Task[None]] = set()

    def die(self) -> None:
        """Let nothing through from now on."""
        self._alive.clear()

    def revive(self) -> None:
        """Let through what waited, and what comes."""
        self._alive.set()

    def call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry the bytes of one connection both ways until either side hangs up."""
        task = asyncio.ensure_future(self._connect(reader, writer))
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    async def hang_up(self) -> None:
        """End every connection."""
        for task in self._calls:
            task.cancel()
        await asyncio.gather(*self._calls, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with _closing(writer):
            far_reader, far_writer = await asyncio.open_unix_connection(self._to)
            async with _closing(far_writer), asyncio.TaskGroup() as both:
                both.create_task(self._carry(reader, far_writer))
                both.create_task(self._carry(far_reader, writer))

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await source.read(65536):
                await self._alive.wait()
                sink.write(data)
        sink.close()


@asynccontextmanager
async def _closing(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    try:
        yield
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


@asynccontextmanager
async def line_to(url: str) -> AsyncIterator[tuple[Line, str]]:
    """Give a line to a server, and the address at its near end, until the block ends."""
    place = make_url(url)
    line = Line(str(Path(str(place.query["host"])) / _SOCKET))
    with tempfile.TemporaryDirectory(prefix="unsit-line-") as folder:
        server = await asyncio.start_unix_server(line.call, Path(folder) / _SOCKET)
        try:
            yield line, postgresql.written(place.update_query_dict({"host": folder}))
        finally:
            server.close()
            await line.hang_up()
