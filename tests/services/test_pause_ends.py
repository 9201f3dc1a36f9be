"""Whoever asked to be told of the end of their pause is told, whatever comes in between."""

from datetime import timedelta

from bot.domain.nudge import Silence
from bot.services.presences import Doing
from tests.builders import MEMBER, WORKSPACE
from tests.messengers import RecordingMessenger
from tests.services.world import World

MINUTES = timedelta(minutes=1)


async def paused(world: World) -> None:
    """Pause for an hour of work, and ask to be told."""
    await world.join()
    world.clock.advance(90 * MINUTES)
    await world.services.membership.pause(WORKSPACE, MEMBER, "60m", announces=True)


async def test_a_nudge_tells_of_the_end_once(world: World, messenger: RecordingMessenger) -> None:
    """The first after it, and no other."""
    await paused(world)
    for _ in range(2):
        await world.nudged()

    assert [card.member.announces for card in messenger.sent] == [True, False]


async def test_it_is_told_after_an_outage(world: World, messenger: RecordingMessenger) -> None:
    """A nudge that comes too late takes nothing with it."""
    await paused(world)
    world.clock.set(await world.until_due() + 30 * MINUTES)
    await world.services.nudging.deliver_due(WORKSPACE)
    await world.nudged()

    assert [card.member.announces for card in messenger.sent] == [True]


async def test_it_is_told_after_the_workspaces_pause(
    world: World, messenger: RecordingMessenger
) -> None:
    """Two pauses end after each other."""
    await paused(world)
    end = await world.until_due() + 5 * MINUTES
    await world.services.workspaces.pause(WORKSPACE, until=end)
    silent = await world.nudged()
    await world.nudged()

    assert silent.silence is Silence.WORKSPACE_PAUSED
    assert [card.member.announces for card in messenger.sent] == [True]


async def test_a_huddle_in_a_pause_takes_nothing_away(
    world: World, messenger: RecordingMessenger
) -> None:
    """Its end is a break, and the pause's end is told all the same."""
    await world.join()
    await world.until_due()
    huddle = Doing(at=world.clock.now(), in_huddle=True)
    await world.services.presences.hear(WORKSPACE, MEMBER, huddle)
    await world.services.nudging.deliver_due(WORKSPACE)
    await world.services.membership.pause(WORKSPACE, MEMBER, "60m", announces=True)
    world.clock.advance(10 * MINUTES)
    await world.services.presences.hear(WORKSPACE, MEMBER, Doing(at=world.clock.now()))
    await world.nudged()

    assert [card.member.announces for card in messenger.sent] == [True]


async def test_in_a_meeting_makes_nobody_forget(
    world: World, messenger: RecordingMessenger
) -> None:
    """Pressed on an older card, it makes no pause shorter and none untold."""
    await world.join()
    nudge = await world.nudged()
    await world.services.membership.pause(WORKSPACE, MEMBER, "3h", announces=True)
    await world.services.completions.busy(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())
    await world.nudged()

    assert [card.member.announces for card in messenger.sent] == [False, True]
