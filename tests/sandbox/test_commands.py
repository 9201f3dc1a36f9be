"""Slash commands: what the bot is sent, what its answer does, how they fail."""

from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox import Channel, Sandbox, SandboxClock, Workspace
from bot.sandbox.person import Actor
from tests.sandbox.bots import HttpBot, Payload, SocketBot, be_silent, socket_bot
from tests.sandbox.samples import section


async def test_a_command_reaches_the_bot_with_all_slack_sends(
    bot: SocketBot, workspace: Workspace, general: Channel, actor: Actor
) -> None:
    """Who typed what where, and the rights to answer."""
    ack = await actor.command("/unsit", "join", channel=general.id)
    assert (ack.ok, ack.status, ack.body) == (True, 200, {})
    envelope = bot.of("slash_commands")[0]
    payload = envelope["payload"]
    assert envelope["accepts_response_payload"]
    assert "retry_attempt" not in envelope
    assert (payload["command"], payload["text"]) == ("/unsit", "join")
    assert (payload["user_id"], payload["user_name"]) == (actor.id, "ana.lima")
    assert (payload["channel_id"], payload["channel_name"]) == (general.id, "general")
    assert (payload["team_id"], payload["team_domain"]) == (workspace.id, "acme")
    assert payload["trigger_id"]
    assert payload["response_url"].startswith("http://127.0.0.1:")


async def test_a_command_is_typed_in_the_direct_channel_by_default(
    bot: SocketBot, actor: Actor
) -> None:
    """Slack calls that channel `directmessage`."""
    await actor.command("/unsit")
    payload = bot.of("slash_commands")[0]["payload"]
    assert (payload["channel_name"], payload["text"]) == ("directmessage", "")


async def test_an_answer_in_the_ack_is_whispered(bot: SocketBot, actor: Actor) -> None:
    """Text in the acknowledgement is an ephemeral message to who typed."""

    async def answer(_payload: Payload) -> Payload | None:
        return {"text": "Welcome", "blocks": [section("Welcome")]}

    bot.answer = answer
    await actor.command("/unsit", "join")
    seen = actor.seen()[0]
    assert (seen.text, seen.ephemeral, seen.blocks[0]["type"]) == ("Welcome", True, "section")
    assert actor.dm() == []


async def test_an_answer_can_be_for_the_whole_channel(
    bot: SocketBot, workspace: Workspace, general: Channel, actor: Actor
) -> None:
    """`in_channel` posts for everybody."""

    async def answer(_payload: Payload) -> Payload | None:
        return {"text": "Board", "response_type": "in_channel"}

    bot.answer = answer
    await actor.command("/unsit", "board", channel=general.id)
    bo = workspace.actor(workspace.add_person(name="Bo").id)
    assert [message.text for message in bo.seen(general.id)] == ["Board"]


async def test_an_answer_with_invalid_blocks_is_a_failure(bot: SocketBot, actor: Actor) -> None:
    """Slack shows nothing of an answer it cannot draw."""

    async def answer(_payload: Payload) -> Payload | None:
        return {"blocks": [{"type": "wat"}]}

    bot.answer = answer
    ack = await actor.command("/unsit")
    assert (ack.problem, actor.seen()) == ("invalid_response", [])


async def test_a_command_nobody_takes_fails(actor: Actor) -> None:
    """Without a bot there is nowhere to send it."""
    ack = await actor.command("/unsit")
    assert (ack.status, ack.problem, ack.ok) == (0, "dispatch_failed", False)


async def test_a_command_that_is_not_acknowledged_in_time_fails(
    hasty: Sandbox, session: aiohttp.ClientSession
) -> None:
    """A silent bot is a timeout, and it took as long as Slack waits."""
    workspace = hasty.add_workspace()
    actor = workspace.actor(workspace.add_person(name="Ana").id)
    async with socket_bot(hasty, workspace, session) as bot:
        bot.answer = be_silent
        ack = await actor.command("/unsit")
    assert ack.problem == "operation_timeout"
    assert ack.took >= 0.02


async def _response_url(bot: SocketBot, actor: Actor) -> str:
    await actor.command("/unsit")
    return str(bot.of("slash_commands")[-1]["payload"]["response_url"])


async def test_a_response_url_answers_later_and_five_times(
    bot: SocketBot, sandbox: Sandbox, session: aiohttp.ClientSession, actor: Actor
) -> None:
    """Answers are whispered unless they say otherwise; the sixth is refused."""
    webhook = AsyncWebhookClient(await _response_url(bot, actor), session=session)
    first = await webhook.send(text="Psst")
    second = await webhook.send(text="Hello all", response_type="in_channel")
    assert (first.status_code, second.status_code) == (200, 200)
    assert [message.ephemeral for message in actor.seen()] == [True, False]
    for _ in range(3):
        await webhook.send(text="More")
    sixth = await webhook.send(text="Too many")
    assert (sixth.status_code, "used_url" in sixth.body) == (404, True)
    assert [call.outcome for call in sandbox.calls if call.method == "response_url"][-1] == (
        "used_url"
    )


async def test_a_response_url_expires_after_half_an_hour(
    bot: SocketBot, clock: SandboxClock, session: aiohttp.ClientSession, actor: Actor
) -> None:
    """Later than that, in the sandbox's time, nobody listens."""
    webhook = AsyncWebhookClient(await _response_url(bot, actor), session=session)
    clock.advance(timedelta(minutes=31))
    late = await webhook.send(text="Late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


@pytest.mark.parametrize("body", ["{}", '{"blocks": [{"type": "wat"}]}'])
async def test_a_response_url_refuses_what_cannot_be_shown(
    bot: SocketBot, session: aiohttp.ClientSession, actor: Actor, body: str
) -> None:
    """No text and invalid blocks are errors of the bot."""
    url = await _response_url(bot, actor)
    async with session.post(url, data=body) as response:
        assert response.status == 400


async def test_response_urls_of_nobody_lead_nowhere(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession
) -> None:
    """A guessed key or workspace is not found."""
    for path in (f"{workspace.id}/guess", "T404/guess"):
        async with session.post(f"{sandbox.url}/response/{path}", json={"text": "x"}) as response:
            assert response.status == 404


async def test_a_command_over_http_is_a_signed_form(web_bot: HttpBot, actor: Actor) -> None:
    """Without a socket the same command is posted as form fields."""
    ack = await actor.command("/unsit", "why & how")
    assert ack.ok
    form = web_bot.form()
    assert (form["command"], form["text"]) == ("/unsit", "why & how")
    assert form["is_enterprise_install"] == "false"
