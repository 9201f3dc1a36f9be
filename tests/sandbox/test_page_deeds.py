"""What the person at the page does, and failures told kindly."""

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import (
    Channel,
    Message,
    Person,
    Sandbox,
    Workspace,
)
from bot.sandbox.person import Actor
from tests.sandbox.bots import Payload, SocketBot, be_silent, socket_bot
from tests.sandbox.pages import Json, Page
from tests.sandbox.samples import actions, button, field, home, modal, text_input


async def test_a_command_from_the_page_reaches_the_bot(
    page: Page, bot: SocketBot, general: Channel, ana: Person
) -> None:
    """What is typed on the page is typed by that person in that channel."""
    answer = await page.post(
        "command", me=ana.id, channel=general.id, command="/unsit", text="join"
    )
    assert answer == {"status": 200}
    payload = bot.of("slash_commands")[0]["payload"]
    assert (payload["text"], payload["channel_id"]) == ("join", general.id)


async def test_a_command_that_fails_says_so_as_slack_does(
    page: Page, general: Channel, ana: Person
) -> None:
    """Without a bot Slack names the error."""
    typed = {"me": ana.id, "channel": general.id, "command": "/unsit", "text": ""}
    answer = await page.post("command", **typed)
    assert (answer["status"], answer["error"]) == (502, "dispatch_failed")
    assert answer["text"] == '/unsit failed with the error "dispatch_failed".'


async def test_a_failed_command_is_told_among_the_messages_of_its_time(
    page: Page, client: AsyncWebClient, general: Channel, actor: Actor
) -> None:
    """What comes later stands below it, although the clock stands still."""
    typed = {"me": actor.id, "channel": general.id, "command": "/unsit", "text": ""}
    await client.chat_postMessage(channel=general.id, text="Before")
    await page.post("command", **typed)
    await client.chat_postMessage(channel=general.id, text="After")
    before, failed, after = (await page.state(channel=general.id))["messages"]
    assert (before["text"], after["text"]) == ("Before", "After")
    assert failed["text"] == '/unsit failed with the error "dispatch_failed".'
    assert (failed["note"], failed["ephemeral"]) == ("problem", True)


async def test_a_command_the_bot_ignores_says_so_as_slack_does(
    hasty: Sandbox, session: aiohttp.ClientSession
) -> None:
    """After three seconds the app did not respond."""
    workspace = hasty.add_workspace()
    ana = workspace.add_person(name="Ana")
    channel = workspace.direct(ana.id).channel.id
    async with socket_bot(hasty, workspace, session) as bot:
        bot.answer = be_silent
        answer = await Page(hasty, session).post(
            "command", me=ana.id, channel=channel, command="/unsit", text=""
        )
    assert (answer["status"], answer["error"]) == (504, "operation_timeout")
    assert answer["text"] == "/unsit failed because the app did not respond."


async def test_presses_on_the_page_reach_the_bot(
    page: Page, bot: SocketBot, client: AsyncWebClient, actor: Actor, nudge: Message
) -> None:
    """A message, a Home and a modal are each a container to press in."""
    await client.views_publish(user_id=actor.id, view=home(actions(button())))
    containers: list[Json] = [
        {"type": "message", "channel": nudge.channel, "ts": nudge.ts},
        {"type": "home"},
    ]
    for container in containers:
        answer = await page.post(
            "press", me=actor.id, container=container, action_id="go", block_id="row", value="1"
        )
        assert answer == {"status": 200}
    types = [one["payload"]["container"]["type"] for one in bot.of("interactive")]
    assert types == ["message", "view"]


