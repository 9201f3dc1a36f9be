"""Teams on databases of their own, for processes to serve."""

import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.clock import SystemClock
from bot.sandbox import Sandbox, SandboxClock
from bot.storage.database import Database
from tests import postgresql
from tests.databases import opened
from tests.processes.running import PATIENCE, migrate
from tests.processes.servers import Server
from tests.processes.team import Team


@pytest.fixture
async def team(database: Database, database_url: str) -> AsyncIterator[Team]:
    """Give a workspace in a sandbox whose time is the machine's, as the processes' is."""
    async with Sandbox(
        clock=SandboxClock(SystemClock().now(), speed=1.0), patience=PATIENCE
    ) as sandbox:
        yield Team(sandbox, sandbox.add_workspace(), database, database_url)


@pytest.fixture
def server() -> Iterator[Server]:
    """Give a PostgreSQL of the test's own, in a folder that its own user may enter."""
    with TemporaryDirectory(prefix="unsit-postgresql-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        yield Server(folder)
        postgresql.stop(folder, signal.SIGINT)


@pytest.fixture
async def server_url(server: Server, tmp_path: Path) -> AsyncIterator[str]:
    """Give a migrated database on it."""
    with postgresql.created(server.url) as url:
        await migrate(tmp_path, postgresql.written(url))
        yield postgresql.written(url)


@pytest.fixture
async def server_team(server_url: str) -> AsyncIterator[Team]:
    """Give a workspace whose processes keep what they know on that server."""
    async with (
        opened(server_url) as database,
        Sandbox(clock=SandboxClock(SystemClock().now(), speed=1.0), patience=PATIENCE) as sandbox,
    ):
        yield Team(sandbox, sandbox.add_workspace(), database, server_url)
