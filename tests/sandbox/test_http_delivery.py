"""Signed HTTP: what a bot without a socket receives, and how often."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Message, Sandbox, SandboxClock, Workspace
from bot.sandbox.person import Actor
from tests.sandbox.bots import HttpBot, http_bot
from tests.sandbox.samples import modal
from tests.sandbox.test_chat import refusal


def _answering(
    status: int = 200, text: str = "", headers: dict[str, str] | None = None
) -> Callable[[], Awaitable[web.Response]]:
    async def respond() -> web.Response:
        return web.Response(status=status, text=text, headers=headers)

    return respond


async def test_requests_are_signed_as_slack_signs(
    web_bot: HttpBot, workspace: Workspace, actor: Actor, nudge: Message
) -> None:
    """Slack's own verifier accepts the signature, in real time."""
    await actor.react(nudge, "peach")
    headers, body = web_bot.requests[0]
    verifier = SignatureVerifier(workspace.signing_secret)
    assert verifier.is_valid_request(body, headers)
    assert not verifier.is_valid_request(body + b" ", headers)
    assert "X-Slack-Retry-Num" not in headers


async def test_a_press_is_a_form_with_json_in_it(
    web_bot: HttpBot, actor: Actor, nudge: Message
) -> None:
    """Interactions come in the one field `payload`."""
    await actor.press(nudge, "go")
    payload = json.loads(web_bot.form()["payload"])
    assert payload["actions"][0]["action_id"] == "go"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("", {}),
        ("Welcome", {"text": "Welcome"}),
        ('{"text": "Hi"}', {"text": "Hi"}),
        ("[1]", {"text": "[1]"}),
    ],
)
async def test_the_answer_is_read_as_json_or_text(
    web_bot: HttpBot, actor: Actor, text: str, body: dict[str, str]
) -> None:
    """A bot may answer a command with an object, plain text, or nothing."""
    web_bot.respond = _answering(text=text)
    ack = await actor.command("/unsit")
    assert (ack.status, ack.body) == (200, body)


async def test_a_submission_is_answered_over_http_too(
    web_bot: HttpBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """The body of the response does to the modal what a socket's payload would."""
    await client.views_open(trigger_id=workspace.tickets.trigger(actor.id), view=modal())
    view = actor.modal()
    assert view is not None
    web_bot.respond = _answering(text=json.dumps({"response_action": "clear"}))
    await actor.submit(view.id)
    assert actor.modal() is None


async def test_failed_events_are_retried_and_say_why(
    web_bot: HttpBot, sandbox: Sandbox, clock: SandboxClock, actor: Actor, nudge: Message
) -> None:
    """A retry carries its number and the reason, and success ends the retries."""
    web_bot.respond = _answering(status=500)
    ack = await actor.react(nudge, "peach")
    assert (ack.status, ack.problem) == (500, "http_service_error")
    await sandbox.changed(lambda: clock.sleeping == 1)
    assert len(web_bot.requests) == 2
    web_bot.respond = _answering()
    clock.advance(timedelta(seconds=60))
    await sandbox.changed(lambda: len(web_bot.requests) == 3)
    clock.advance(timedelta(hours=1))
    tries = [headers.get("X-Slack-Retry-Num") for headers, _ in web_bot.requests]
    reasons = {headers.get("X-Slack-Retry-Reason") for headers, _ in web_bot.requests[1:]}
    assert (tries, reasons) == ([None, "1", "2"], {"http_error"})


async def test_a_bot_can_decline_retries(
    web_bot: HttpBot, clock: SandboxClock, actor: Actor, nudge: Message
) -> None:
    """`X-Slack-No-Retry` on a failure is the end of that event."""
    web_bot.respond = _answering(status=500, headers={"X-Slack-No-Retry": "1"})
    await actor.react(nudge, "peach")
    clock.advance(timedelta(hours=1))
    await asyncio.sleep(0)
    assert len(web_bot.requests) == 1


async def test_a_bot_that_is_away_misses_an_event_and_gets_it_a_minute_later(
    sandbox: Sandbox, workspace: Workspace, clock: SandboxClock, actor: Actor, nudge: Message
) -> None:
    """Retries find a bot that came up meanwhile."""
    ack = await actor.react(nudge, "peach")
    assert ack.problem == "dispatch_failed"
    await sandbox.changed(lambda: clock.sleeping == 1)
    async with http_bot(workspace) as bot:
        clock.advance(timedelta(seconds=60))
        await sandbox.changed(lambda: len(bot.requests) == 1)
    headers = bot.requests[0][0]
    assert headers["X-Slack-Retry-Reason"] == "connection_failed"


async def test_an_address_where_nobody_listens_is_a_failed_connection(
    workspace: Workspace, actor: Actor
) -> None:
    """A refused connection fails the command at once."""
    async with http_bot(workspace):
        pass
    assert (await actor.command("/unsit")).problem == "dispatch_failed"


async def test_a_bot_that_takes_too_long_is_a_timeout(hasty: Sandbox) -> None:
    """The wait for an answer is bounded."""
    workspace = hasty.add_workspace()
    actor = workspace.actor(workspace.add_person(name="Ana").id)
    released = asyncio.Event()

    async def dawdle() -> web.Response:
        await released.wait()
        return web.Response()

    async with http_bot(workspace) as bot:
        bot.respond = dawdle
        ack = await actor.command("/unsit")
        released.set()
    assert ack.problem == "operation_timeout"


async def test_a_socket_takes_precedence(web_bot: HttpBot, bot: object, actor: Actor) -> None:
    """Turning Socket Mode on stops HTTP delivery."""
    assert bot
    assert (await actor.command("/unsit")).ok
    assert web_bot.requests == []


async def test_an_uninstalled_app_is_told_with_a_dead_token(
    web_bot: HttpBot, client: AsyncWebClient, workspace: Workspace
) -> None:
    """Both events come, in no order that one may rely on."""
    await workspace.uninstall()
    events = [web_bot.json(index)["event"] for index in range(2)]
    assert {event["type"] for event in events} == {"app_uninstalled", "tokens_revoked"}
    revoked = next(event for event in events if event["type"] == "tokens_revoked")
    assert revoked["tokens"] == {"oauth": [], "bot": [workspace.bot_user_id]}
    assert await refusal(client, "auth.test") == "account_inactive"


async def test_many_workspaces_deliver_side_by_side(sandbox: Sandbox) -> None:
    """Each workspace signs with its own secret and sends to its own address."""
    workspaces = [sandbox.add_workspace(name=f"W{number}") for number in range(3)]
    actors = [one.actor(one.add_person(name="Ana").id) for one in workspaces]
    async with http_bot(workspaces[0]) as bot:
        for workspace in workspaces:
            workspace.events_url = workspaces[0].events_url
        await asyncio.gather(*(actor.command("/unsit") for actor in actors))
    teams = {bot.form(index)["team_id"] for index in range(3)}
    assert teams == {workspace.id for workspace in workspaces}
