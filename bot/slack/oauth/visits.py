"""Reads what a browser sends to the pages, which is hostile until it is read."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

COOKIE = "__Host-unsit-install"
"""Browsers keep a cookie of such a name only from this very host, and over https."""

COOKIE_SECONDS = 1800

_LONGEST_QUERY = 8192
_MOST_FIELDS = 20
_LONGEST_VALUE = 2048
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request for a page.

    Attributes:
        query: the first value of each parameter.
        browser: the secret that this browser brought along, or "".
        languages: what its reader likes to read, as browsers say it, or "".
    """

    method: str
    path: str
    query: Mapping[str, str] = field(repr=False)
    browser: str = field(repr=False)
    languages: str = ""


def read_visit(scope: Mapping[str, Any]) -> Visit:
    """Read a request; what makes no sense in it counts as absent."""
    return Visit(
        method=scope["method"],
        path=scope["path"],
        query=_query(scope.get("query_string", b"")),
        browser=_browser(scope["headers"]),
        languages=_languages(scope["headers"]),
    )


def new_browser() -> str:
    """Make a secret for a browser that has none."""
    return secrets.token_urlsafe(32)


def cookie_of(browser: str) -> str:
    """Write the header that lets a browser keep its secret for a while.

    `Lax` sends it along when Slack sends the person back, and with no form or frame of others.
    """
    return f"{COOKIE}={browser}; Path=/; Max-Age={COOKIE_SECONDS}; Secure; HttpOnly; SameSite=Lax"


def _query(raw: bytes) -> dict[str, str]:
    if len(raw) > _LONGEST_QUERY:
        return {}
    try:
        pairs = parse_qsl(raw.decode("ascii"), max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        return {}
    found: dict[str, str] = {}
    for name, value in pairs:
        if len(value) <= _LONGEST_VALUE:
            found.setdefault(name, value)
    return found


def _browser(headers: list[tuple[bytes, bytes]]) -> str:
    for name, value in headers:
        if name.lower() != b"cookie":
            continue
        for each in value.decode("latin-1").split(";"):
            key, _, secret = each.strip().partition("=")
            if key == COOKIE and _SECRET.fullmatch(secret):
                return secret
    return ""


def _languages(headers: list[tuple[bytes, bytes]]) -> str:
    found = (value for name, value in headers if name.lower() == b"accept-language")
    return next(found, b"").decode("latin-1")
