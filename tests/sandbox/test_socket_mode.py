"""Socket Mode: connecting, sharing payloads between connections, refreshing, hanging up."""

import asyncio
import json
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import WSMsgType
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Message, Sandbox, SandboxClock, Workspace
from bot.sandbox.errors import SlackError
from bot.sandbox.person import Actor
from tests.sandbox.bots import Payload, SocketBot, acknowledge, be_silent, socket_bot


async def _link(sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession) -> str:
    client = AsyncWebClient(token=workspace.app_token, base_url=sandbox.api_url, session=session)
    return str((await client.apps_connections_open(app_token=workspace.app_token))["url"])


async def test_a_connection_is_greeted(bot: SocketBot, workspace: Workspace) -> None:
    """Hello names the app, the number of connections and how long this one may last."""
    assert bot.hello["type"] == "hello"
    assert bot.hello["connection_info"] == {"app_id": workspace.app_id}
    assert bot.hello["num_connections"] == 1
    assert bot.hello["debug_info"]["approximate_connection_time"] == 3_600


async def test_a_ticket_opens_one_connection(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession
) -> None:
    """A used or invented ticket is turned away."""
    url = await _link(sandbox, workspace, session)
    async with session.ws_connect(url):
        for link in (url, url.replace("ticket=", "ticket=x")):
            with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
                await session.ws_connect(link)
            assert caught.value.status == 403


async def test_each_payload_goes_to_one_connection(
    bot: SocketBot,
    sandbox: Sandbox,
    workspace: Workspace,
    session: aiohttp.ClientSession,
    actor: Actor,
) -> None:
    """Two connections take turns."""
    async with socket_bot(sandbox, workspace, session) as second:
        assert second.hello["num_connections"] == 2
        for _ in range(4):
            await actor.command("/unsit")
        assert (len(bot.envelopes), len(second.envelopes)) == (2, 2)


async def test_an_eleventh_connection_is_too_many(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession
) -> None:
    """Slack takes ten."""
    async with AsyncExitStack() as stack:
        for _ in range(10):
            await stack.enter_async_context(socket_bot(sandbox, workspace, session))
        ws = await stack.enter_async_context(
            session.ws_connect(await _link(sandbox, workspace, session))
        )
        notice = await ws.receive_json(timeout=20.0)
        assert (notice["type"], notice["reason"]) == ("disconnect", "too_many_websockets")
        assert (await ws.receive(timeout=20.0)).type is WSMsgType.CLOSE


async def test_a_bot_is_asked_to_connect_anew(
    bot: SocketBot, sandbox: Sandbox, workspace: Workspace
) -> None:
    """A refresh announces itself and closes the connection."""
    await sandbox.refresh_sockets(workspace)
    await sandbox.changed(lambda: not workspace.connected)
    await bot.hung_up()
    assert [frame["reason"] for frame in bot.frames] == ["refresh_requested"]


async def test_a_command_fails_when_the_bot_hangs_up(
    bot: SocketBot, sandbox: Sandbox, workspace: Workspace, actor: Actor
) -> None:
    """A connection that ends before the acknowledgement ends the wait for it."""

    async def hang_up(_payload: Payload) -> Payload | None:
        await bot.ws.close()
        return None

    bot.answer = hang_up
    ack = await actor.command("/unsit")
    assert ack.problem == "dispatch_failed"
    await sandbox.changed(lambda: not workspace.connected)


async def test_senseless_frames_are_ignored(bot: SocketBot, actor: Actor) -> None:
    """What is not an acknowledgement of something sent changes nothing."""

    async def babble(_payload: Payload) -> Payload | None:
        await bot.ws.send_bytes(b"x")
        for text in ("{", "[]", '{"envelope_id": "unknown"}', "{}"):
            await bot.ws.send_str(text)
        return {}

    bot.answer = babble
    assert (await actor.command("/unsit")).ok


