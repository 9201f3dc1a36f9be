"""What is under way over Socket Mode is finished and acknowledged, however the end comes."""

import asyncio
from datetime import UTC, datetime

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.sandbox import Sandbox, SandboxClock
from bot.slack.client import build_client, build_session
from bot.slack.socket_mode import connected

PATIENCE = 20.0
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class Listening:
    """A listener that answers when it may."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()
        self.times = 0

    async def __call__(self, ack: AsyncAck) -> None:
        """Answer in the end."""
        self.times += 1
        self.begun.set()
        await self.may_end.wait()
        await ack("done")


async def _nobody(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


@pytest.mark.parametrize("fault", [None, LookupError()])
async def test_end_waits_for_what_is_under_way(fault: Exception | None) -> None:
    """Acknowledge what has begun, even where the block is left by a fault."""
    listening = Listening()
    async with (
        Sandbox(clock=SandboxClock(MONDAY), patience=PATIENCE) as sandbox,
        build_session() as session,
    ):
        workspace = sandbox.add_workspace()
        client = build_client(session, sandbox.api_url)
        app = AsyncApp(client=client, authorize=_nobody, process_before_response=True)
        app.command("/wait")(listening.__call__)
        ana = workspace.actor(workspace.add_person(name="Ana Lima").id)

        async def ends() -> None:
            async with connected(app, app_token=workspace.app_token, web_client=client):
                asyncio.get_running_loop().create_task(ana.command("/wait"))
                await listening.begun.wait()
                asyncio.get_running_loop().call_later(0.05, listening.may_end.set)
                if fault is not None:
                    raise fault

        async with asyncio.timeout(PATIENCE):
            (left,) = await asyncio.gather(ends(), return_exceptions=True)

        assert left is fault
        assert [message.text for message in ana.seen() if message.ephemeral] == ["done"]
