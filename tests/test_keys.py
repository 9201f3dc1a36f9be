"""`unsit keys`, as a process: a key for who begins, and a new one for all that is stored."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.clock import SystemClock
from bot.domain.ids import WorkspaceId
from bot.services.installations import Installation
from bot.storage.encryption import new_key
from bot.storage.migrations import migrate
from tests.databases import opened, url_of
from tests.installations import KEY, an_installation, installations_of
from tests.test_cli import unsit

STORED = [an_installation(WorkspaceId(f"T{number}")) for number in range(3)]


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """Start commands in a folder with a database, in which three workspaces installed the app."""
    async with opened(url_of(tmp_path / "unsit.sqlite3")) as database:
        await migrate(database)
        installations = installations_of(database, SystemClock())
        for each in STORED:
            await installations.finish(each)
    return tmp_path


async def stored(folder: Path, *, keys: str) -> list[Installation | None]:
    """Read the installations as a process with some keys would."""
    async with opened(url_of(folder / "unsit.sqlite3")) as database:
        installations = installations_of(database, SystemClock(), keys=keys)
        return [await installations.find(each.workspace) for each in STORED]


def test_a_new_key_is_one(tmp_path: Path) -> None:
    """What is printed can be set as it is, and is another each time."""
    printed = [unsit(tmp_path, "keys", "new").stdout.strip() for _ in range(2)]

    assert [Fernet(key) for key in printed]
    assert len(set(printed)) == 2


async def test_rotation_needs_the_old_key_no_more(folder: Path) -> None:
    """Afterwards everything opens with the new key alone."""
    new = new_key()
    ended = unsit(folder, "keys", "rotate", given={"UNSIT_ENCRYPTION_KEYS": f"{new},{KEY}"})

    assert (ended.returncode, "3 workspaces" in ended.stdout) == (0, True)
    assert new not in ended.stdout + ended.stderr
    assert await stored(folder, keys=new) == STORED


@pytest.mark.parametrize(
    ("has_key", "said"), [(False, "is missing"), (True, "does not open all tokens")]
)
async def test_rotation_without_the_right_keys_says_which_are_lacking(
    folder: Path, said: str, *, has_key: bool
) -> None:
    """Nothing is changed, and no key is shown."""
    keys = new_key() if has_key else ""
    ended = unsit(folder, "keys", "rotate", given={"UNSIT_ENCRYPTION_KEYS": keys})

    assert ended.returncode == 2
    assert said in ended.stderr
    assert not keys or keys not in ended.stderr
    assert await stored(folder, keys=KEY) == STORED


def test_rotation_without_a_database_fails_in_plain_words(tmp_path: Path) -> None:
    """A database that is not there yet is no traceback."""
    ended = unsit(tmp_path, "keys", "rotate", given={"UNSIT_ENCRYPTION_KEYS": KEY})

    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert "The database cannot be used" in ended.stderr