async def test_a_payload_that_is_no_object_is_no_payload(bot: SocketBot, actor: Actor) -> None:
    """Only an object answers anything; a second acknowledgement of the same is too late."""

    async def odd(_payload: Payload) -> Payload | None:
        envelope_id = bot.envelopes[-1]["envelope_id"]
        for _ in range(2):
            await bot.ws.send_str(json.dumps({"envelope_id": envelope_id, "payload": "text"}))
        return None

    bot.answer = odd
    ack = await actor.command("/unsit")
    assert (ack.ok, ack.body) == (True, {})


async def test_an_event_that_is_not_acknowledged_is_retried(
    hasty: Sandbox, clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """At once, a minute later and five minutes later, in the sandbox's time, and then no more."""
    workspace = hasty.add_workspace()
    actor = workspace.actor(workspace.add_person(name="Ana").id)
    async with socket_bot(hasty, workspace, session) as bot:
        bot.answer = be_silent
        ack = await actor.open_home()
        assert ack.problem == "operation_timeout"
        await hasty.changed(lambda: len(bot.envelopes) == 2)
        await hasty.changed(lambda: clock.sleeping == 1)
        clock.advance(timedelta(seconds=60))
        await hasty.changed(lambda: len(bot.envelopes) == 3)
        await hasty.changed(lambda: clock.sleeping == 1)
        bot.answer = acknowledge
        clock.advance(timedelta(seconds=300))
        await hasty.changed(lambda: len(bot.envelopes) == 4)
    tries = [(one["retry_attempt"], one["retry_reason"]) for one in bot.envelopes]
    assert tries == [(0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout")]
    assert len({one["payload"]["event_id"] for one in bot.envelopes}) == 1


async def test_the_workspace_of_a_stopped_sandbox_is_silent(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """Stopping hangs up on the bots and gives up what was under way."""
    async with Sandbox(clock=clock) as sandbox:
        workspace = sandbox.add_workspace()
        actor = workspace.actor(workspace.add_person(name="Ana").id)
        ws = await session.ws_connect(await _link(sandbox, workspace, session))
        await ws.receive_json(timeout=20.0)
        await sandbox.changed(lambda: workspace.connected)
        pending = asyncio.ensure_future(actor.command("/unsit"))
        await ws.receive_json(timeout=20.0)
    ack = await pending
    assert ack.problem == "dispatch_failed"
    assert (await ws.receive(timeout=20.0)).type is WSMsgType.CLOSE
    await ws.close()


async def test_the_oldest_tickets_are_forgotten(workspace: Workspace) -> None:
    """Tickets, triggers and response URLs that nobody uses do not fill the memory."""
    first, *_, last = (workspace.tickets.socket() for _ in range(2_001))
    trigger = workspace.tickets.trigger(workspace.bot_user_id)
    for _ in range(2_000):
        workspace.tickets.trigger(workspace.bot_user_id)
    assert not workspace.tickets.admit(first)
    assert workspace.tickets.admit(last)
    with pytest.raises(SlackError, match="invalid_trigger_id"):
        workspace.tickets.exchange(trigger)


async def test_what_goes_wrong_in_the_background_is_logged(
    sandbox: Sandbox, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    """A failure nobody waits for is not lost."""

    async def fail() -> None:
        raise ValueError("a mistake")

    task = workspace.delivery.spawn(fail())
    await asyncio.wait([task], timeout=20.0)
    await asyncio.sleep(0)
    assert "something in the sandbox went wrong" in caplog.text
    assert sandbox.url


async def test_a_replayed_event_comes_as_it_was(
    bot: SocketBot, sandbox: Sandbox, workspace: Workspace, nudge: Message
) -> None:
    """A test can send the same event again, marked as a retry, subscribed or not."""
    event = {"type": "emoji_changed", "item": nudge.ts}
    for retry in (0, 1):
        ack = await sandbox.send_event(workspace, event, event_id="Ev1", retry_num=retry)
        assert ack.ok
    first, second = bot.of("events_api")
    assert first["payload"]["event_id"] == second["payload"]["event_id"] == "Ev1"
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "http_timeout")
    assert second["payload"]["event"] == event
