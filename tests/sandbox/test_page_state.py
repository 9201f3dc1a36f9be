"""What the browser page is shown: one picture through one person's eyes."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import (
    Channel,
    Message,
    Person,
    Workspace,
)
from bot.sandbox.person import Actor
from tests.sandbox.bots import Payload, SocketBot, http_bot
from tests.sandbox.pages import Page


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


async def test_the_page_of_a_bot_over_http_is_connected(
    page: Page, workspace: Workspace, ana: Person
) -> None:
    """A bot counts as connected when there is somewhere to send to."""
    async with http_bot(workspace):
        assert ana.id
        assert (await page.state())["bot"]["connected"]
