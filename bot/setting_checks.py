"""What each setting's value must look like, and what to tell whoever wrote one that does not."""

import re
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

SQLITE = "sqlite+aiosqlite"
POSTGRESQL = "postgresql+psycopg"
HIGHEST_PORT = 65535

_POSTGRESQL_NAMES = frozenset({"postgres", "postgresql", POSTGRESQL})
"""What hosts call it; the driver is always the same."""


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"
    CRITICAL = "CRITICAL"


class LogFormat(StrEnum):
    """For whom log lines are written: people, or programs."""

    CONSOLE = "console"
    JSON = "json"


class WrongValueError(ValueError):
    """A value is unusable: what is wrong with it, and the cure; never the value, maybe a secret."""

    def __init__(self, wrong: str, cure: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.cure = cure


def is_loopback(host: str | None) -> bool:
    """Tell whether a host name can only mean this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def bot_token(value: str) -> str:
    """Accept a bot token that does not expire."""
    if value.startswith("xoxe."):
        raise WrongValueError(
            "is a rotating token, which expires after 12 hours",
            "make an app without token rotation and copy its bot token, which starts with xoxb-",
        )
    if not value.startswith("xoxb-"):
        raise WrongValueError(
            "is not a bot token",
            "copy the Bot User OAuth Token, which starts with xoxb-, from OAuth & Permissions",
        )
    return value


def app_token(value: str) -> str:
    """Accept an app-level token, which opens Socket Mode."""
    if not value.startswith("xapp-"):
        raise WrongValueError(
            "is not an app-level token",
            "make one under Basic Information, scope connections:write; it starts with xapp-",
        )
    return value


def signing_secret(value: str) -> str:
    """Accept what Slack signs its requests with."""
    if value.startswith(("xox", "xapp-")) or not value.isalnum():
        raise WrongValueError(
            "is not a signing secret",
            "copy the Signing Secret, 32 letters and digits, from Basic Information",
        )
    return value


def client_id(value: str) -> str:
    """Accept what Slack knows an app by that many workspaces install."""
    if not re.fullmatch(r"[0-9]+\.[0-9]+", value):
        raise WrongValueError(
            "is not a client id",
            "copy the Client ID, two numbers with a dot between, from Basic Information",
        )
    return value


def client_secret(value: str) -> str:
    """Accept what proves to Slack that it is this app that finishes an installation."""
    if value.startswith(("xox", "xapp-")) or not value.isalnum():
        raise WrongValueError(
            "is not a client secret",
            "copy the Client Secret, 32 letters and digits, from Basic Information",
        )
    return value


def encryption_keys(value: str) -> str:
    """Accept the keys that tokens are encrypted with: the newest first, commas between."""
    for key in value.split(","):
        try:
            Fernet(key.strip())
        except ValueError:
            raise WrongValueError(
                "has a key that is none", "make keys with `unsit keys new`, the newest first"
            ) from None
    return value


def web_address(value: str) -> str:
    """Accept https anywhere and plain http on this machine only: tokens travel there."""
    try:
        scheme, host = urlsplit(value).scheme, urlsplit(value).hostname
    except ValueError:
        scheme, host = "", None
    if host is None or scheme not in {"http", "https"}:
        raise WrongValueError(
            "is not a web address", "write it in full, such as https://example.com/"
        )
    if scheme == "http" and not is_loopback(host):
        raise WrongValueError(
            "is plain http to another machine, which would show your tokens to the network",
            "use https, or an address on this machine such as http://127.0.0.1:8080/",
        )
    return value


def database_url(value: str) -> str:
    """Accept the address of a database whose driver is here."""
    try:
        place = make_url(value)
    except ArgumentError:
        raise WrongValueError(
            "is not a database address", f"write it like {SQLITE}:///unsit.sqlite3"
        ) from None
    if place.drivername in _POSTGRESQL_NAMES:
        return place.set(drivername=POSTGRESQL).render_as_string(hide_password=False)
    if place.drivername != SQLITE:
        raise WrongValueError(
            f"asks for {place.drivername}, which this version does not know",
            f"use SQLite, {SQLITE}:///unsit.sqlite3, or PostgreSQL, postgresql://user@host/name",
        )
    if place.database in {None, "", ":memory:"}:
        raise WrongValueError("keeps nothing", f"name a file: {SQLITE}:///unsit.sqlite3")
    if not Path(str(place.database)).parent.is_dir():
        raise WrongValueError(
            "names a file in a folder that does not exist", "make the folder, or name another file"
        )
    return value


def port(value: str | int) -> int:
    """Accept a port number, 0 for any free one."""
    try:
        port = int(value)
    except ValueError:
        port = -1
    if not 0 <= port <= HIGHEST_PORT:
        raise WrongValueError(
            "is not a port", f"use a number from 1 to {HIGHEST_PORT}, or 0 for any free one"
        )
    return port


def log_level(value: str) -> LogLevel:
    """Accept a level in whatever case."""
    if value.upper() not in set(LogLevel):
        raise WrongValueError("is not a log level", f"use one of {', '.join(LogLevel)}")
    return LogLevel(value.upper())


def log_format(value: str) -> LogFormat:
    """Accept a format in whatever case."""
    if value.lower() not in set(LogFormat):
        raise WrongValueError("is not a log format", f"use one of {', '.join(LogFormat)}")
    return LogFormat(value.lower())


def api_address(value: str) -> str:
    """Accept the address of a Web API, and end it with the one slash the client needs."""
    return web_address(value).rstrip("/") + "/"


def public_address(value: str) -> str:
    """Accept the address that Slack reaches the bot at, and end it without a slash."""
    return web_address(value).rstrip("/")
