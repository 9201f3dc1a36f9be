"""The settings: what is read, what is refused, and that no secret shows."""

from pathlib import Path

import pytest

from bot.setting_checks import LogFormat, LogLevel
from bot.settings import Mode, Problem, Settings, SettingsProblems, load

BOT = {"SLACK_BOT_TOKEN": "xoxb-1-2-abc"}
APP = {"SLACK_APP_TOKEN": "xapp-1-A-abc"}
SECRET = {"SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef"}


def problems_of(environ: dict[str, str]) -> tuple[Problem, ...]:
    """Load settings that cannot be used."""
    with pytest.raises(SettingsProblems) as caught:
        load(environ)
    return caught.value.problems


def the_problem_of(environ: dict[str, str]) -> Problem:
    """Load settings with exactly one problem."""
    (problem,) = problems_of(environ)
    return problem


def test_without_anything_set_the_defaults_hold() -> None:
    """Nothing needs to be set at all."""
    settings = load({})

    assert (
        settings.slack_api_url,
        settings.database_url,
        settings.host,
        settings.port,
        settings.log_level,
        settings.log_format,
        settings.unsit_public_url,
    ) == (
        "https://slack.com/api/",
        "sqlite+aiosqlite:///unsit.sqlite3",
        "127.0.0.1",
        3000,
        LogLevel.INFO,
        LogFormat.CONSOLE,
        None,
    )


@pytest.mark.parametrize(
    ("given", "mode"),
    [
        ({}, Mode.SANDBOX),
        (BOT | APP, Mode.SOCKET),
        (BOT | SECRET, Mode.HTTP),
        (BOT | APP | SECRET, Mode.SOCKET),
    ],
)
def test_the_given_tokens_decide_the_mode(given: dict[str, str], mode: Mode) -> None:
    """An app token means Socket Mode, a signing secret alone HTTP, and nothing the sandbox."""
    assert load(given).mode is mode


def test_an_empty_value_counts_as_not_given() -> None:
    """A line like `SLACK_BOT_TOKEN=` in a copied file changes nothing."""
    settings = load({"SLACK_BOT_TOKEN": "", "PORT": "  "})

    assert (settings.mode, settings.port) == (Mode.SANDBOX, 3000)


def test_the_file_gives_what_the_environment_leaves_out(tmp_path: Path) -> None:
    """The environment wins over the file, and an empty variable does not."""
    env_file = tmp_path / ".env"
    env_file.write_text("PORT=4000\nHOST=0.0.0.0\nLOG_LEVEL=debug\n")

    settings = load({"PORT": "5000", "HOST": ""}, env_file)

    assert (settings.port, settings.host, settings.log_level) == (5000, "0.0.0.0", "DEBUG")  # noqa: S104 - read, not bound


def test_a_dollar_in_the_file_is_a_dollar(tmp_path: Path) -> None:
    """Nothing in the file is replaced by other variables."""
    env_file = tmp_path / ".env"
    env_file.write_text("DATABASE_URL=sqlite+aiosqlite:///${HOME}.sqlite3\n")

    assert load({"HOME": "x"}, env_file).database_url == "sqlite+aiosqlite:///${HOME}.sqlite3"


def test_a_missing_file_is_no_problem(tmp_path: Path) -> None:
    """Settings may come from the environment alone."""
    assert load({}, tmp_path / "absent").mode is Mode.SANDBOX


