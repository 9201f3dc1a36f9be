"""Checks what lies on this machine: the settings, the manifest and the database."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot import manifest
from bot.doctor.finding import Finding, fine, skipped, wrong
from bot.settings import Mode, Problem, Settings
from bot.storage.database import Database, open_database
from bot.storage.migrations import is_current

_MODES = {
    Mode.SANDBOX: "no Slack tokens: the bot runs in its sandbox",
    Mode.SOCKET: "the bot meets Slack in Socket Mode",
    Mode.HTTP: "the bot meets Slack over HTTP",
    Mode.OAUTH: "workspaces install the bot, and it meets Slack over HTTP",
}

_CURES = {
    "sqlite": "check DATABASE_URL, and that the file may be read and written",
    "postgresql": "check DATABASE_URL, and that the server runs and lets the bot in",
}
_VERSIONS = {
    "sqlite": ("SQLite", select(func.sqlite_version())),
    "postgresql": ("PostgreSQL", select(func.current_setting("server_version"))),
}


def settings_findings(settings: Settings | tuple[Problem, ...]) -> Iterator[Finding]:
    """Report the settings: what they amount to, or everything that is wrong with them."""
    if isinstance(settings, Settings):
        yield fine("Settings", _MODES[settings.mode])
        return
    for problem in settings:
        yield wrong("Settings", f"{problem.setting} {problem.wrong}", problem.cure)


def manifest_finding() -> Finding:
    """Report whether the manifest is there and whole."""
    try:
        read = manifest.load()
        scopes = f"{len(manifest.asked_scopes(read))} scopes"
        counted = f"{len(manifest.commands(read))} commands, {scopes}"
    except manifest.ManifestError as error:
        return wrong("Manifest", str(error), "take manifest.yml from Unsit's repository again")
    return fine("Manifest", counted)


async def database_finding(settings: Settings) -> Finding:
    """Report whether the database can be reached, what it is, and if it has the newest schema."""
    if settings.mode is Mode.SANDBOX:
        return skipped("Database", "the sandbox makes one of its own and removes it")
    place = make_url(settings.database_url)
    shown = address_of(settings.database_url)
    if not _exists(place):
        return wrong("Database", f"{shown} does not exist yet", "run `unsit migrate`")
    database = open_database(settings.database_url)
    try:
        current, version = await is_current(database), await _version(database, place)
    except (SQLAlchemyError, OSError) as error:
        cure = _CURES[place.get_backend_name()]
        return wrong("Database", f"{shown} cannot be used: {reason_of(error)}", cure)
    finally:
        await database.close()
    if not current:
        return wrong("Database", f"{shown} lacks the newest schema", "run `unsit migrate`")
    return fine("Database", f"{shown} is up to date, on {version}")


def _exists(place: URL) -> bool:
    """Tell whether a database file is there: to open it would create it, and looking must not."""
    return place.get_backend_name() != "sqlite" or Path(str(place.database)).exists()


async def _version(database: Database, place: URL) -> str:
    name, asked = _VERSIONS[place.get_backend_name()]
    async with database.read() as connection:
        version = await connection.scalar(asked)
    return f"{name} {str(version).split()[0]}"


def address_of(database_url: str) -> str:
    """Return where a database is, for people to read: without what may hold its password."""
    return make_url(database_url).set(query={}).render_as_string(hide_password=True)


def reason_of(error: Exception) -> str:
    """Return why a database failed in the driver's own words, without the statement around them."""
    return (str(error.__cause__ or "") or str(error)).splitlines()[0]
