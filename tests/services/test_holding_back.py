"""What Slack tells of people keeps nudges away, and lets one through when it is over."""

from datetime import timedelta

from bot.domain.attention import ASKS_AGAIN, EDGE
from bot.domain.exercise import Kind
from bot.domain.nudge import Delivery, Silence
from bot.domain.presence import LONGEST_SPELL, Busy
from bot.services.ports import NotSent
from tests.builders import MEMBER, WORKSPACE
from tests.messengers import RecordingMessenger
from tests.services.told import Slack
from tests.services.world import BOTH, World

MINUTES = timedelta(minutes=1)


async def test_a_slot_in_a_meeting_passes_in_silence(
    world: World, slack: Slack, messenger: RecordingMessenger
) -> None:
    """Nothing is sent, and the reason is on record."""
    await slack.says(Busy.MEETING, minutes=120)

    nudge = await world.nudged()

    assert (nudge.delivery, nudge.silence) == (Delivery.SKIPPED, Silence.IN_A_MEETING)
    assert messenger.sent == []


async def test_what_was_held_comes_once_when_the_meeting_ends(world: World, slack: Slack) -> None:
    """However many slots passed, one nudge with all of it comes a moment after the end."""
    await world.join(plan=BOTH)
    await world.until_due()
    start = world.clock.now()
    await slack.says(Busy.MEETING, minutes=75)
    await world.services.nudging.deliver_due(WORKSPACE)

    edge = await world.until_due()
    nudge = await world.nudged()

    assert edge == start + 75 * MINUTES + EDGE
    assert nudge.kinds == (Kind.STAND, Kind.SQUEEZE)
    assert (await world.member()).held == ()


async def test_do_not_disturb_is_kept_to_its_end(world: World, slack: Slack) -> None:
    """The nudge that it held comes after it."""
    await world.until_due()
    await slack.mutes(minutes=20)
    end = world.clock.now() + 20 * MINUTES

    held = await world.nudged()
    sent = await world.nudged()

    assert held.silence is Silence.DO_NOT_DISTURB
    assert (sent.delivery, sent.due_at) == (Delivery.SENT, end + EDGE)


async def test_who_is_free_sooner_is_nudged_sooner(world: World, slack: Slack) -> None:
    """A meeting that ends early lets the held nudge through early."""
    await world.until_due()
    await slack.says(Busy.MEETING, minutes=120)
    await world.nudged()
    world.clock.advance(15 * MINUTES)
    await slack.says(None)

    assert await world.until_due() == world.clock.now()
    assert (await world.nudged()).delivery is Delivery.SENT


async def test_a_meeting_that_grows_longer_is_waited_for(world: World, slack: Slack) -> None:
    """The new end is what counts."""
    await world.until_due()
    await slack.says(Busy.MEETING, minutes=30)
    await world.nudged()
    world.clock.advance(10 * MINUTES)
    await slack.says(Busy.MEETING, minutes=60)
    end = world.clock.now() + 60 * MINUTES

    assert await world.until_due() == end + EDGE


async def test_of_an_end_that_nobody_knows_every_slot_asks_again(
    world: World, slack: Slack
) -> None:
    """A status without an end keeps slot after slot away."""
    await slack.says(Busy.FOCUS)

    silences = [(await world.nudged()).silence for _ in range(3)]

    assert silences == [Silence.FOCUSING] * 3


async def test_an_end_of_which_slack_tells_lets_one_nudge_through(
    world: World, slack: Slack
) -> None:
    """What three slots held comes as one nudge."""
    await slack.says(Busy.FOCUS)
    for _ in range(3):
        await world.nudged()
    world.clock.advance(MINUTES)
    await slack.says(None)
    freed = world.clock.now()

    first = await world.nudged()
    second = await world.until_due()

    assert (first.due_at, first.delivery) == (freed + EDGE, Delivery.SENT)
    assert second >= first.due_at + 20 * MINUTES


async def test_an_end_that_is_far_away_is_not_simply_believed(world: World, slack: Slack) -> None:
    """News that it came sooner may be lost, so that slots go on to ask."""
    await slack.says(Busy.AWAY, minutes=21 * 24 * 60)
    await world.nudged()
    started = world.clock.now()

    assert await world.until_due() - started < ASKS_AGAIN + timedelta(hours=1)


