"""What the browser page calls: its picture, what the person does, failures told kindly."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import (
    Channel,
    Command,
    Done,
    Hint,
    Message,
    Person,
    Sandbox,
    SandboxClock,
    Script,
    SlashCommand,
    Workspace,
)
from bot.sandbox.person import Actor
from tests.sandbox.bots import Payload, SocketBot, be_silent, http_bot, socket_bot
from tests.sandbox.samples import actions, button, field, home, modal, plain, text_input

Json = dict[str, Any]


class Page:
    """The page's side of the conversation."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self._url = f"{sandbox.url}/sandbox/"
        self._session = session

    async def state(self, **query: str) -> Json:
        """Fetch the picture."""
        async with self._session.get(f"{self._url}state", params=query) as response:
            answer: Json = await response.json()
            return answer | {"status": response.status}

    async def post(self, call: str, **body: object) -> Json:
        """Do something and give the answer with its status."""
        async with self._session.post(self._url + call, json=body) as response:
            answer: Json = await response.json()
            return answer | {"status": response.status}


@pytest.fixture
def page(sandbox: Sandbox, session: aiohttp.ClientSession) -> Page:
    """Give the page of the sandbox."""
    return Page(sandbox, session)


async def test_the_picture_starts_with_the_first_real_person(
    page: Page, workspace: Workspace, ana: Person
) -> None:
    """Without a name the page looks through the first person who is not simulated."""
    state = await page.state()
    assert state["me"]["id"] == ana.id
    assert state["me"]["dm"] == state["channel"]
    assert (state["now"], state["speed"], state["until"]) == (
        "2026-11-23T09:00:00.000Z",
        0.0,
        None,
    )
    assert state["bot"] == {"id": workspace.bot_user_id, "name": "Unsit", "connected": False}
    assert state["workspace"] == {"id": workspace.id, "name": "Acme"}
    assert (state["modal"], state["home"], state["messages"]) == (None, None, [])


async def test_people_are_described_for_the_page(
    page: Page, workspace: Workspace, ana: Person
) -> None:
    """Everybody but the bot, with initials, a colour and the time where they are."""
    workspace.add_person(name="Kenji", tz="Asia/Tokyo", simulated=True)
    people = (await page.state())["people"]
    assert [(one["initials"], one["local_time"], one["simulated"]) for one in people] == [
        ("AL", "09:00", False),
        ("KE", "18:00", True),
    ]
    assert people[0]["colour"] == ana.colour


async def test_unread_messages_are_counted_until_the_channel_is_looked_at(
    page: Page, client: AsyncWebClient, general: Channel, actor: Actor
) -> None:
    """Naming a channel reads it; one's own messages are never unread."""
    await client.chat_postMessage(channel=general.id, text="Hi")
    actor.say(general.id, "Hello")
    await page.state()

    async def unread(**query: str) -> int:
        channels = (await page.state(**query))["channels"]
        return int(next(one["unread"] for one in channels if one["id"] == general.id))

    assert await unread() == 1
    assert await unread(channel=general.id) == 0
    await client.chat_postMessage(channel=general.id, text="More")
    assert await unread() == 1


async def test_messages_are_drawn_with_reactions_and_marks(
    page: Page, bot: SocketBot, client: AsyncWebClient, actor: Actor, nudge: Message
) -> None:
    """What a person sees of a message is all there, ephemeral ones included."""

    async def answer(_payload: Payload) -> Payload | None:
        return {"text": "Psst"}

    await actor.react(nudge, "peach")
    await client.chat_update(channel=nudge.channel, ts=nudge.ts, text="New")
    bot.answer = answer
    await actor.command("/unsit")
    first, second = (await page.state())["messages"]
    assert (first["text"], first["edited"], first["ephemeral"]) == ("New", True, False)
    assert first["reactions"] == [{"name": "peach", "users": [actor.id]}]
    assert first["at"] == "2026-11-23T09:00:00Z"
    assert (second["text"], second["ephemeral"]) == ("Psst", True)


@pytest.mark.parametrize("query", [{"me": "U404"}, {"channel": "C404"}])
async def test_a_picture_of_nobody_or_nowhere_is_not_found(
    page: Page, ana: Person, query: dict[str, str]
) -> None:
    """The page is told in a sentence."""
    state = await page.state(**query)
    assert ana.name
    assert (state["status"], state["error"]) == (404, "not_found")
    assert state["text"].endswith(".")


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


async def test_the_page_of_a_bot_over_http_is_connected(
    page: Page, workspace: Workspace, ana: Person
) -> None:
    """A bot counts as connected when there is somewhere to send to."""
    async with http_bot(workspace):
        assert ana.id
        assert (await page.state())["bot"]["connected"]


async def test_commands_and_hints_come_from_the_script(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """Hints are ticked off by what the person has done."""
    script = Script(
        commands=(SlashCommand("/unsit", "join", "Stand up"),),
        hints=(
            Hint("join", "Join", Command("/unsit", "join"), done=Done(modal_submitted=True)),
            Hint("wait", "Wait", done=Done(dm_count=1)),
            Hint("react", "React", done=Done(reacted=True)),
            Hint("board", "Board", channel="general", done=Done(command="/unsit board")),
            Hint("home", "Home", done=Done(home_opened=True)),
        ),
    )
    async with Sandbox(clock=clock, script=script) as sandbox:
        workspace = sandbox.add_workspace()
        actor = workspace.actor(workspace.add_person(name="Ana").id)
        general = workspace.add_channel("general", members=[actor.id])
        page = Page(sandbox, session)
        state = await page.state()
        assert state["commands"] == [
            {"command": "/unsit", "usage_hint": "join", "description": "Stand up"}
        ]
        assert not any(hint["done"] for hint in state["hints"])
        assert state["hints"][0]["command"] == {"command": "/unsit", "text": "join"}
        assert state["hints"][1]["rule"] == {"dm_count": 1}
        assert (state["hints"][0]["channel"], state["hints"][3]["channel"]) == (
            state["me"]["dm"],
            general.id,
        )
        await _do_everything(sandbox, workspace, session, actor)
        state = await page.state()
        assert all(hint["done"] for hint in state["hints"])


async def test_a_hint_is_ticked_off_by_pressing_a_message_s_button(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """A hint that either a reaction or a button fulfils is done after the button."""
    script = Script(hints=(Hint("answer", "Answer", done=Done(reacted=True, pressed=True)),))
    async with Sandbox(clock=clock, script=script) as sandbox:
        workspace = sandbox.add_workspace()
        actor = workspace.actor(workspace.add_person(name="Ana").id)
        client = AsyncWebClient(
            token=workspace.bot_token, base_url=sandbox.api_url, session=session
        )
        button = {"type": "button", "action_id": "done", "text": plain("Done")}
        blocks = [{"type": "actions", "elements": [button]}]
        await client.chat_postMessage(channel=actor.id, text="Up?", blocks=blocks)

        await actor.press(actor.dm()[0], "done")

        state = await Page(sandbox, session).state()
        assert state["hints"][0]["done"]


async def _do_everything(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession, actor: Actor
) -> None:
    client = AsyncWebClient(token=workspace.bot_token, base_url=sandbox.api_url, session=session)
    await client.chat_postMessage(channel=actor.id, text="Up?")
    await actor.react(actor.dm()[0], "peach")
    await actor.command("/unsit", "board here")
    await actor.open_home()
    trigger = workspace.tickets.trigger(actor.id)
    await client.views_open(trigger_id=trigger, view=modal(title=plain("Join")))
    view = actor.modal()
    assert view is not None
    await actor.submit(view.id)
