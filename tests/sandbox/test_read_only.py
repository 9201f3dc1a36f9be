"""A Messages tab that the manifest makes read-only: buttons and emoji, but nothing to type in."""

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Channel, Command, Message, Sandbox, SandboxClock, Script, Workspace
from bot.sandbox.errors import SlackError
from bot.sandbox.person import Actor
from tests.sandbox.bots import SocketBot, socket_bot
from tests.sandbox.pages import Json, Page


@pytest.fixture
def workspace(sandbox: Sandbox) -> Workspace:
    """Give a workspace whose bot takes no text in its Messages tab."""
    return sandbox.add_workspace(messages_tab_read_only=True)


def _read_only(state: Json) -> dict[str, bool]:
    return {one["name"]: one["read_only"] for one in state["channels"]}


async def test_the_picture_says_where_nobody_can_type(
    page: Page, general: Channel, actor: Actor
) -> None:
    """Only the conversation with the bot is read-only."""
    state = await page.state(me=actor.id)
    assert _read_only(state) == {general.name: False, "Unsit": True}


async def test_a_messages_tab_takes_text_unless_told_otherwise(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    """Without the setting, everything can be typed in."""
    you = sandbox.add_workspace().add_person(name="You")
    assert _read_only(await Page(sandbox, session).state(me=you.id)) == {"Unsit": False}


@pytest.mark.parametrize(
    ("call", "body"), [("command", {"command": "/unsit", "text": "join"}), ("say", {"text": "Hi"})]
)
async def test_typing_there_is_refused_in_words(
    page: Page, bot: SocketBot, actor: Actor, call: str, body: Json
) -> None:
    """Neither a command nor a message gets through, and the person learns where it would."""
    dm = (await page.state())["me"]["dm"]
    answer = await page.post(call, me=actor.id, channel=dm, **body)
    assert (answer["status"], answer["error"]) == (409, "restricted_action")
    assert answer["text"] == "This Messages tab is read-only, as in Slack: type in a channel."
    assert bot.envelopes == []


async def test_an_actor_cannot_type_there_either(actor: Actor) -> None:
    """In Python the refusal is Slack's code."""
    with pytest.raises(SlackError, match="restricted_action"):
        await actor.command("/unsit")


async def test_emoji_and_the_bots_own_messages_get_through(
    bot: SocketBot, actor: Actor, nudge: Message
) -> None:
    """Read-only is for what people type."""
    await actor.react(nudge, "peach")
    assert [event["type"] for event in bot.events] == ["reaction_added"]


async def test_a_newcomer_starts_where_they_can_type(
    page: Page, general: Channel, actor: Actor
) -> None:
    """Whoever arrives sees the first channel with the bot; whoever looks around, the bot's own."""
    assert (await page.state())["channel"] == general.id
    looking = await page.state(me=actor.id)
    assert looking["channel"] == looking["me"]["dm"]


async def test_a_newcomer_with_no_channel_starts_with_the_bot(page: Page, actor: Actor) -> None:
    """Where there is no channel with the bot, there is still its Messages tab."""
    state = await page.state()
    assert (state["me"]["id"], state["channel"]) == (actor.id, state["me"]["dm"])


async def test_colleagues_join_from_a_channel(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """Simulated people type where it is possible, as everybody does."""
    async with Sandbox(clock=clock, script=Script(join=Command("/unsit", "join"))) as sandbox:
        workspace = sandbox.add_workspace(messages_tab_read_only=True)
        bo = workspace.add_person(name="Bo", simulated=True)
        general = workspace.add_channel("general", members=[bo.id, workspace.bot_user_id])
        async with socket_bot(sandbox, workspace, session) as bot:
            sandbox.play(workspace)
            await sandbox.changed(lambda: bool(bot.of("slash_commands")))
            typed = bot.of("slash_commands")[0]["payload"]
        assert typed["channel_id"] == general.id


async def test_the_bot_writes_there_as_before(
    client: AsyncWebClient, page: Page, actor: Actor
) -> None:
    """What the bot posts arrives and counts as unread."""
    await client.chat_postMessage(channel=actor.id, text="Up?")
    assert [one["unread"] for one in (await page.state())["channels"]] == [1]
