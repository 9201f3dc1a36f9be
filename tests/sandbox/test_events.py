"""What else the bot hears of people: profile, status, Do Not Disturb, huddles."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.sandbox import Sandbox, SandboxClock, Workspace
from bot.sandbox.model import Dnd
from bot.sandbox.person import Actor
from tests.sandbox.bots import SocketBot

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def test_a_new_zone_is_told(bot: SocketBot, actor: Actor) -> None:
    """`user_change` carries the whole person."""
    await actor.change(tz="Asia/Tokyo")
    event = bot.events[0]
    assert (event["type"], event["user"]["id"]) == ("user_change", actor.id)
    assert (event["user"]["tz"], event["user"]["tz_offset"]) == ("Asia/Tokyo", 32_400)
    assert actor.person.tz == "Asia/Tokyo"


async def test_a_status_is_told(bot: SocketBot, actor: Actor) -> None:
    """A status is part of the profile."""
    await actor.set_status("In a meeting", ":spiral_calendar_pad:", until=NINE)
    profile = bot.events[0]["user"]["profile"]
    assert profile["status_text"] == "In a meeting"


async def test_dnd_hours_are_told_without_the_snooze(bot: SocketBot, actor: Actor) -> None:
    """Slack keeps a snooze to itself in this event."""
    await actor.set_dnd(Dnd(NINE, NINE + timedelta(hours=2), NINE + timedelta(hours=1)))
    event = bot.events[0]
    assert event["type"] == "dnd_updated_user"
    assert event["dnd_status"]["dnd_enabled"]
    assert not [name for name in event["dnd_status"] if name.startswith("snooze")]


async def test_a_huddle_is_told_once_or_twice(
    bot: SocketBot, workspace: Workspace, actor: Actor
) -> None:
    """Whoever subscribes to both events is told of the same huddle twice."""
    await actor.set_huddle(on=True)
    workspace.subscriptions |= {"user_huddle_changed"}
    await actor.set_huddle(on=False)
    assert [event["type"] for event in bot.events] == [
        "user_change",
        "user_change",
        "user_huddle_changed",
    ]
    states = [event["user"]["profile"]["huddle_state"] for event in bot.events]
    assert states == ["in_a_huddle", "default_unset", "default_unset"]


async def test_what_nobody_subscribed_to_is_not_sent(
    bot: SocketBot, workspace: Workspace, actor: Actor
) -> None:
    """A bot hears only of what its manifest asks for."""
    workspace.subscriptions = frozenset()
    assert (await actor.open_home()).ok
    assert bot.events == []


async def test_waiting_notices_what_the_sandbox_hears_nothing_of(sandbox: Sandbox) -> None:
    """A condition may be about the bot, of which a test knows more than the sandbox."""
    came_true = asyncio.Event()
    asyncio.get_running_loop().call_soon(came_true.set)
    await sandbox.changed(came_true.is_set)


async def test_waiting_for_a_change_is_bounded(sandbox: Sandbox, clock: SandboxClock) -> None:
    """A condition that never comes true ends the wait with an error."""
    try:
        await sandbox.changed(lambda: clock.speed > 0, timeout=0.01)
    except TimeoutError:
        return
    raise AssertionError("the wait did not end")
