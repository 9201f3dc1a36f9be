"""Posting, editing and deleting messages through Slack's own client."""

import json
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Channel, Message, Person, Sandbox, SandboxClock, Workspace
from bot.sandbox.person import Actor
from tests.sandbox.samples import actions, button, section


async def refusal(client: AsyncWebClient, method: str, **arguments: Any) -> str:  # noqa: ANN401 - any arguments of the method
    """Make a call that must fail and give the error code."""
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


async def test_a_message_to_a_person_opens_the_direct_channel(
    client: AsyncWebClient, actor: Actor
) -> None:
    """Posting to a user id answers the D channel, where the person finds the message."""
    posted = await client.chat_postMessage(channel=actor.id, text="Stand up?")
    assert str(posted["channel"]).startswith("D")
    assert [message.text for message in actor.dm()] == ["Stand up?"]
    assert posted["message"]["bot_id"].startswith("B")


async def test_messages_of_one_instant_have_increasing_stamps(
    client: AsyncWebClient, general: Channel
) -> None:
    """A frozen clock still gives each message of a channel a ts of its own."""
    stamps = [
        str((await client.chat_postMessage(channel=general.id, text=text))["ts"])
        for text in ("one", "two", "three")
    ]
    assert stamps == ["1795424400.000000", "1795424400.000100", "1795424400.000200"]


async def test_blocks_get_ids_as_in_slack(client: AsyncWebClient, actor: Actor) -> None:
    """Blocks and elements that were sent without ids come back with some."""
    anonymous = button()
    del anonymous["action_id"]
    row = actions(anonymous)
    del row["block_id"]
    await client.chat_postMessage(channel=actor.id, text="Hi", blocks=[section(), row])
    blocks = actor.dm()[0].blocks
    assert all(block["block_id"] for block in blocks)
    assert blocks[1]["elements"][0]["action_id"]


async def test_a_form_works_as_well_as_json(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession, actor: Actor
) -> None:
    """Form fields carry blocks as JSON text and the token in the body."""
    form = {
        "token": workspace.bot_token,
        "channel": actor.id,
        "text": "Hi",
        "blocks": json.dumps([section()]),
        "metadata": json.dumps({"event_type": "nudge", "event_payload": {"id": 1}}),
    }
    async with session.post(f"{sandbox.api_url}chat.postMessage", data=form) as response:
        answer = await response.json()
    assert answer["ok"]
    assert answer["message"]["metadata"]["event_type"] == "nudge"


async def test_a_channel_may_be_named(client: AsyncWebClient, general: Channel) -> None:
    """Slack takes a channel's name where the bot is a member."""
    posted = await client.chat_postMessage(channel="#general", text="Hi")
    assert posted["channel"] == general.id


async def test_a_reply_keeps_its_thread(client: AsyncWebClient, general: Channel) -> None:
    """A thread's ts comes back with the message."""
    first = await client.chat_postMessage(channel=general.id, text="Hi")
    second = await client.chat_postMessage(
        channel=general.id, text="there", thread_ts=str(first["ts"])
    )
    assert second["message"]["thread_ts"] == first["ts"]


async def test_texts_over_the_limit_are_cut_off(client: AsyncWebClient, actor: Actor) -> None:
    """Slack truncates what is longer than 40,000 characters."""
    await client.chat_postMessage(channel=actor.id, text="x" * 40_001)
    assert len(actor.dm()[0].text) == 40_000


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"channel": "C404", "text": "Hi"}, "channel_not_found"),
        ({"text": "Hi"}, "invalid_arguments"),
        ({"channel": "#general"}, "no_text"),
        ({"channel": "#general", "text": "Hi", "blocks": [{"type": "wat"}]}, "invalid_blocks"),
        ({"channel": "#general", "text": "Hi", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "#general", "text": "Hi", "blocks": {"a": 1}}, "invalid_blocks_format"),
        ({"channel": "#general", "text": "Hi", "metadata": "{"}, "invalid_arguments"),
    ],
)
async def test_a_post_is_refused_with_slacks_code(
    client: AsyncWebClient, general: Channel, arguments: dict[str, Any], code: str
) -> None:
    """Each thing that is wrong with a post has the code Slack gives it."""
    assert general.name == "general"
    assert await refusal(client, "chat.postMessage", **arguments) == code


async def test_invalid_blocks_say_where(client: AsyncWebClient, general: Channel) -> None:
    """The answer names the place in the blocks that is wrong."""
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=general.id, text="Hi", blocks=[section("")])
    messages = caught.value.response["response_metadata"]["messages"]
    assert messages == ["[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"]


async def test_posting_where_the_bot_is_not_or_cannot_be(
    client: AsyncWebClient, workspace: Workspace, general: Channel
) -> None:
    """Public channels without the bot, private ones, and archived ones each refuse in their way."""
    random = workspace.add_channel("random")
    secret = workspace.add_channel("secret", kind="private")
    workspace.archive(general.id)
    codes = [
        await refusal(client, "chat.postMessage", channel=channel.id, text="Hi")
        for channel in (random, secret, general)
    ]
    assert codes == ["not_in_channel", "channel_not_found", "is_archived"]


