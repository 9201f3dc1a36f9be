"""The servers that `benchmarks.ingest` compares: Unsit's web side, and Bolt doing nothing.

python -m benchmarks.ingest_server ours|nothing DATABASE_URL SLACK_API_URL
"""

import asyncio
import gc
import signal
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import uvloop
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from benchmarks.people import JOINED_AT
from benchmarks.standing import StandingClock
from bot import logs
from bot.domain.ids import WorkspaceId
from bot.services import build_services
from bot.setting_checks import LogLevel
from bot.slack.bolt import build_app
from bot.slack.client import build_client, build_session
from bot.slack.edge import SlackEdge
from bot.slack.messenger import SlackMessenger
from bot.slack.middleware import Gate
from bot.slack.signatures import Signatures
from bot.slack.wire import build_wire
from bot.storage.database import open_database
from bot.web import EVENTS_PATH, AsgiApp, Receive, Scope, Send, serving

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - signs nothing but the benchmark's load
NOW = JOINED_AT + timedelta(hours=2, minutes=5)


async def main() -> None:
    """Serve until the process is told to end."""
    what, url, slack = sys.argv[1:]
    logs.configure(LogLevel.WARNING, as_json=True, stream=sys.stderr, secrets=())
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    async with AsyncExitStack() as stack:
        make = _ours if what == "ours" else _nothing
        app = await make(stack, url, slack)
        edge = SlackEdge(app=app, signatures=Signatures(signing_secret=SECRET))
        address = await stack.enter_async_context(serving(_only(edge), host="127.0.0.1", port=0))
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        await ended.wait()


def _only(edge: SlackEdge) -> AsgiApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == EVENTS_PATH:
            await edge(scope, receive, send)

    return answer


async def _ours(stack: AsyncExitStack, url: str, slack: str) -> AsyncApp:
    session = await stack.enter_async_context(build_session())
    client = build_client(session, slack)
    database = open_database(url)
    stack.push_async_callback(database.close)
    clock = StandingClock(NOW)
    everywhere = _Everywhere()
    wire = build_wire(client=client, token_of=everywhere.token_of, clock=clock)
    stack.push_async_callback(wire.aclose, 1.0)
    messenger = SlackMessenger(wire)
    return build_app(
        client=client,
        services=build_services(database=database, clock=clock, messenger=messenger),
        messenger=messenger,
        clock=clock,
        authorizing=everywhere,
        signing_secret=SECRET,
    )


async def _nothing(stack: AsyncExitStack, _url: str, slack: str) -> AsyncApp:
    session = await stack.enter_async_context(build_session())
    app = AsyncApp(
        client=build_client(session, slack),
        process_before_response=True,
        request_verification_enabled=False,
        before_authorize=Gate(
            events={"reaction_added"},
            commands=(),
            views=(),
            signatures=Signatures(signing_secret=SECRET),
            on_limited=_unheard,
        ),
        authorize=_authorize_for_bolt,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.event("reaction_added")(_do_nothing)
    return app


async def _do_nothing(body: dict[str, object]) -> None:
    del body


class _Everywhere:
    """Is installed in every workspace, with one and the same token."""

    async def authorize(
        self,
        enterprise_id: str | None,
        team_id: str | None,
        *,
        is_org: bool,
    ) -> AuthorizeResult | None:
        """Let every request be handled."""
        return _bot_in(enterprise_id, team_id)

    async def token_of(self, _workspace: WorkspaceId) -> str:
        """Return the one token."""
        return "xoxb-benchmark"

    async def scopes_of(self, _workspace: WorkspaceId) -> frozenset[str]:
        """Grant nothing."""
        return frozenset()

    def forget(self, _workspace: WorkspaceId) -> None:
        """Remember nothing."""


async def _unheard(_body: Mapping[str, Any]) -> None:
    """Take no notice."""


def _bot_in(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=enterprise_id, team_id=team_id, bot_id="B0UNSIT", bot_user_id="U0BOT"
    )


async def _authorize_for_bolt(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    return _bot_in(enterprise_id, team_id)


if __name__ == "__main__":
    uvloop.run(main())
