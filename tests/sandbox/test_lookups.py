"""Looking up people, channels, members, Do Not Disturb hours, the team and the bot."""

from datetime import UTC, datetime

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Channel, Person, Workspace
from bot.sandbox.model import Dnd, Status
from bot.sandbox.person import Actor
from tests.sandbox.test_chat import refusal

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def test_a_person_has_a_zone_and_on_request_a_locale(
    client: AsyncWebClient, ana: Person
) -> None:
    """`users.info` tells the zone's name and offset; the locale only when asked."""
    user = (await client.users_info(user=ana.id))["user"]
    assert (user["tz"], user["tz_offset"], user["real_name"]) == ("Europe/Lisbon", 0, "Ana Lima")
    assert "locale" not in user
    asked = (await client.users_info(user=ana.id, include_locale=True))["user"]
    assert asked["locale"] == "en-US"


async def test_the_offset_follows_the_sandboxs_date(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    """The zone's offset is the one of that day."""
    person = workspace.add_person(name="Maya", tz="America/New_York")
    user = (await client.users_info(user=person.id))["user"]
    assert (user["tz_offset"], user["tz_label"]) == (-18_000, "EST")


async def test_a_zone_may_be_missing(client: AsyncWebClient, workspace: Workspace) -> None:
    """Slack knows people without a zone."""
    person = workspace.add_person(name="Nowhere", tz=None)
    assert (await client.users_info(user=person.id))["user"]["tz"] is None


async def test_a_status_and_a_huddle_show_in_the_profile(
    client: AsyncWebClient, workspace: Workspace, ana: Person
) -> None:
    """What keeps a person from being disturbed is there to read."""
    workspace.change_person(ana.id, status=Status("Focus", ":dart:", NINE), in_huddle=True)
    profile = (await client.users_info(user=ana.id))["user"]["profile"]
    assert (profile["status_text"], profile["status_emoji"]) == ("Focus", ":dart:")
    assert profile["status_expiration"] == int(NINE.timestamp())
    assert profile["huddle_state"] == "in_a_huddle"


async def test_an_unknown_person_is_not_found(client: AsyncWebClient) -> None:
    """An id of nobody is refused, and so is none at all."""
    assert await refusal(client, "users.info", user="U404") == "user_not_found"
    assert await refusal(client, "users.info") == "invalid_arguments"


async def test_dnd_hours_are_told(
    client: AsyncWebClient, workspace: Workspace, ana: Person
) -> None:
    """`dnd.info` knows the hours, and a snooze while it lasts."""
    quiet = await client.dnd_info(user=ana.id)
    assert not quiet["dnd_enabled"]
    end = NINE.replace(hour=11)
    workspace.change_person(ana.id, dnd=Dnd(NINE, end, snoozed_until=NINE.replace(minute=30)))
    told = await client.dnd_info(user=ana.id)
    assert told["next_dnd_end_ts"] == int(end.timestamp())
    assert (told["snooze_enabled"], told["snooze_remaining"]) == (True, 1_800)
    workspace.change_person(ana.id, dnd=Dnd(NINE, end))
    assert not (await client.dnd_info(user=ana.id))["snooze_enabled"]


async def test_a_direct_channel_can_be_opened_before_a_message(
    client: AsyncWebClient, ana: Person
) -> None:
    """Opening twice gives the same channel, and its full form on request."""
    first = (await client.conversations_open(users=ana.id))["channel"]
    again = (await client.conversations_open(users=[ana.id], return_im=True))["channel"]
    assert first == {"id": again["id"]}
    assert (again["is_im"], again["user"]) == (True, ana.id)
    by_id = (await client.conversations_open(channel=first["id"]))["channel"]
    assert by_id == first


async def test_opening_is_refused_with_slacks_codes(
    client: AsyncWebClient, workspace: Workspace, ana: Person
) -> None:
    """Nobody, somebody unknown, several, the bot itself, and somebody who left."""
    gone = workspace.add_person(name="Gone", deleted=True)
    asked = [
        {},
        {"users": "U404"},
        {"users": f"{ana.id},{gone.id}"},
        {"users": workspace.bot_user_id},
        {"users": gone.id},
    ]
    codes = [await refusal(client, "conversations.open", **one) for one in asked]
    assert codes == [
        "users_list_not_supplied",
        "user_not_found",
        "too_many_users",
        "user_not_found",
        "user_disabled",
    ]


async def test_a_channel_tells_its_kind_and_size(
    client: AsyncWebClient, workspace: Workspace, general: Channel, actor: Actor
) -> None:
    """Public, private and direct channels each look as in Slack."""
    public = await client.conversations_info(channel=general.id, include_num_members=True)
    assert public["channel"]["is_general"]
    assert (public["channel"]["is_member"], public["channel"]["num_members"]) == (True, 2)
    secret = workspace.add_channel("secret", members=[workspace.bot_user_id], kind="private")
    private = await client.conversations_info(channel=secret.id)
    assert (private["channel"]["is_private"], private["channel"]["is_channel"]) == (True, False)
    direct = workspace.direct(actor.id).channel
    assert (await client.conversations_info(channel=direct.id))["channel"]["is_im"]


async def test_members_come_in_pages(client: AsyncWebClient, workspace: Workspace) -> None:
    """A cursor leads from page to page until it is empty."""
    everybody = [workspace.add_person(name=f"P{number}").id for number in range(5)]
    channel = workspace.add_channel("all", members=everybody)
    found: list[str] = []
    cursor = None
    for _ in range(3):
        page = await client.conversations_members(channel=channel.id, limit=2, cursor=cursor)
        found += page["members"]
        cursor = page["response_metadata"]["next_cursor"]
    assert (found, cursor) == (everybody, "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"limit": "0"}, "invalid_limit"),
        ({"limit": "many"}, "invalid_limit"),
        ({"cursor": "!"}, "invalid_cursor"),
        ({"cursor": "dXNlcjp4"}, "invalid_cursor"),
    ],
)
async def test_senseless_pages_are_refused(
    client: AsyncWebClient, general: Channel, arguments: dict[str, str], code: str
) -> None:
    """A limit out of bounds and a cursor of nobody's making have their own codes."""
    got = await refusal(client, "conversations.members", channel=general.id, **arguments)
    assert got == code


async def test_members_come_whole_by_default(client: AsyncWebClient, general: Channel) -> None:
    """A small channel is one page."""
    page = await client.conversations_members(channel=general.id)
    assert len(page["members"]) == 2


async def test_the_team_and_the_bot_describe_themselves(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    """`team.info` and `bots.info` answer for the workspace of the token."""
    assert (await client.team_info())["team"]["domain"] == "acme"
    bot = (await client.bots_info(bot=workspace.bot_id))["bot"]
    assert (bot["user_id"], bot["name"]) == (workspace.bot_user_id, "Unsit")
    assert await refusal(client, "bots.info", bot="B404") == "bot_not_found"
