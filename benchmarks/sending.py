"""Messages a second of one process, from due to recorded, beside clients that only send.

    python -m benchmarks.sending [--database sqlite|postgresql|both] [--messages N]

The rivals post the same bytes to the same stub, 50 in flight on one session: the SDK's client, and
aiohttp alone with orjson. Ours finds what is due, claims, decides, renders, waits for turns, posts
and records, for workspaces of twenty members: as many as Slack lets one workspace post at once.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import orjson
import uvloop
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks import stub
from benchmarks.databases import fresh
from benchmarks.figures import Figure, arguments, chosen, measured, ratio, report
from benchmarks.people import JOINED_AT, counts, make_due, populate
from benchmarks.standing import Agreeing, StandingClock
from bot.domain.ids import WorkspaceId
from bot.engine.inline import InlineQueue
from bot.engine.tasks import DELIVER, build_tasks
from bot.services import build_services
from bot.services.ports import NudgeCard, Outcome
from bot.slack.client import build_client, build_session
from bot.slack.messenger import SlackMessenger
from bot.slack.render.nudge import render_nudge
from bot.slack.wire import build_wire
from bot.storage.database import Database

IN_FLIGHT = 50
PER_WORKSPACE = 20
WORKERS = 20
OF_SDK, OF_AIOHTTP = 0.75, 0.4
MORNING = JOINED_AT + timedelta(hours=2)
NOW = MORNING + timedelta(seconds=1)
TOKEN = "xoxb-benchmark"  # noqa: S105 - opens nothing

Body = dict[str, object]


async def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--messages", type=int, default=5_000)
    given = parser.parse_args()
    figures: list[Figure] = []
    async with stub.running() as address:
        body = await a_message()
        for kind in chosen(given.database):
            figures += await measure(kind, address, body, given.messages, given.rounds)
    report("sending", figures)


async def measure(kind: str, address: str, body: Body, messages: int, rounds: int) -> list[Figure]:
    """Take the three one after another, several times."""
    ours, sdk, bare = [], [], []
    for _ in range(rounds):
        ours.append(await deliver(kind, address, messages))
        sdk.append(await post_with_sdk(address, body, messages))
        bare.append(await post_with_aiohttp(address, body, messages))
    return [
        measured(f"{kind}: due, claimed, posted, recorded", ours, "messages/s"),
        measured("SDK's client alone", sdk, "messages/s"),
        measured("aiohttp alone", bare, "messages/s"),
        ratio(
            f"{kind}: against the SDK's client",
            ours,
            sdk,
            aim=f"at least {OF_SDK}x",
            is_met=lambda value: value >= OF_SDK,
        ),
        ratio(
            f"{kind}: against aiohttp",
            ours,
            bare,
            aim=f"at least {OF_AIOHTTP}x",
            is_met=lambda value: value >= OF_AIOHTTP,
        ),
    ]


async def deliver(kind: str, address: str, messages: int) -> float:
    """Return the messages a second of the whole way."""
    async with fresh(kind) as database, build_session() as session:
        await populate(database, count=messages, per_workspace=PER_WORKSPACE)
        await make_due(database, MORNING)
        clock = StandingClock(NOW)
        wire = build_wire(client=build_client(session, address), token_of=_token_of, clock=clock)
        services = build_services(database=database, clock=clock, messenger=SlackMessenger(wire))
        queue = InlineQueue(build_tasks(services), workers=WORKERS)
        began = time.perf_counter()
        queue.start()
        for workspace in await services.nudging.list_due_workspaces():
            await queue.enqueue(DELIVER, workspace, NOW)
        await queue.join()
        took = time.perf_counter() - began
        await queue.stop()
        await _check(database, messages)
    return messages / took


async def _check(database: Database, messages: int) -> None:
    found = await counts(database)
    if found != {"sent": messages}:
        raise RuntimeError(f"not every message was sent: {found}")


async def _token_of(_workspace: WorkspaceId) -> str:
    return TOKEN


async def post_with_sdk(address: str, body: Body, messages: int) -> float:
    """Return the messages a second of the SDK's client on a shared session."""
    async with build_session() as session:
        client = AsyncWebClient(token=TOKEN, base_url=address, session=session, retry_handlers=[])

        async def post() -> None:
            await client.api_call("chat.postMessage", json=body)

        return await _rate(post, messages)


async def post_with_aiohttp(address: str, body: Body, messages: int) -> float:
    """Return the messages a second of aiohttp alone."""
    headers = {
        "authorization": f"Bearer {TOKEN}",
        "content-type": "application/json; charset=utf-8",
    }
    async with build_session() as session:

        async def post() -> None:
            sent = orjson.dumps(body)
            async with session.post(
                f"{address}chat.postMessage", data=sent, headers=headers
            ) as answer:
                orjson.loads(await answer.read())

        return await _rate(post, messages)


async def _rate(post: Callable[[], Awaitable[None]], messages: int) -> float:
    left = messages

    async def work() -> None:
        nonlocal left
        while left > 0:
            left -= 1
            await post()

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(IN_FLIGHT):
            group.create_task(work())
    return messages / (time.perf_counter() - began)


class _Keeping(Agreeing):
    def __init__(self) -> None:
        super().__init__()
        self.card: NudgeCard | None = None

    async def send_nudge(self, card: NudgeCard) -> Outcome:
        self.card = card
        return await super().send_nudge(card)


async def a_message() -> Body:
    """Return what a nudge looks like on the wire."""
    messenger = _Keeping()
    async with fresh("sqlite") as database:
        await populate(database, count=1, per_workspace=1)
        await make_due(database, MORNING)
        clock = StandingClock(NOW)
        nudging = build_services(database=database, clock=clock, messenger=messenger).nudging
        for workspace in await nudging.list_due_workspaces():
            await nudging.deliver_due(workspace)
    if messenger.card is None:
        raise RuntimeError("nobody was due")
    drawn = render_nudge(messenger.card)
    return {
        "channel": messenger.card.nudge.member,
        "text": drawn.text,
        "blocks": drawn.blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


if __name__ == "__main__":
    uvloop.run(main())
