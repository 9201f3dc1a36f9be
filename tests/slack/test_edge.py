"""Slack's side of the web: what cannot be Slack's is refused before anybody reads it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp

from bot.slack.edge import LARGEST_BODY, SlackEdge
from bot.slack.signatures import Signatures
from bot.web import serving

PATIENCE = 20.0
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - Slack's own published example
SIGNED = {
    "X-Slack-Request-Timestamp": "1772442000",
    "X-Slack-Signature": "v0=" + "0123456789abcdef" * 4,
}


class Bolt(AsyncApp):
    """An application that nothing may reach."""

    def __init__(self) -> None:
        """Do without all that Bolt needs to answer."""

    async def async_dispatch(self, *_: Any) -> Any:  # noqa: ANN401 - it never returns
        """Fail."""
        raise AssertionError


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """Give the address of a running server."""
    edge = SlackEdge(app=Bolt(), signatures=Signatures(signing_secret=SECRET))
    async with serving(edge, host="127.0.0.1", port=0) as address:
        yield address


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Give a client."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        yield session


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "1772442000"},
        {"X-Slack-Signature": SIGNED["X-Slack-Signature"]},
        SIGNED | {"X-Slack-Request-Timestamp": "soon"},
        SIGNED | {"X-Slack-Request-Timestamp": "1" * 13},
        SIGNED | {"X-Slack-Signature": "v0=" + "g" * 64},
        SIGNED | {"X-Slack-Signature": "v1=" + "0" * 64},
        SIGNED | {"X-Slack-Signature": "v0=" + "0" * 65},
    ],
)
async def test_an_unsigned_request_is_refused(
    address: str, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    """Without a timestamp and a signature of the right form nobody looks at the body."""
    async with session.post(address, data=b"{}", headers=headers) as answer:
        assert answer.status == 401


async def test_a_request_of_no_stated_length_is_refused(
    address: str, session: aiohttp.ClientSession
) -> None:
    """Slack always says how long its requests are."""

    async def chunks() -> AsyncIterator[bytes]:
        yield b"{}"

    async with session.post(address, data=chunks(), headers=SIGNED) as answer:
        assert answer.status == 411


@pytest.mark.parametrize("length", [str(LARGEST_BODY + 1), "9" * 18])
async def test_an_oversized_request_is_refused_before_it_is_sent(address: str, length: str) -> None:
    """The stated length is enough to refuse; no body is waited for."""
    answer = await _raw(
        address,
        "POST / HTTP/1.1",
        f"Content-Length: {length}",
        *(f"{name}: {value}" for name, value in SIGNED.items()),
    )

    assert answer.startswith(b"HTTP/1.1 413 ")


async def test_a_refused_sender_is_hung_up_on(address: str) -> None:
    """The body of a refused request is not read: the connection ends with the answer."""
    answer = await _raw(address, "POST / HTTP/1.1", "Content-Length: 99999999")

    assert b"\r\nconnection: close\r\n" in answer.lower()


async def _raw(address: str, *lines: str) -> bytes:
    """Send the head of a request and nothing more; return the head of the answer."""
    host, _, port = address.removeprefix("http://").partition(":")
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write("\r\n".join([*lines, f"Host: {host}", "", ""]).encode())
        head = await reader.readuntil(b"\r\n\r\n")
        writer.close()
        await writer.wait_closed()
    return head
