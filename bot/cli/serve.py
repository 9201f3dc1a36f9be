"""`unsit run` and its kin: starts the bot, says where it is, and ends without noise."""

import asyncio
import sys
import webbrowser
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from urllib.parse import quote_plus

import aiohttp
import structlog
import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot import logs, process
from bot.cli.invocation import Invocation, refuse
from bot.doctor.installation import reason_of
from bot.engine.queues import EngineUnusableError
from bot.setting_checks import LogFormat, is_loopback
from bot.settings import Mode, Problem, Settings, SettingsProblems

INTERRUPTED = 130
"""The exit code of whatever Ctrl-C ends, by the shell's own convention."""

_SANDBOX_HOST = Problem(
    setting="HOST",
    wrong="names another machine, and the sandbox opens to this one only",
    cure="unset it, or set it to 127.0.0.1",
)

_log = structlog.get_logger(__name__)


def serve(invocation: Invocation, settings: Settings, *, web: bool, worker: bool) -> None:
    """Run the bot, or a part of it, until a signal ends it."""
    if settings.mode is Mode.SANDBOX and not is_loopback(settings.host):
        refuse((_SANDBOX_HOST,), invocation.env_file)
    logs.configure(
        settings.log_level,
        as_json=settings.log_format is LogFormat.JSON,
        stream=sys.stderr,
        secrets=secrets_of(settings),
    )
    ready = partial(_announce, settings, _role(web=web, worker=worker))
    bot = process.run(settings, web=web, worker=worker, ready=ready)
    try:
        with asyncio.Runner(loop_factory=_fastest_loop()) as runner:
            runner.run(bot)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except SettingsProblems as error:
        refuse(error.problems, invocation.env_file)
    except Exception as error:  # noqa: BLE001 - logged like all else: Python would print secrets
        if (problem := _understood(error)) is not None:
            refuse((problem,), invocation.env_file)
        _log.critical("crashed", exc_info=error)
        raise typer.Exit(1) from None


def _understood(error: Exception) -> Problem | None:
    """Return what an operator can do about a start that failed, or None where it is our fault."""
    match error:
        case aiohttp.ClientError():
            return Problem(
                setting="SLACK_API_URL",
                wrong=f"cannot be reached ({error})",
                cure="check the network and the proxy",
            )
        case SQLAlchemyError() | EngineUnusableError():
            return Problem(
                setting="DATABASE_URL",
                wrong=f"cannot be used ({reason_of(error)})",
                cure="see `unsit doctor`: a file has to be writable, and a server has to answer",
            )
        case _:
            return None


def serve_part(invocation: Invocation, *, web: bool) -> None:
    """Run one half of a bot whose other half runs in another process."""
    settings = invocation.settings()
    if settings.mode is Mode.SANDBOX:
        missing = Problem(
            setting="SLACK_BOT_TOKEN",
            wrong="is missing, and the sandbox runs in one process only",
            cure="set it to run in Slack, or use `unsit run` for the sandbox",
        )
        refuse((missing,), invocation.env_file)
    serve(invocation, settings, web=web, worker=not web)


def _fastest_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return how to make uvloop's event loop, or None where there is none, as on Windows."""
    if find_spec("uvloop") is None:
        return None
    make: Callable[[], asyncio.AbstractEventLoop] = import_module("uvloop").new_event_loop
    return make


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Return every value that nobody may read in a log, in each form that it may take there."""
    given = (
        settings.slack_bot_token,
        settings.slack_app_token,
        settings.slack_signing_secret,
        settings.slack_client_secret,
    )
    keys = settings.unsit_encryption_keys
    password = make_url(settings.database_url).password
    return (
        *(secret.get_secret_value() for secret in given if secret is not None),
        *(key.strip() for key in ("" if keys is None else keys.get_secret_value()).split(",")),
        *(() if password is None else (str(password), quote_plus(str(password)))),
    )


def _announce(settings: Settings, role: str, url: str) -> None:
    """Say that the bot is up; in the sandbox, take whoever sits at the terminal to its page."""
    if settings.mode is not Mode.SANDBOX:
        at = f" at {url}" if url else ""
        typer.echo(f"Unsit is up: {role}, {settings.mode} mode{at}. Ctrl-C ends it.")
        return
    typer.echo(f"Unsit is up, in its sandbox. Open {url} in a browser. Ctrl-C ends it.")
    if sys.stdout.isatty():
        webbrowser.open(url)


def _role(*, web: bool, worker: bool) -> str:
    if web and worker:
        return "web and worker"
    return "web" if web else "worker"