async def test_nobody_can_write_to_who_left_or_to_the_bot(
    client: AsyncWebClient, workspace: Workspace, ana: Person
) -> None:
    """A deactivated person and the bot itself have no direct channel to open."""
    workspace.change_person(ana.id, deleted=True)
    for user in (ana.id, workspace.bot_user_id):
        code = await refusal(client, "chat.postMessage", channel=user, text="Hi")
        assert code == "channel_not_found"


async def test_an_edit_replaces_text_and_blocks(
    client: AsyncWebClient, actor: Actor, nudge: Message
) -> None:
    """After an update the message says only what was sent last, and that it was edited."""
    updated = await client.chat_update(
        channel=nudge.channel, ts=nudge.ts, text="Done", blocks=[section("Done")]
    )
    message = actor.dm()[0]
    assert message.text == "Done"
    assert message.blocks[0]["type"] == "section"
    assert updated["message"]["edited"]["ts"] == message.edited


async def test_an_edit_without_blocks_keeps_them_and_an_empty_list_drops_them(
    client: AsyncWebClient, actor: Actor, nudge: Message
) -> None:
    """Blocks stay until they are replaced or taken away."""
    await client.chat_update(channel=nudge.channel, ts=nudge.ts, text="Still")
    assert actor.dm()[0].blocks == nudge.blocks
    await client.chat_update(channel=nudge.channel, ts=nudge.ts, text="Bare", blocks=[])
    assert actor.dm()[0].blocks == ()


async def test_edits_are_refused_with_slacks_codes(
    client: AsyncWebClient, actor: Actor, nudge: Message
) -> None:
    """A wrong channel, a wrong ts, somebody else's message, too much text and none at all."""
    foreign = actor.say(nudge.channel, "Mine")
    place = {"channel": nudge.channel, "ts": nudge.ts}
    wrong: list[dict[str, Any]] = [
        {**place, "channel": actor.id, "text": "x"},
        {**place, "ts": "1.000000", "text": "x"},
        {**place, "ts": foreign.ts, "text": "x"},
        {**place, "text": "x" * 4_001},
        place,
        {**place, "blocks": []},
    ]
    codes = [await refusal(client, "chat.update", **arguments) for arguments in wrong]
    assert codes == [
        "channel_not_found",
        "message_not_found",
        "cant_update_message",
        "msg_too_long",
        "no_text",
        "no_text",
    ]


async def test_a_deleted_message_is_gone(
    client: AsyncWebClient, actor: Actor, nudge: Message
) -> None:
    """The bot can take away its own message once, and nobody else's."""
    foreign = actor.say(nudge.channel, "Mine")
    await client.chat_delete(channel=nudge.channel, ts=nudge.ts)
    assert actor.dm() == []
    gone = await refusal(client, "chat.delete", channel=nudge.channel, ts=nudge.ts)
    denied = await refusal(client, "chat.delete", channel=nudge.channel, ts=foreign.ts)
    assert (gone, denied) == ("message_not_found", "cant_delete_message")


async def test_an_ephemeral_message_is_seen_by_one_person(
    client: AsyncWebClient, workspace: Workspace, general: Channel, actor: Actor
) -> None:
    """Others in the channel see nothing, and nobody can react to it."""
    bo = workspace.add_person(name="Bo")
    posted = await client.chat_postEphemeral(channel=general.id, user=actor.id, text="Psst")
    assert [message.text for message in actor.seen(general.id)] == ["Psst"]
    assert workspace.actor(bo.id).seen(general.id) == []
    code = await refusal(
        client,
        "reactions.add",
        channel=general.id,
        timestamp=str(posted["message_ts"]),
        name="eyes",
    )
    assert code == "message_not_found"


async def test_an_ephemeral_message_needs_a_member_and_a_moderate_text(
    client: AsyncWebClient, workspace: Workspace, general: Channel, actor: Actor
) -> None:
    """Whoever is not in the channel cannot be whispered to there."""
    bo = workspace.add_person(name="Bo")
    place = {"channel": general.id, "text": "Psst"}
    assert await refusal(client, "chat.postEphemeral", **place, user=bo.id) == "user_not_in_channel"
    long = {**place, "user": actor.id, "text": "x" * 40_001}
    assert await refusal(client, "chat.postEphemeral", **long) == "msg_too_long"


async def test_a_channel_forgets_its_oldest_messages(
    workspace: Workspace, actor: Actor, general: Channel
) -> None:
    """Memory is bounded: the newest 500 messages are kept."""
    for number in range(501):
        actor.say(general.id, str(number))
    kept = [message.text for message in actor.seen(general.id)]
    assert (len(kept), kept[0], kept[-1]) == (500, "1", "500")
    assert len(workspace.rooms[general.id].messages) == 500


async def test_a_ts_is_the_sandboxs_time(
    client: AsyncWebClient, clock: SandboxClock, actor: Actor
) -> None:
    """A message is stamped with the instant it is in the sandbox."""
    clock.advance(timedelta(hours=1))
    posted = await client.chat_postMessage(channel=actor.id, text="Later")
    assert posted["ts"] == "1795428000.000000"