@pytest.mark.parametrize(
    ("given", "setting", "cure"),
    [
        ({"SLACK_BOT_TOKEN": "xoxp-1"} | APP, "SLACK_BOT_TOKEN", "starts with xoxb-"),
        ({"SLACK_BOT_TOKEN": "xoxe.xoxb-1"} | APP, "SLACK_BOT_TOKEN", "without token rotation"),
        (BOT | {"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN", "connections:write"),
        (BOT | {"SLACK_SIGNING_SECRET": "xoxb1"}, "SLACK_SIGNING_SECRET", "Signing Secret"),
        (BOT | {"SLACK_SIGNING_SECRET": "a b"}, "SLACK_SIGNING_SECRET", "Signing Secret"),
        (BOT, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)"),
        (APP, "SLACK_BOT_TOKEN", "unset those to use the sandbox"),
        (SECRET, "SLACK_BOT_TOKEN", "unset those to use the sandbox"),
        ({"SLACK_API_URL": "http://slack.com/api/"}, "SLACK_API_URL", "use https"),
        ({"SLACK_API_URL": "slack.com"}, "SLACK_API_URL", "in full"),
        ({"SLACK_API_URL": "https://[oops"}, "SLACK_API_URL", "in full"),
        ({"UNSIT_PUBLIC_URL": "ftp://example.com"}, "UNSIT_PUBLIC_URL", "in full"),
        ({"DATABASE_URL": "unsit.sqlite3"}, "DATABASE_URL", "sqlite+aiosqlite:///"),
        ({"DATABASE_URL": "mysql://u:p@h/d"}, "DATABASE_URL", "use SQLite"),
        ({"DATABASE_URL": "sqlite+aiosqlite://"}, "DATABASE_URL", "name a file"),
        ({"DATABASE_URL": "sqlite+aiosqlite:///:memory:"}, "DATABASE_URL", "name a file"),
        ({"DATABASE_URL": "sqlite+aiosqlite:///no/such.db"}, "DATABASE_URL", "make the folder"),
        ({"PORT": "http"}, "PORT", "a number from 1"),
        ({"PORT": "65536"}, "PORT", "a number from 1"),
        ({"PORT": "-1"}, "PORT", "a number from 1"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL", "DEBUG, INFO"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT", "console, json"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_cure(
    given: dict[str, str], setting: str, cure: str
) -> None:
    """A problem names the setting and says what to do."""
    problem = the_problem_of(given)

    assert problem.setting == setting
    assert cure in problem.cure


def test_every_problem_is_reported_at_once() -> None:
    """Nobody fixes settings one failed start at a time."""
    wrong = {"SLACK_APP_TOKEN": "nonsense", "PORT": "x", "LOG_LEVEL": "x", "DATABASE_URL": "x"}

    assert [problem.setting for problem in problems_of(wrong)] == [
        "SLACK_APP_TOKEN",
        "DATABASE_URL",
        "PORT",
        "LOG_LEVEL",
        "SLACK_BOT_TOKEN",
    ]


@pytest.mark.parametrize("name", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_met_by_the_one_driver(name: str) -> None:
    """Whatever a host calls it, and with all else that its address says, password included."""
    settings = load(
        {"DATABASE_URL": f"{name}://unsit:p%40ss@db.example:5433/unsit?sslmode=require"}
    )

    assert settings.database_url == (
        "postgresql+psycopg://unsit:p%40ss@db.example:5433/unsit?sslmode=require"
    )


@pytest.mark.parametrize("name", ["postgresql+asyncpg", "postgresql+psycopg2"])
def test_another_driver_is_refused(name: str) -> None:
    """It is not installed."""
    problem = the_problem_of({"DATABASE_URL": f"{name}://unsit:private@db.example/unsit"})

    assert (problem.setting, "PostgreSQL" in problem.cure) == ("DATABASE_URL", True)
    assert "private" not in f"{problem}"


def test_plain_http_is_fine_on_this_machine() -> None:
    """The sandbox is reached over plain http."""
    settings = load({"SLACK_API_URL": "http://127.0.0.1:8080/api"})

    assert settings.slack_api_url == "http://127.0.0.1:8080/api/"


def test_the_public_address_ends_without_a_slash() -> None:
    """Paths are put behind it."""
    assert load({"UNSIT_PUBLIC_URL": "https://x.example/"}).unsit_public_url == "https://x.example"


def test_secrets_show_neither_in_the_settings_nor_in_their_problems() -> None:
    """What is printed of settings, right or wrong, may be pasted anywhere."""
    given = {**BOT, **APP, **SECRET, "DATABASE_URL": "sqlite+aiosqlite:///private"}
    wrong = {"SLACK_BOT_TOKEN": "private", "DATABASE_URL": "mysql://u:private@h/d"}

    shown = f"{load(given)!r}{load(given)}{problems_of(wrong)}"

    secrets = [*BOT.values(), *APP.values(), *SECRET.values(), "private"]
    assert [secret for secret in secrets if secret in shown] == []


def test_settings_do_not_change() -> None:
    """Whoever holds them can rely on them."""
    settings = load({})

    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1


def test_the_sandbox_can_be_chosen_whatever_tokens_are_set() -> None:
    """Trying something out needs no editing of settings."""
    settings = load(BOT | APP | {"PORT": "4000"}).sandboxed()

    assert (settings.mode, settings.port) == (Mode.SANDBOX, 4000)


def test_only_what_is_given_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process's own environment plays no part behind the back of `load`."""
    monkeypatch.setenv("PORT", "4321")

    assert (load({}).port, Settings().port) == (3000, 3000)
