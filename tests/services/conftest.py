"""What the tests of the use cases share: each runs on every database."""

import pytest

from bot.services import Services
from bot.storage.database import Database
from tests.builders import WORKSPACE
from tests.clock import SettableClock
from tests.databases import both as pytest_generate_tests  # noqa: F401 - a hook of pytest's
from tests.messengers import RecordingMessenger
from tests.services.told import Slack
from tests.services.world import World


@pytest.fixture
async def world(database: Database) -> World:
    """Give a workspace with nobody in it."""
    made = World(database)
    await made.services.workspaces.admit(WORKSPACE)
    return made


@pytest.fixture
def services(world: World) -> Services:
    """Give every use case."""
    return world.services


@pytest.fixture
def clock(world: World) -> SettableClock:
    """Give the clock of the use cases."""
    return world.clock


@pytest.fixture
def messenger(world: World) -> RecordingMessenger:
    """Give the messenger of the use cases."""
    return world.messenger


@pytest.fixture
async def slack(world: World) -> Slack:
    """Give what Slack tells of a member who has joined."""
    await world.join()
    return Slack(world)
