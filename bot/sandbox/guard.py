"""Owns who may talk to the sandbox: this machine alone, and no other web page open on it."""

import ipaddress
from collections.abc import Awaitable, Callable
from typing import TypeAlias
from urllib.parse import urlsplit

from aiohttp import web

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address means this machine and no other."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn away requests by a foreign name, which is how DNS rebinding comes in."""
    if not is_loopback(_hostname(f"//{request.host}")):
        return refuse(
            403, "forbidden_host", "The sandbox answers to this machine's own names only."
        )
    if request.path.startswith("/sandbox/"):
        refusal = _foreign(request)
        if refusal is not None:
            return refusal
    return await handler(request)


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Tell browsers to trust nothing but what the page itself brings."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)


def refuse(status: int, code: str, text: str) -> web.Response:
    """Answer a failure with a code for the page and a sentence for the person."""
    return web.json_response({"error": code, "text": text}, status=status)


def _foreign(request: web.Request) -> web.Response | None:
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        return refuse(403, "forbidden_origin", "Another web page may not use the sandbox.")
    # A form on another page can post without asking, but not as JSON.
    if request.method == "POST" and request.content_type != "application/json":
        return refuse(415, "json_only", "The sandbox takes JSON.")
    return None


def _hostname(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
