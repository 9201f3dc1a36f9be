"""Reactions: the bot's own through the Web API, people's as events."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Channel, Message, Sandbox, Workspace
from bot.sandbox.errors import SlackError
from bot.sandbox.person import Actor
from tests.sandbox.bots import SocketBot
from tests.sandbox.test_chat import refusal


async def test_a_reaction_reaches_the_bot_as_a_whole_event(
    bot: SocketBot, workspace: Workspace, actor: Actor, nudge: Message
) -> None:
    """The wrapper has everything Slack's has, and the event says who, what and where."""
    ack = await actor.react(nudge, "peach")
    assert ack.ok
    wrapper = bot.of("events_api")[0]["payload"]
    assert wrapper["type"] == "event_callback"
    assert (wrapper["team_id"], wrapper["api_app_id"]) == (workspace.id, workspace.app_id)
    assert wrapper["authorizations"][0]["user_id"] == workspace.bot_user_id
    assert wrapper["event_id"].startswith("Ev")
    assert wrapper["event_time"] == 1_795_424_400
    event = wrapper["event"]
    assert event["item"] == {"type": "message", "channel": nudge.channel, "ts": nudge.ts}
    assert (event["type"], event["user"], event["reaction"], event["item_user"]) == (
        "reaction_added",
        actor.id,
        "peach",
        workspace.bot_user_id,
    )


async def test_taking_a_reaction_back_reaches_the_bot_later_in_time(
    bot: SocketBot, actor: Actor, nudge: Message
) -> None:
    """Events of one frozen instant still have stamps in order."""
    await actor.react(nudge, "peach")
    await actor.unreact(nudge, "peach")
    added, removed = bot.events
    assert removed["type"] == "reaction_removed"
    assert added["event_ts"] < removed["event_ts"]
    assert actor.dm()[0].reactions == ()


async def test_the_bot_hears_of_its_own_reactions(
    bot: SocketBot, sandbox: Sandbox, client: AsyncWebClient, workspace: Workspace, nudge: Message
) -> None:
    """Slack sends them, and Bolt is who leaves them out."""
    place = {"channel": nudge.channel, "timestamp": nudge.ts, "name": "eyes"}
    await client.reactions_add(**place)
    await client.reactions_remove(**place)
    await sandbox.changed(lambda: len(bot.events) == 2)
    assert {event["user"] for event in bot.events} == {workspace.bot_user_id}


async def test_the_bot_hears_nothing_from_where_it_is_not(
    bot: SocketBot, workspace: Workspace, actor: Actor
) -> None:
    """A reaction in a channel without the bot is nobody's business."""
    elsewhere = workspace.add_channel("random", members=[actor.id])
    message = actor.say(elsewhere.id, "Lunch?")
    ack = await actor.react(message, "taco")
    assert (ack.status, ack.ok, bot.events) == (0, True, [])


async def test_several_people_and_emoji_are_counted(
    client: AsyncWebClient, workspace: Workspace, general: Channel, actor: Actor
) -> None:
    """`reactions.get` lists who reacted with what, the bot included."""
    bo = workspace.actor(workspace.add_person(name="Bo").id)
    posted = await client.chat_postMessage(channel=general.id, text="Who is in?")
    message = actor.seen(general.id)[0]
    await client.reactions_add(channel=general.id, timestamp=str(posted["ts"]), name=":wave:")
    await actor.react(message, "wave")
    await bo.react(message, "wave")
    await bo.react(message, "muscle::skin-tone-4")
    await actor.unreact(message, "wave")
    got = await client.reactions_get(channel=general.id, timestamp=message.ts)
    assert got["message"]["reactions"] == [
        {"name": "wave", "users": [workspace.bot_user_id, bo.id], "count": 2},
        {"name": "muscle::skin-tone-4", "users": [bo.id], "count": 1},
    ]


async def test_a_person_reacts_once_and_takes_back_what_is_there(
    actor: Actor, nudge: Message
) -> None:
    """Doing it twice, or undoing what is not there, is refused."""
    await actor.react(nudge, "peach")
    with pytest.raises(SlackError, match="already_reacted"):
        await actor.react(nudge, "peach")
    with pytest.raises(SlackError, match="no_reaction"):
        await actor.unreact(nudge, "wave")


async def test_reactions_are_refused_with_slacks_codes(
    client: AsyncWebClient, workspace: Workspace, nudge: Message
) -> None:
    """Each thing that is wrong with a reaction has its code."""
    elsewhere = workspace.add_channel("random")
    place = {"channel": nudge.channel, "timestamp": nudge.ts, "name": "eyes"}
    wrong = [
        ("reactions.add", {**place, "timestamp": ""}, "no_item_specified"),
        ("reactions.add", {**place, "timestamp": "yesterday"}, "bad_timestamp"),
        ("reactions.add", {**place, "timestamp": "1.000000"}, "message_not_found"),
        ("reactions.remove", {**place, "timestamp": "1.000000"}, "message_not_found"),
        ("reactions.get", {**place, "timestamp": "1.000000"}, "message_not_found"),
        ("reactions.add", {**place, "name": "Not An Emoji"}, "invalid_name"),
        ("reactions.add", {**place, "name": ""}, "invalid_name"),
        ("reactions.add", {**place, "channel": elsewhere.id}, "not_in_channel"),
        ("reactions.remove", place, "no_reaction"),
    ]
    codes = [await refusal(client, method, **one) for method, one, _ in wrong]
    assert codes == [code for _, _, code in wrong]


async def test_reacting_twice_is_refused(client: AsyncWebClient, nudge: Message) -> None:
    """The bot's second equal reaction answers `already_reacted`."""
    place = {"channel": nudge.channel, "timestamp": nudge.ts, "name": "eyes"}
    await client.reactions_add(**place)
    assert await refusal(client, "reactions.add", **place) == "already_reacted"
