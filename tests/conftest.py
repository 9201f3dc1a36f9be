"""What all tests share: their databases, and the option that chooses between them."""

from typing import Protocol

import pytest
from hypothesis import HealthCheck, settings

from tests import databases, postgresql
from tests.databases import (  # noqa: F401 - fixtures, found by their names
    backend,
    database,
    database_url,
    empty_url,
    postgresql_server,
    postgresql_supply,
    postgresql_url,
    second_database,
    sqlite_supply,
    supply,
    template,
)


class Node(Protocol):
    """A worker, as xdist tells of it before it starts."""

    config: pytest.Config
    workerinput: dict[str, object]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever runs the tests choose the database of those that run on either."""
    parser.addoption(
        "--database",
        choices=[databases.SQLITE, databases.POSTGRESQL],
        help="run the tests that run on either database, and only those, on this one (default: "
        "all tests; storage and services on both, the rest on SQLite)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Agree on where the run's PostgreSQL will be, and on how hard the property tests look.

    The server starts when the first test needs it. Measuring coverage makes an example three times
    as slow and needs few of them: the runs that do not measure look harder.
    """
    postgresql.remember_folder(config)
    settings.register_profile(
        "unsit",
        deadline=None,  # a walk through weeks takes as long as it takes
        max_examples=20 if config.getoption("cov_source", None) else 60,
        suppress_health_check=[HealthCheck.too_slow],  # shared machines are slow at times
    )
    settings.load_profile("unsit")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what a choice of the database makes no difference to."""
    if config.getoption("database") is None:
        return
    on_either = {item for item in items if "backend" in getattr(item, "fixturenames", ())}
    config.hook.pytest_deselected(items=[item for item in items if item not in on_either])
    items[:] = [item for item in items if item in on_either]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Node) -> None:
    """Tell a worker where the run's PostgreSQL will be."""
    postgresql.tell_worker(node.config, node.workerinput)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the run's PostgreSQL with the run."""
    postgresql.end_server(config)
