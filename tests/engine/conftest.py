"""What the tests of the engine share."""

import pytest

from bot.engine.queues import migrate_engine
from tests.engine.work import Work


@pytest.fixture
async def work() -> Work:
    """Give tasks to watch."""
    return Work()


@pytest.fixture
async def queue_url(postgresql_url: str) -> str:
    """Give the URL of a database with an empty queue."""
    await migrate_engine(postgresql_url)
    return postgresql_url
