"""What the tests of the engine share."""

import pytest

from bot.engine.queues import migrate_engine
from tests.engine.work import Work
from tests.plain_logs import plain_logs  # noqa: F401 - a fixture, found by its name


@pytest.fixture
async def work() -> Work:
    """Give tasks to watch."""
    return Work()


@pytest.fixture
async def queue_url(postgresql_url: str) -> str:
    """Give the URL of a database with an empty queue."""
    await migrate_engine(postgresql_url)
    return postgresql_url