async def test_a_meeting_that_nobody_ends_is_over_after_some_hours(
    world: World, slack: Slack
) -> None:
    """Who forgets to clear a status is nudged again the same day."""
    await slack.says(Busy.MEETING)
    start = world.clock.now()

    while (nudge := await world.nudged()).silence is Silence.IN_A_MEETING:
        await slack.says(Busy.MEETING)

    assert nudge.delivery is Delivery.SENT
    assert timedelta(0) <= nudge.due_at - start - LONGEST_SPELL <= 40 * MINUTES


async def test_the_end_of_a_huddle_is_a_break(world: World, slack: Slack) -> None:
    """People get up after it: the clock starts again, and nothing is made up for."""
    await slack.sees_huddle(on=True)
    held = await world.nudged()
    world.clock.advance(5 * MINUTES)
    await slack.sees_huddle(on=False)
    ended = world.clock.now()

    assert held.silence is Silence.IN_A_HUDDLE
    assert await world.until_due() == ended + 30 * MINUTES


async def test_a_huddle_that_held_nothing_is_a_break_too(world: World, slack: Slack) -> None:
    """A snooze that was asked for stays."""
    await world.nudged()
    await world.services.membership.snooze(WORKSPACE, MEMBER, 20 * MINUTES)
    snoozed = (await world.member()).snoozed
    await slack.sees_huddle(on=True)
    await slack.sees_huddle(on=False)

    assert (await world.member()).snoozed == snoozed


async def test_a_snooze_of_ones_own_outlasts_the_meeting(world: World, slack: Slack) -> None:
    """It takes along what was held, and comes when it was asked for."""
    await world.join(plan=BOTH)
    await world.until_due()
    await slack.says(Busy.MEETING)
    await world.services.nudging.deliver_due(WORKSPACE)
    asked_for = world.clock.now() + 60 * MINUTES
    await world.services.membership.snooze(WORKSPACE, MEMBER, 60 * MINUTES)
    world.clock.advance(5 * MINUTES)
    await slack.says(None)

    nudge = await world.nudged()
    assert (nudge.due_at, nudge.kinds) == (asked_for, (Kind.STAND, Kind.SQUEEZE))


async def test_who_becomes_free_with_nothing_held_is_left_alone(world: World, slack: Slack) -> None:
    """A meeting between two slots moves none."""
    before = (await world.member()).next_slot
    await slack.says(Busy.MEETING)
    await slack.says(None)

    assert (await world.member()).next_slot == before


async def test_news_of_somebody_who_left_moves_nothing(world: World, slack: Slack) -> None:
    """They stay without a slot."""
    await slack.says(Busy.MEETING)
    await world.services.membership.leave(WORKSPACE, MEMBER, erase=False)
    await slack.says(None)

    assert (await world.member()).next_slot is None


async def test_a_nudge_that_waits_to_be_tried_again_is_dropped_in_a_meeting(
    world: World, slack: Slack, messenger: RecordingMessenger
) -> None:
    """What was welcome when it was first tried may not be any more."""
    due_at = await world.until_due()
    messenger.will(NotSent(retry_after=2 * MINUTES))
    await world.services.nudging.deliver_due(WORKSPACE)
    world.clock.advance(2 * MINUTES)
    await slack.says(Busy.MEETING, minutes=60)
    await world.services.nudging.deliver_due(WORKSPACE)

    nudge = await world.nudge(due_at)
    assert (nudge.delivery, nudge.silence) == (Delivery.SKIPPED, Silence.IN_A_MEETING)
    assert len(messenger.sent) == 1


async def test_a_paused_workspace_hears_nothing_until_the_pause_ends(world: World) -> None:
    """Slots pass in silence, and are not made up for."""
    await world.join()
    end = await world.until_due() + 59 * MINUTES
    await world.services.workspaces.pause(WORKSPACE, until=end)

    nudges = [await world.nudged() for _ in range(3)]

    assert [nudge.silence for nudge in nudges] == [Silence.WORKSPACE_PAUSED] * 2 + [None]


async def test_a_workspace_that_goes_on_is_nudged(world: World) -> None:
    """A pause that is taken back holds nobody."""
    await world.join()
    await world.services.workspaces.pause(WORKSPACE, until=world.clock.now() + 900 * MINUTES)
    await world.services.workspaces.pause(WORKSPACE, until=None)

    assert (await world.nudged()).delivery is Delivery.SENT
