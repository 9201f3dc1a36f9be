"""What the doctor finds out about this machine."""

from pathlib import Path

from bot.doctor.finding import Verdict
from bot.doctor.installation import database_finding, manifest_finding, settings_findings
from bot.settings import Problem, Settings, load
from bot.storage.database import open_database
from bot.storage.migrations import migrate

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
    assert manifest_finding().words == "4 commands, 4 scopes"


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
