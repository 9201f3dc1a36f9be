"""Faults on purpose: each kind as the bot's client meets it, and only where it was asked for."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Fault, Sandbox, Workspace
from bot.sandbox.person import Actor
from tests.sandbox.test_chat import refusal


async def test_an_error_and_a_status_are_answered(
    sandbox: Sandbox, client: AsyncWebClient, actor: Actor
) -> None:
    """The call is not done; the next one is."""
    sandbox.break_(Fault(method="chat.postMessage", kind="error", error="fatal_error"))
    assert await refusal(client, "chat.postMessage", channel=actor.id, text="x") == "fatal_error"
    sandbox.break_(Fault(method="chat.postMessage", kind="status", status=503))
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=actor.id, text="x")
    assert caught.value.response.status_code == 503
    await client.chat_postMessage(channel=actor.id, text="x")
    assert len(actor.dm()) == 1


async def test_a_rate_limit_is_answered(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """The answer is Slack's 429 with the wait that was asked for."""
    sandbox.break_(Fault(kind="rate_limited", retry_after=7))
    with pytest.raises(SlackApiError) as caught:
        await client.auth_test()
    assert caught.value.response.headers["Retry-After"] == "7"


async def test_a_reset_comes_before_and_a_lost_answer_after_the_deed(
    sandbox: Sandbox, client: AsyncWebClient, actor: Actor
) -> None:
    """The client cannot tell them apart, and the person can."""
    reset = Fault(method="chat.postMessage", kind="reset")
    lost = Fault(method="chat.postMessage", kind="lost_answer")
    for fault, posted in ((reset, 0), (lost, 1)):
        sandbox.break_(fault)
        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel=actor.id, text="x")
        assert len(actor.dm()) == posted


async def test_a_timeout_holds_the_call(
    sandbox: Sandbox, client: AsyncWebClient, actor: Actor
) -> None:
    """Nothing is answered and nothing is done; the caller gives up."""
    sandbox.break_(Fault(method="chat.postMessage", kind="timeout"))
    call = asyncio.ensure_future(client.chat_postMessage(channel=actor.id, text="x"))
    await sandbox.changed(lambda: any(one.outcome == "timeout" for one in sandbox.calls))
    assert not call.done()
    call.cancel()
    assert actor.dm() == []


async def test_a_held_call_ends_when_the_sandbox_stops(
    session: aiohttp.ClientSession, sandbox: Sandbox, client: AsyncWebClient
) -> None:
    """Stopping lets go of it by breaking the connection."""
    sandbox.break_(Fault(kind="timeout"))
    call = asyncio.ensure_future(client.auth_test())
    await sandbox.changed(lambda: len(sandbox.calls) == 1)
    await sandbox.stop()
    with pytest.raises(aiohttp.ClientError):
        await call
    assert not session.closed


async def test_a_slow_answer_is_an_answer(
    sandbox: Sandbox, client: AsyncWebClient, actor: Actor
) -> None:
    """It comes later, and the call is done."""
    sandbox.break_(Fault(kind="slow", delay=0.01))
    assert (await client.chat_postMessage(channel=actor.id, text="x"))["ok"]
    assert (sandbox.calls[0].outcome, len(actor.dm())) == ("slow", 1)


async def test_a_fault_befalls_only_whom_it_names(
    sandbox: Sandbox, workspace: Workspace, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    """Other methods and other workspaces are spared, and it ends after its times."""
    other = sandbox.add_workspace(name="Other")
    stranger = AsyncWebClient(token=other.bot_token, base_url=sandbox.api_url, session=session)
    sandbox.break_(Fault(method="auth.test", kind="error", times=2, workspace_id=workspace.id))
    assert (await stranger.auth_test())["ok"]
    assert (await client.team_info())["ok"]
    codes = [await refusal(client, "auth.test") for _ in range(2)]
    assert codes == ["internal_error", "internal_error"]
    assert (await client.auth_test())["ok"]


async def test_what_is_broken_can_be_mended(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Faults that did not happen yet can be taken back."""
    sandbox.break_(Fault(kind="status", times=100))
    sandbox.mend()
    assert (await client.auth_test())["ok"]
