"""Whoever asked to be told of the end of their pause is told, whatever comes in between."""

from datetime import timedelta

from bot.domain.exercise import Kind
from bot.domain.nudge import Silence
from bot.domain.presence import Busy
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


async def test_a_meeting_after_the_pause_is_not_told_of(world: World) -> None:
    """Nobody asked for that; the wish was for the pause that is over."""
    await paused(world)
    nudge = await world.nudged()
    await world.services.completions.busy(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())

    assert not (await world.member()).announces


async def test_it_is_told_once_even_if_the_next_nudge_is_held(
    world: World, messenger: RecordingMessenger
) -> None:
    """What a huddle held brings no second word of it."""
    await paused(world)
    await world.nudged()
    now = world.clock.now()
    meeting = Doing(at=now, status=Busy.MEETING, status_until=now + 45 * MINUTES)
    await world.services.presences.hear(WORKSPACE, MEMBER, meeting)
    await world.nudged()
    await world.nudged()

    assert [card.member.announces for card in messenger.sent] == [True, False]


async def test_it_is_told_once_even_if_its_nudge_is_snoozed(
    world: World, messenger: RecordingMessenger
) -> None:
    """The one that comes back says what it asks for."""
    await paused(world)
    nudge = await world.nudged()
    await world.services.completions.put_off(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())
    await world.nudged()

    assert [card.member.announces for card in messenger.sent] == [True, False]


async def test_what_is_logged_ends_no_snooze(world: World) -> None:
    """Who asked for three quiet hours and takes a walk has them all the same."""
    await world.join()
    world.clock.advance(90 * MINUTES)
    end = world.clock.now() + 180 * MINUTES
    await world.services.membership.snooze(WORKSPACE, MEMBER, 180 * MINUTES)
    await world.services.completions.done(WORKSPACE, MEMBER, (Kind.STAND,), at=world.clock.now())

    assert await world.until_due() >= end
