"""A bot that runs against a sandbox, once over HTTP and once over Socket Mode."""

from collections.abc import AsyncIterator

import pytest
import structlog

from tests.slack.running import RunningBot, Transport, running_bot


@pytest.fixture(autouse=True)
def plain_logs() -> None:
    """Log without the coloured pictures of exceptions, each of which takes seconds to draw."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(),
        ]
    )


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
