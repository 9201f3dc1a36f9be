"""Logs for tests in which exceptions are logged on purpose."""

import pytest
import structlog


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
