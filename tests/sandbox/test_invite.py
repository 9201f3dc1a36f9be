"""Slack's own `/invite`: it brings somebody into a channel, and the bot hears what it asked for."""

import pytest

from bot.sandbox import Channel, Person, Workspace
from bot.sandbox.person import Actor
from tests.sandbox.bots import SocketBot
from tests.sandbox.pages import Page


@pytest.fixture
def random(workspace: Workspace, ana: Person) -> Channel:
    """Give a channel with the person in it, but not the bot."""
    return workspace.add_channel("random", members=[ana.id])


@pytest.mark.parametrize("name", ["@Unsit", "unsit", " @UNSIT "])
async def test_invites_the_bot(
    workspace: Workspace, actor: Actor, random: Channel, name: str
) -> None:
    """The bot is a member from then on, and the channel says so."""
    await actor.command("/invite", name, channel=random.id)
    assert workspace.has_bot(workspace.room(random.id))
    [line] = actor.seen(random.id)
    assert (line.text, line.note, line.ephemeral) == ("Unsit was added to #random", "news", False)


async def test_invites_a_colleague(workspace: Workspace, actor: Actor, random: Channel) -> None:
    """People are invited as the bot is."""
    kenji = workspace.add_person(name="Kenji Sato")
    await actor.command("/invite", "@Kenji Sato", channel=random.id)
    assert kenji.id in workspace.room(random.id).members


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@Unsit", "Unsit is already here"),
        ("@Unset", "Nobody here is called @Unset. To bring the app in, type /invite @Unsit"),
        ("", "Say whom to invite: /invite @Unsit"),
    ],
)
async def test_says_why_nobody_came(actor: Actor, general: Channel, text: str, said: str) -> None:
    """Only who typed it reads what was wrong with it."""
    await actor.command("/invite", text, channel=general.id)
    [line] = actor.seen(general.id)
    assert (line.text, line.note, line.ephemeral) == (said, "news", True)


async def test_nobody_is_invited_to_a_direct_conversation(actor: Actor) -> None:
    """There are two in it, and that is that."""
    await actor.command("/invite", "@Ana Lima")
    assert actor.seen()[0].text == "Nobody can be invited into a direct conversation."


async def test_the_bot_hears_nothing_it_did_not_ask_for(
    bot: SocketBot, actor: Actor, random: Channel
) -> None:
    """Neither the command nor, without a subscription, the arrival is told."""
    await actor.command("/invite", "@Unsit", channel=random.id)
    assert bot.envelopes == []


async def test_the_bot_hears_of_an_arrival_it_asked_for(
    bot: SocketBot, workspace: Workspace, actor: Actor, random: Channel
) -> None:
    """A subscribed bot learns who came where, and who asked them."""
    workspace.subscriptions = frozenset({"member_joined_channel"})
    await actor.command("/invite", "@Unsit", channel=random.id)
    [event] = bot.events
    assert (event["type"], event["channel_type"]) == ("member_joined_channel", "C")
    assert (event["user"], event["inviter"]) == (workspace.bot_user_id, actor.id)


async def test_the_bot_hears_of_no_arrival_where_it_is_not(
    bot: SocketBot, workspace: Workspace, actor: Actor, random: Channel
) -> None:
    """A colleague's arrival elsewhere is none of its business."""
    workspace.subscriptions = frozenset({"member_joined_channel"})
    workspace.add_person(name="Kenji")
    await actor.command("/invite", "Kenji", channel=random.id)
    assert bot.events == []


async def test_an_arrival_is_not_unread(
    page: Page, workspace: Workspace, actor: Actor, random: Channel
) -> None:
    """Slack's own lines raise no badge."""
    await actor.command("/invite", "@Unsit", channel=random.id)
    state = await page.state(me=actor.id)
    assert workspace.has_bot(workspace.room(random.id))
    assert [one["unread"] for one in state["channels"] if one["name"] == "random"] == [0]
