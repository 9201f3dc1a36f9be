"""The command line, as a process: what it prints and how it ends."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml

from bot import manifest
from bot.settings import names

ROOT = Path(__file__).parents[1]
PATIENCE = 30

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1-hush", "SLACK_APP_TOKEN": "xapp-1-hush"}
NOWHERE = {"SLACK_API_URL": "http://127.0.0.1:1/api/"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Start commands in a folder of their own, with no .env and no database."""
    return tmp_path


def environment(given: dict[str, str]) -> dict[str, str]:
    """Return this process's environment with only the given settings in it."""
    inherited = {
        name: value
        for name, value in os.environ.items()  # noqa: TID251 - what a shell would pass on
        if name not in names()
    }
    return {**inherited, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200", **given}


def unsit(
    folder: Path, *arguments: str, given: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(given or {}),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@contextmanager
def started(
    folder: Path, *arguments: str, given: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Run a command that does not end by itself, and make sure that it is gone afterwards."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(given or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def a_slack_that_answers(body: object) -> Iterator[str]:
    """Serve a Web API on this machine that says the same to every call."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing: the test's own output is what counts."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api/"
        server.shutdown()


def no_database(folder: Path) -> dict[str, str]:
    """Set a database file that is something else."""
    (folder / "letter.txt").write_text("Dear reader, " * 100)
    return {"DATABASE_URL": "sqlite+aiosqlite:///letter.txt"}


def first_line(process: subprocess.Popen[str]) -> str:
    """Wait for the first line that a process prints."""
    assert process.stdout is not None
    return process.stdout.readline()


def test_it_says_its_version(folder: Path) -> None:
    """People can report which version they have."""
    ended = unsit(folder, "--version")

    assert (ended.returncode, ended.stdout.startswith("unsit ")) == (0, True)


def test_help_lists_every_command(folder: Path) -> None:
    """Nobody has to guess."""
    listed = unsit(folder, "--help").stdout

    commands = ["run", "sandbox", "web", "worker", "migrate", "doctor", "manifest"]
    assert [name for name in commands if not re.search(rf"\b{name}\b", listed)] == []


@pytest.mark.parametrize("command", [(), ("manifest",)], ids=["all", "manifest"])
def test_help_is_whole_in_a_narrow_terminal(folder: Path, command: tuple[str, ...]) -> None:
    """No summary is cut, and no flag asks for a value."""
    shown = unsit(folder, *command, "--help", given={"COLUMNS": "80"}).stdout

    assert max(map(len, shown.splitlines())) <= 80
    assert "..." not in shown.replace("https://...", "").replace("[ARGS]...", "")
    assert "bool" not in shown.lower()


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_wrong_settings_end_a_command_with_every_problem_and_cure(
    folder: Path, command: str
) -> None:
    """One message says it all, without a traceback and without the value of a secret."""
    ended = unsit(folder, command, given={"SLACK_BOT_TOKEN": "oops-hush", "PORT": "many"})

    assert ended.returncode == 2
    assert "SLACK_BOT_TOKEN is not a bot token." in ended.stderr
    assert "To fix it: use a number from 1 to 65535" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "oops-hush" not in ended.stderr


def test_settings_are_read_from_the_file_that_is_named(folder: Path) -> None:
    """More than one bot can be run from one folder."""
    (folder / "other.env").write_text("PORT=many\n")

    ended = unsit(folder, "--env-file", "other.env", "migrate")

    assert (ended.returncode, "other.env" in ended.stderr) == (2, True)


@pytest.mark.parametrize("command", ["web", "worker"])
def test_half_a_bot_needs_a_workspace(folder: Path, command: str) -> None:
    """The sandbox lives in one process, so its halves cannot meet."""
    ended = unsit(folder, command)

    assert (ended.returncode, "unsit run" in ended.stderr) == (2, True)


def test_the_sandbox_opens_to_this_machine_only(folder: Path) -> None:
    """Whoever reaches its page can act as anybody in it."""
    ended = unsit(folder, "sandbox", given={"HOST": "0.0.0.0"})  # noqa: S104 - is refused

    assert (ended.returncode, "HOST" in ended.stderr) == (2, True)


def test_the_sandbox_says_where_it_is_and_ends_quietly_on_ctrl_c(folder: Path) -> None:
    """What `make run` shows first is the page, and Ctrl-C leaves no traceback."""
    with started(folder, "run", given={"PORT": "0"}) as process:
        line = first_line(process)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)

    assert re.search(r"http://127\.0\.0\.1:\d+", line)
    assert process.returncode == 130
    assert "Traceback" not in errors


def test_being_told_to_end_is_a_success(folder: Path) -> None:
    """A platform that stops the process sees that it stopped in order."""
    with started(folder, "sandbox", given={"PORT": "0", **TOKENS}) as process:
        first_line(process)
        process.terminate()
        _, errors = process.communicate(timeout=PATIENCE)

    assert (process.returncode, "Traceback" in errors) == (0, False)


def test_a_port_that_is_taken_is_a_problem_with_a_cure(folder: Path) -> None:
    """A second start says what to do instead of crashing."""
    with started(folder, "run", given={"PORT": "0"}) as process:
        found = re.search(r":(\d+)", first_line(process))
        assert found is not None
        ended = unsit(folder, "run", given={"PORT": found[1]})

    assert (ended.returncode, "PORT" in ended.stderr) == (2, True)
    assert "Traceback" not in ended.stderr


def test_a_slack_that_cannot_be_reached_is_a_problem_with_a_cure(folder: Path) -> None:
    """Starting without a network says so."""
    ended = unsit(folder, "run", given={**TOKENS, **NOWHERE})

    assert (ended.returncode, "SLACK_API_URL cannot be reached" in ended.stderr) == (2, True)
    assert "Traceback" not in ended.stderr


def test_a_database_that_cannot_be_used_is_a_problem_with_a_cure(folder: Path) -> None:
    """A wrong file is named before anything is sent."""
    identity = {"ok": True, "team_id": "T1", "bot_id": "B1", "user_id": "U1"}
    with a_slack_that_answers(identity) as url:
        given = {**TOKENS, **no_database(folder), "SLACK_API_URL": url}
        ended = unsit(folder, "worker", given=given)

    assert (ended.returncode, "DATABASE_URL cannot be used" in ended.stderr) == (2, True)
    assert "Traceback" not in ended.stderr


def test_a_crash_is_logged_without_secrets(folder: Path) -> None:
    """What nobody foresaw ends in the log, redacted like all else."""
    with a_slack_that_answers(["no", "object"]) as url:
        given = {**TOKENS, "SLACK_API_URL": url, "LOG_FORMAT": "json"}
        ended = unsit(folder, "run", given=given)

    crash = json.loads(ended.stderr.splitlines()[-1])
    assert (ended.returncode, crash["event"], crash["level"]) == (1, "crashed", "critical")
    assert "hush" not in ended.stdout + ended.stderr


def test_migrating_twice_is_migrating_once(folder: Path) -> None:
    """A release step can be repeated."""
    first, second = unsit(folder, "migrate"), unsit(folder, "migrate")

    assert (first.returncode, second.returncode, first.stdout) == (0, 0, second.stdout)
    assert (folder / "unsit.sqlite3").exists()


def test_a_database_that_cannot_be_migrated_is_said_in_one_line(folder: Path) -> None:
    """The address and the reason are enough."""
    given = no_database(folder)

    ended = unsit(folder, "migrate", given=given)

    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)
    assert given["DATABASE_URL"] in ended.stderr


def test_the_doctor_finds_nothing_wrong_with_a_fresh_clone(folder: Path) -> None:
    """The sandbox needs nothing."""
    ended = unsit(folder, "doctor", given={"PORT": "0"})

    assert (ended.returncode, "Nothing is wrong." in ended.stdout) == (0, True)


def test_the_doctor_says_what_is_wrong_and_what_to_do(folder: Path) -> None:
    """Each finding has its row, and the command fails."""
    ended = unsit(folder, "doctor", given={**TOKENS, **NOWHERE})

    assert ended.returncode == 1
    assert "run `unsit migrate`" in ended.stdout
    assert "cannot be reached" in ended.stdout


def test_the_doctor_cuts_nothing_in_a_narrow_terminal(folder: Path) -> None:
    """What is too long for its column goes on in the next line."""
    given = {
        **TOKENS,
        **NOWHERE,
        "COLUMNS": "80",
        "DATABASE_URL": f"sqlite+aiosqlite:///{'x' * 99}",
    }

    shown = unsit(folder, "doctor", given=given).stdout

    assert max(map(len, shown.splitlines())) <= 80
    assert "…" not in shown
    assert shown.count("x") >= 99
    assert "`unsit migrate`" in shown


def test_the_doctor_says_when_its_port_is_taken(folder: Path) -> None:
    """With the cure, and before the bot is started."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = unsit(folder, "doctor", given={"PORT": port})

    assert (ended.returncode, "another PORT" in ended.stdout) == (1, True)


def test_the_doctor_also_looks_at_settings_that_are_wrong(folder: Path) -> None:
    """Where other commands end, it goes on as far as it can."""
    ended = unsit(folder, "doctor", given={"PORT": "many"})

    assert (ended.returncode, "PORT is not a port" in ended.stdout) == (1, True)
    assert "4 commands" in ended.stdout


def test_the_manifest_is_printed_as_yaml(folder: Path) -> None:
    """It can be pasted into Slack's page as it is."""
    assert yaml.safe_load(unsit(folder, "manifest", "--socket").stdout) == manifest.load()


def test_the_manifest_is_printed_for_http_as_json(folder: Path) -> None:
    """Variants and forms combine."""
    printed = unsit(folder, "manifest", "--http", "https://x.example/", "--json").stdout

    assert json.loads(printed) == manifest.for_http(manifest.load(), "https://x.example")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--http", "http://x.example"),
        ("--oauth", "http://x.example"),
        ("--socket", "--http", "https://x.example"),
        ("--http", "https://x.example", "--oauth", "https://x.example"),
    ],
)
def test_a_manifest_that_slack_would_refuse_is_not_printed(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    """Slack takes https only, and one way of being reached."""
    ended = unsit(folder, "manifest", *arguments)

    assert (ended.returncode, ended.stdout) == (2, "")
