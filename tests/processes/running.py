"""Processes of the bot's own, each started as an operator starts it and ended as a host ends it."""

import asyncio
import os
import re
import signal
import sys
import uuid
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.settings import names

ROOT = Path(__file__).parents[2]

PATIENCE = 60.0
"""Seconds for whatever must come, on a machine that is busy."""

GRACE = 10.0
"""Seconds that a host grants after SIGTERM before it kills."""

_UP = re.compile(r"^Unsit is up.*?(?: at (http://\S+?))?\. Ctrl-C", re.MULTILINE)


class Unsit:
    """A process of the bot's that is up."""

    def __init__(self, process: Process, log: Path, address: str) -> None:
        self.process = process
        self.address = address
        self._log = log

    @property
    def log(self) -> str:
        """All that it has logged so far."""
        return self._log.read_text()

    async def end(self) -> int:
        """Tell it to end, as a host does: it is killed where it takes longer than hosts grant."""
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), GRACE)


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment with only the given settings in it."""
    inherited = {
        name: value
        for name, value in os.environ.items()  # noqa: TID251 - what a shell would pass on
        if name not in names()
    }
    return {**inherited, "PYTHONPATH": str(ROOT), "LOG_FORMAT": "json", "PORT": "0", **given}


@asynccontextmanager
async def launched(
    folder: Path, *arguments: str, given: Mapping[str, str], program: str = "bot"
) -> AsyncIterator[tuple[Process, Path]]:
    """Start a command of a program, and see to it that it is gone when the block ends."""
    log = folder / f"{'-'.join(arguments)}-{uuid.uuid4().hex}.log"
    with log.open("w") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            program,
            *arguments,
            cwd=folder,
            env=environment(given),
            stdout=PIPE,
            stderr=written,
        )
        try:
            yield process, log
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()


@asynccontextmanager
async def up(
    folder: Path, *arguments: str, given: Mapping[str, str], program: str = "bot"
) -> AsyncIterator[Unsit]:
    """Start a command and wait until it says that it is up."""
    async with launched(folder, *arguments, given=given, program=program) as (process, log):
        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        said = _UP.match(line.decode())
        assert said is not None, f"{line.decode()}{log.read_text()}"
        yield Unsit(process, log, said[1] or "")


async def migrate(folder: Path, url: str) -> None:
    """Bring a database up to date, as a release does."""
    async with launched(folder, "migrate", given={"DATABASE_URL": url}) as (process, log):
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0, log.read_text()


async def seen(address: str, path: str) -> tuple[int, str]:
    """Look at a page."""
    async with aiohttp.ClientSession() as session, session.get(f"{address}{path}") as answer:
        return answer.status, await answer.text()


async def is_ready(address: str) -> bool:
    """Tell whether a process says that it is ready, or is there at all."""
    try:
        return await seen(address, "/readyz") == (200, '{"ready": true}')
    except aiohttp.ClientConnectorError:
        return False


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until a condition that another process brings about holds."""
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.05)  # which needs the machine too
