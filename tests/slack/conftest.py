"""A bot that runs against a sandbox, once over HTTP and once over Socket Mode."""

from collections.abc import AsyncIterator

import pytest

from tests.plain_logs import plain_logs  # noqa: F401 - a fixture, found by its name
from tests.slack.running import RunningBot, Transport, running_bot


@pytest.fixture(params=["http", "socket"])
def transport(request: pytest.FixtureRequest) -> Transport:
    """Give the way by which Slack reaches the bot."""
    chosen: Transport = request.param
    return chosen


@pytest.fixture
async def bot(database_url: str, transport: Transport) -> AsyncIterator[RunningBot]:
    """Give a running bot in a workspace of its own."""
    async with running_bot(database_url, transport) as bot:
        yield bot
