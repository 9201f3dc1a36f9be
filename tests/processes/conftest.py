"""A team on a database of its own, and processes that serve it."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import SystemClock
from bot.sandbox import Sandbox, SandboxClock
from bot.storage.database import Database
from tests.processes.team import Team


@pytest.fixture
async def team(database: Database, database_url: str) -> AsyncIterator[Team]:
    """Give a workspace in a sandbox whose time is the machine's, as the processes' is."""
    async with Sandbox(clock=SandboxClock(SystemClock().now(), speed=1.0)) as sandbox:
        yield Team(sandbox, sandbox.add_workspace(), database, database_url)
