"""What the doctor says of scopes that workspaces may leave out."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.doctor.finding import Verdict
from bot.doctor.grants import grants_finding
from bot.domain.ids import WorkspaceId
from bot.settings import Settings, load
from bot.storage.database import open_database
from bot.storage.migrations import migrate
from tests.builders import MONDAY_MORNING
from tests.clock import SettableClock
from tests.doctor.test_workspace import MANY, SOCKET
from tests.installations import KEY, an_installation, installations_of

OPTIONAL = {"dnd:read"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give the settings of an app that many workspaces install."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'unsit.sqlite3'}"
    return load(MANY | {"DATABASE_URL": url, "UNSIT_ENCRYPTION_KEYS": KEY})


async def install(settings: Settings, *granted: set[str]) -> None:
    """Let workspaces install the app that granted some scopes besides what is needed."""
    database = open_database(settings.database_url)
    await migrate(database)
    kept = installations_of(database, SettableClock(MONDAY_MORNING))
    for number, scopes in enumerate(granted):
        made = an_installation(WorkspaceId(f"T{number}"))
        await kept.finish(replace(made, scopes=made.scopes | scopes))
    await database.close()


async def test_workspaces_that_left_a_scope_out_are_counted(settings: Settings) -> None:
    """With what that costs, and how their admins can change it."""
    await install(settings, {"dnd:read"}, set(), set())

    finding = await grants_finding(settings, OPTIONAL, database_is_fine=True)

    assert finding.verdict is Verdict.SPARED
    assert "dnd:read in 2 of them: nudges come in Do Not Disturb" in finding.words
    assert "install the app again" in finding.cure


async def test_where_all_granted_everything_nothing_is_to_be_done(settings: Settings) -> None:
    """No workspace is no exception."""
    await install(settings, {"dnd:read"})

    finding = await grants_finding(settings, OPTIONAL, database_is_fine=True)

    assert finding.verdict is Verdict.FINE


@pytest.mark.parametrize(("environ", "fine"), [(SOCKET, True), (MANY, False)])
async def test_it_is_left_out_where_nothing_can_be_seen(
    environ: dict[str, str],
    fine: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """The token of a single workspace tells by itself, and a database must be there."""
    finding = await grants_finding(load(environ), OPTIONAL, database_is_fine=fine)

    assert finding.verdict is Verdict.SKIPPED