async def test_a_modal_is_drawn_filled_in_refused_and_closed(
    page: Page, bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """The page sees the modal, what was wrong with its answers, and that it went away."""
    form = modal(field("name", text_input("name")), actions(button()))
    await client.views_open(trigger_id=workspace.tickets.trigger(actor.id), view=form)
    drawn = (await page.state())["modal"]
    assert (drawn["title"]["text"], drawn["errors"]) == ("Form", {})
    pressed = await page.post(
        "press",
        me=actor.id,
        container={"type": "view", "id": drawn["id"]},
        action_id="go",
        block_id="row",
        value="1",
        values={"name": {"name": "Bo"}},
    )
    assert pressed == {"status": 200}
    submission = {"me": actor.id, "view_id": drawn["id"]}
    empty = await page.post("submit", **submission, values={"name": {"name": None}})
    assert empty["errors"] == {"name": "Please complete this required field."}

    async def refuse(_payload: Payload) -> Payload | None:
        return {"response_action": "errors", "errors": {"name": "Taken"}}

    bot.answer = refuse
    refused = await page.post("submit", **submission, values={"name": {"name": "Bo"}})
    assert refused["errors"] == {"name": "Taken"}
    assert (await page.state())["modal"]["errors"] == {"name": "Taken"}
    assert await page.post("close", **submission) == {"status": 200}
    assert (await page.state())["modal"] is None


async def test_reactions_home_and_words_from_the_page(
    page: Page, bot: SocketBot, actor: Actor, nudge: Message
) -> None:
    """Each does what it says, and ordinary words stay between people."""
    place = {"me": actor.id, "channel": nudge.channel, "ts": nudge.ts, "name": "peach"}
    assert await page.post("react", **place, on=True) == {"status": 200}
    twice = await page.post("react", **place, on=True)
    assert (twice["status"], twice["error"]) == (409, "already_reacted")
    assert await page.post("react", **place, on=False) == {"status": 200}
    assert await page.post("home", me=actor.id) == {"status": 200}
    said = await page.post("say", me=actor.id, channel=nudge.channel, text="Hello")
    assert actor.seen()[-1].ts == said["ts"]
    assert [event["type"] for event in bot.events] == [
        "reaction_added",
        "reaction_removed",
        "app_home_opened",
    ]


@pytest.mark.parametrize(
    ("call", "body", "status"),
    [
        ("command", {"command": "/unsit", "text": 1, "channel": "C1"}, 400),
        ("command", {"command": "/unsit", "text": "", "channel": "C1"}, 409),
        ("press", {"container": [], "action_id": "go", "block_id": "row"}, 400),
        ("press", {"container": ["x"], "action_id": "go", "block_id": "row"}, 400),
        ("press", {"container": {"type": "door"}, "action_id": "go", "block_id": "row"}, 400),
        ("press", {"container": {"type": "home"}, "action_id": "go", "block_id": "row"}, 404),
        ("submit", {"view_id": "V404", "values": {}}, 409),
        ("clock", {"speed": "fast"}, 400),
        ("clock", {"speed": -1}, 400),
        ("clock", {"speed": True}, 400),
        ("say", {"me": "U404", "channel": "C1", "text": "x"}, 404),
        ("say", {"me": 5, "channel": "C1", "text": "x"}, 404),
    ],
)
async def test_what_the_page_gets_wrong_is_told(
    page: Page, ana: Person, call: str, body: Json, status: int
) -> None:
    """Every failure has a code and a sentence."""
    answer = await page.post(call, **{"me": ana.id, **body})
    assert answer["status"] == status
    assert answer["error"]
    assert answer["text"].endswith(".")


@pytest.mark.parametrize("body", ["{", "[]"])
async def test_what_is_no_json_object_is_refused(
    sandbox: Sandbox, session: aiohttp.ClientSession, ana: Person, body: str
) -> None:
    """The body of a call is an object."""
    headers = {"Content-Type": "application/json"}
    url = f"{sandbox.url}/sandbox/say"
    async with session.post(url, data=body, headers=headers) as response:
        assert (response.status, ana.deleted) == (400, False)


async def test_an_unanswered_press_is_told(page: Page, ana: Person, nudge: Message) -> None:
    """The person learns that the app did not take it up."""
    container = {"type": "message", "channel": nudge.channel, "ts": nudge.ts}
    answer = await page.post(
        "press", me=ana.id, container=container, action_id="go", block_id="row", value="1"
    )
    assert answer["text"] == 'The action failed with the error "dispatch_failed".'
