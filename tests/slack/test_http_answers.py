"""How requests over HTTP are answered: in time, once, counted, and to be found again in the log."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.slack.edge import SlackEdge
from bot.slack.middleware import REQUEST_ID
from bot.slack.signatures import Signatures
from bot.web import serving

PATIENCE = 20.0
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - Slack's own published example
KINDS = ("event_callback", "block_actions", "view_submission", "T0123")
EVENT = {"type": "event_callback", "event": {"type": "reaction_added"}}


class App(AsyncApp):
    """Answers once it may, or fails."""

    def __init__(self) -> None:
        """Do without all that Bolt needs to answer."""
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.fault: Exception | None = None
        self.ids: list[object] = []
        self.done = 0

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Answer."""
        self.ids.append(req.context[REQUEST_ID])
        await self.may_answer.wait()
        if self.fault is not None:
            raise self.fault
        self.done += 1
        return BoltResponse(status=200, body="done")


class Meter:
    """Remembers what was counted."""

    def __init__(self) -> None:
        self.counted: list[tuple[str, int]] = []

    def request_answered(self, kind: str, status: int, seconds: float) -> None:
        """Count a request."""
        assert seconds >= 0
        self.counted.append((kind, status))


@pytest.fixture
async def app() -> App:
    """Give what answers."""
    return App()


@pytest.fixture
def meter() -> Meter:
    """Give what counts."""
    return Meter()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Give a client."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        yield session


@asynccontextmanager
async def served(app: App, meter: Meter, **limits: Any) -> AsyncIterator[str]:  # noqa: ANN401 - the edge's own
    """Serve an app behind the edge."""
    signatures = Signatures(signing_secret=SECRET)
    edge = SlackEdge(app=app, signatures=signatures, meter=meter, **limits)
    async with serving(edge, host="127.0.0.1", port=0) as address:
        yield address


async def send(
    session: aiohttp.ClientSession, address: str, body: object = EVENT, *, secret: str = SECRET
) -> tuple[int, str]:
    """Send what Slack would, and return the answer's status and request id."""
    text = json.dumps(body)
    at = str(int(time.time()))  # noqa: TID251 - signatures are checked against the machine's clock
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=text) or ""
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": signature,
    }
    async with session.post(address, data=text, headers=headers) as answer:
        return answer.status, answer.headers.get("x-request-id", "")


async def test_a_request_is_counted_by_its_kind(
    app: App, meter: Meter, session: aiohttp.ClientSession
) -> None:
    """What nobody foresaw counts as other, whatever it calls itself."""
    async with served(app, meter) as address:
        for body in (
            EVENT,
            {"command": "/unsit"},
            {"type": "block_actions"},
            {"type": "T0123"},
            {},
        ):
            await send(session, address, body)

    assert [kind for kind, _ in meter.counted] == ["event", "command", "action", "other", "other"]


async def test_what_is_not_slacks_is_counted_apart(
    app: App, meter: Meter, session: aiohttp.ClientSession
) -> None:
    """A stranger's kind is not believed."""
    async with served(app, meter) as address:
        await send(session, address, secret="another")  # noqa: S106 - made up

    assert meter.counted == [("unproven", 401)]


async def test_an_answer_names_the_request_as_the_app_knows_it(
    app: App, meter: Meter, session: aiohttp.ClientSession
) -> None:
    """The proxy's log and ours can be laid side by side."""
    async with served(app, meter) as address:
        answers = [await send(session, address) for _ in range(2)]

    assert [told for _, told in answers] == app.ids
    assert len(set(app.ids)) == 2


async def test_what_takes_too_long_is_answered_in_time_and_goes_on(
    app: App, meter: Meter, session: aiohttp.ClientSession
) -> None:
    """Slack hears 503 and sends again; what was begun is not cut off."""
    app.may_answer.clear()
    async with served(app, meter, answer_seconds=0.01) as address:
        status, _ = await send(session, address)
        app.may_answer.set()

    assert (status, app.done, meter.counted) == (503, 1, [("event", 503)])


async def test_what_comes_on_top_of_too_much_is_refused_at_once(
    app: App, meter: Meter, session: aiohttp.ClientSession
) -> None:
    """Requests that wait for a database that is away do not pile up without end."""
    app.may_answer.clear()
    async with served(app, meter, answer_seconds=0.01, most_under_way=1) as address:
        await send(session, address)
        refused, _ = await send(session, address)
        app.may_answer.set()

    assert (refused, app.done) == (503, 1)


async def test_a_fault_that_nobody_foresaw_is_counted(
    app: App, meter: Meter, session: aiohttp.ClientSession
) -> None:
    """The server answers for it with 500."""
    app.fault = LookupError()
    async with served(app, meter) as address:
        status, _ = await send(session, address)

    assert (status, meter.counted) == (500, [("event", 500)])
