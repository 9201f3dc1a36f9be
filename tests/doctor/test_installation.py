"""What the doctor finds out about this machine."""

import re
from pathlib import Path

import pytest
from sqlalchemy import URL
from sqlalchemy.exc import TimeoutError as NoAnswerError

from bot.doctor.finding import Verdict
from bot.doctor.installation import (
    database_finding,
    manifest_finding,
    reason_of,
    settings_findings,
)
from bot.settings import Problem, Settings, load
from bot.storage.database import open_database
from bot.storage.migrations import migrate
from tests.postgresql import created, written

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


def with_database(path: Path) -> Settings:
    """Make settings for a workspace whose data is in a file."""
    return load(TOKENS | {"DATABASE_URL": f"sqlite+aiosqlite:///{path}"})


def test_right_settings_say_how_slack_is_met() -> None:
    """One line tells which mode the tokens amount to."""
    (finding,) = settings_findings(load(TOKENS))

    assert (finding.verdict, "Socket Mode" in finding.words) == (Verdict.FINE, True)


def test_each_wrong_setting_is_a_finding() -> None:
    """The cure travels along."""
    problems = (
        Problem(setting="PORT", wrong="is not a port", cure="use a number"),
        Problem(setting="HOST", wrong="is odd", cure="unset it"),
    )

    found = [(each.verdict, each.words, each.cure) for each in settings_findings(problems)]

    assert found == [
        (Verdict.WRONG, "PORT is not a port", "use a number"),
        (Verdict.WRONG, "HOST is odd", "unset it"),
    ]


def test_the_manifest_is_found() -> None:
    """A clone and an installed package both carry it."""
    assert manifest_finding().words == "4 commands, 5 scopes"


async def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """Looking changes nothing."""
    path = tmp_path / "unsit.sqlite3"

    finding = await database_finding(with_database(path))

    assert finding.cure == "run `unsit migrate`"
    assert not path.exists()


async def test_a_migrated_database_is_fine(tmp_path: Path) -> None:
    """The newest schema is recognised."""
    settings = with_database(tmp_path / "unsit.sqlite3")
    database = open_database(settings.database_url)
    await migrate(database)
    await database.close()

    assert (await database_finding(settings)).verdict is Verdict.FINE


async def test_an_empty_database_wants_migrating(tmp_path: Path) -> None:
    """A file without the schema is told apart from one that cannot be read."""
    path = tmp_path / "unsit.sqlite3"
    path.touch()

    finding = await database_finding(with_database(path))

    assert (finding.verdict, finding.cure) == (Verdict.WRONG, "run `unsit migrate`")


async def test_a_file_that_is_no_database_is_a_finding(tmp_path: Path) -> None:
    """What is wrong with it is said in one line."""
    path = tmp_path / "unsit.sqlite3"
    path.write_text("not a database, whatever its name says" * 100)

    finding = await database_finding(with_database(path))

    assert "not a database" in finding.words
    assert "DATABASE_URL" in finding.cure


async def test_the_sandbox_needs_no_database() -> None:
    """It makes one of its own."""
    assert (await database_finding(load({}))).verdict is Verdict.SKIPPED


async def test_a_migrated_postgresql_is_fine(postgresql_url: str) -> None:
    """Its version is told: it is what whoever helps asks for first."""
    finding = await database_finding(load(TOKENS | {"DATABASE_URL": postgresql_url}))

    assert finding.verdict is Verdict.FINE
    assert re.search(r"up to date, on PostgreSQL \d+", finding.words)


async def test_a_postgresql_without_tables_wants_migrating(postgresql_server: URL) -> None:
    """A server that answers is told apart from a schema that is missing."""
    with created(postgresql_server) as url:
        finding = await database_finding(load(TOKENS | {"DATABASE_URL": written(url)}))

    assert (finding.verdict, finding.cure) == (Verdict.WRONG, "run `unsit migrate`")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://unsit:hush@127.0.0.1:1/unsit",
        "postgresql://unsit@127.0.0.1:1/unsit?password=hush",
    ],
)
async def test_a_postgresql_that_is_away_is_a_finding_without_its_password(url: str) -> None:
    """What the doctor says can be pasted anywhere."""
    finding = await database_finding(load(TOKENS | {"DATABASE_URL": url}))

    assert (finding.verdict, "the server runs" in finding.cure) == (Verdict.WRONG, True)
    assert "127.0.0.1:1/unsit cannot be used" in finding.words
    assert "hush" not in f"{finding}"


async def test_a_database_that_does_not_answer_has_a_reason_too() -> None:
    """Whatever was raised, one line says why."""
    silence = NoAnswerError("the database does not answer")
    silence.__cause__ = TimeoutError()

    assert reason_of(silence) == "the database does not answer"
