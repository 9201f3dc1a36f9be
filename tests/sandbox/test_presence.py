"""A person's status, huddle and Do Not Disturb: set from the page, told to the bot, asked for."""

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox, SandboxClock, Workspace
from bot.sandbox.model import Dnd, JsonObject
from bot.sandbox.person import Actor
from tests.sandbox.bots import SocketBot
from tests.sandbox.pages import Page

HOUR = timedelta(hours=1)


def told(bot: SocketBot, kind: str) -> list[JsonObject]:
    """Return the events of a kind that the bot was told."""
    events = [each["payload"]["event"] for each in bot.of("events_api")]
    return [event for event in events if event["type"] == kind]


async def test_a_status_from_the_page_is_told(
    page: Page, clock: SandboxClock, bot: SocketBot, actor: Actor
) -> None:
    """With its words, its emoji and its end, as Slack writes them."""
    now = clock.now()
    await page.post("status", me=actor.id, text="In a meeting", emoji="calendar", minutes=60)

    profile = told(bot, "user_change")[-1]["user"]["profile"]
    assert profile["status_text"] == "In a meeting"
    assert profile["status_emoji"] == ":calendar:"
    assert profile["status_expiration"] == int((now + HOUR).timestamp())


async def test_a_status_that_nobody_clears_stays(page: Page, bot: SocketBot, actor: Actor) -> None:
    """Slack writes no end as zero."""
    await page.post("status", me=actor.id, text="Vacationing", emoji="")

    profile = told(bot, "user_change")[-1]["user"]["profile"]
    assert (profile["status_expiration"], profile["status_emoji"]) == (0, "")


async def test_a_status_ends_by_the_sandboxs_clock(
    sandbox: Sandbox, clock: SandboxClock, bot: SocketBot, actor: Actor
) -> None:
    """Slack clears it then, and tells of that."""
    await actor.set_status("In a meeting", until=clock.now() + HOUR)
    clock.advance(HOUR)

    await sandbox.changed(lambda: len(told(bot, "user_change")) == 2)
    assert actor.person.status.text == ""


async def test_a_status_that_was_changed_is_not_cleared(
    clock: SandboxClock, bot: SocketBot, actor: Actor
) -> None:
    """The end belonged to the one before."""
    await actor.set_status("In a meeting", until=clock.now() + HOUR)
    await actor.set_status("On a call", until=clock.now() + 2 * HOUR)
    clock.advance(HOUR)
    await actor.set_dnd(None)

    assert actor.person.status.text == "On a call"
    assert len(told(bot, "user_change")) == 2


async def test_a_huddle_from_the_page_is_told(page: Page, bot: SocketBot, actor: Actor) -> None:
    """When it begins and when it ends."""
    for on in (True, False):
        await page.post("huddle", me=actor.id, on=on)

    states = [event["user"]["profile"]["huddle_state"] for event in told(bot, "user_change")]
    assert states == ["in_a_huddle", "default_unset"]


async def test_do_not_disturb_from_the_page_is_told(
    page: Page, clock: SandboxClock, bot: SocketBot, actor: Actor
) -> None:
    """With its stretch, and without what Slack keeps to itself."""
    now = clock.now()
    await page.post("dnd", me=actor.id, minutes=60)
    await page.post("dnd", me=actor.id, minutes=0)

    on, off = (event["dnd_status"] for event in told(bot, "dnd_updated_user"))
    assert on == {
        "dnd_enabled": True,
        "next_dnd_start_ts": int(now.timestamp()),
        "next_dnd_end_ts": int((now + HOUR).timestamp()),
    }
    assert off["dnd_enabled"] is False


async def test_the_page_shows_what_slack_shows(
    page: Page, clock: SandboxClock, actor: Actor
) -> None:
    """Of everybody, oneself included."""
    now = clock.now()
    await actor.set_status("In a meeting", ":calendar:")
    await actor.set_huddle(on=True)
    await actor.set_dnd(Dnd(now, now + HOUR))

    me = (await page.state(me=actor.id))["me"]

    assert me["status"] == {"text": "In a meeting", "emoji": "calendar"}
    assert (me["in_huddle"], me["in_dnd"]) == (True, True)


@pytest.mark.parametrize(
    "body", [{"text": "x" * 101, "emoji": ""}, {"text": "x", "emoji": "", "minutes": "soon"}]
)
async def test_a_status_that_slack_would_not_take_is_refused(
    page: Page, actor: Actor, body: JsonObject
) -> None:
    """A hundred characters, and an end in minutes."""
    assert (await page.post("status", me=actor.id, **body))["status"] == 400


async def test_a_team_is_asked_about_at_once(
    client: AsyncWebClient, workspace: Workspace, clock: SandboxClock, actor: Actor
) -> None:
    """Whom nobody knows is left out, and a snooze is a stretch like any other."""
    now = clock.now()
    other = workspace.actor(workspace.add_person(name="Ben").id)
    await actor.set_dnd(Dnd(now + 9 * HOUR, now + 20 * HOUR, snoozed_until=now + HOUR))

    answer = await client.dnd_teamInfo(users=f"{actor.id},{other.id},U404")

    users = answer["users"]
    assert set(users) == {actor.id, other.id}
    assert users[actor.id] == {
        "dnd_enabled": True,
        "next_dnd_start_ts": int(now.timestamp()),
        "next_dnd_end_ts": int((now + HOUR).timestamp()),
    }
    assert users[other.id]["dnd_enabled"] is False


async def test_do_not_disturb_that_is_over_is_none(
    client: AsyncWebClient, clock: SandboxClock, actor: Actor
) -> None:
    """The sandbox has no schedule that would come again tomorrow."""
    await actor.set_dnd(Dnd(clock.now(), clock.now() + HOUR))
    clock.advance(HOUR)

    assert (await client.dnd_info(user=actor.id))["dnd_enabled"] is False


async def test_too_many_people_are_refused(client: AsyncWebClient) -> None:
    """Fifty at a time."""
    with pytest.raises(SlackApiError) as caught:
        await client.dnd_teamInfo(users=",".join(f"U{number}" for number in range(51)))

    assert caught.value.response["error"] == "too_many_users"


async def test_an_organisation_has_to_name_the_workspace(sandbox: Sandbox) -> None:
    """Its token is good for many."""
    group = sandbox.add_organisation("Acme Group")
    north = sandbox.add_workspace("North", organisation=group, is_installed=False)
    ana = north.add_person(name="Ana")
    group.scopes = ("dnd:read",)
    token = group.install()
    await group.grant_access(north)
    client = AsyncWebClient(token=token, base_url=sandbox.api_url, retry_handlers=[])

    with pytest.raises(SlackApiError) as caught:
        await client.dnd_teamInfo(users=ana.id)

    assert caught.value.response["error"] == "missing_argument"
    assert (await client.dnd_teamInfo(users=ana.id, team_id=north.id))["users"]
