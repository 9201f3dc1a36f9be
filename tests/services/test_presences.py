"""What Slack says of people keeps nudges away, and lets one through when it is over."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.domain.attention import ASKS_AGAIN, EDGE
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId
from bot.domain.nudge import Delivery, Silence
from bot.domain.presence import LONGEST_SPELL, UNSEEN, Busy, Presence
from bot.domain.work_hours import Window, same_every_day
from bot.services.ports import NotSent, Unknown, Unreachable
from bot.services.presences import (
    MOST_OF_EACH,
    STALE_AFTER,
    Doing,
    DoNotDisturb,
    Stale,
    Told,
    _hear,
    _note_asked,
)
from tests.builders import MEMBER, WORKSPACE
from tests.messengers import RecordingMessenger
from tests.services.world import BOTH, World

ALL_DAY = same_every_day((Window(0, 24 * 60),))
MINUTES = timedelta(minutes=1)


@dataclass
class Slack:
    """What Slack tells of one member, as time passes."""

    world: World

    async def tells(self, told: Told, member: MemberId = MEMBER) -> bool:
        """Tell something; return whether anybody cared."""
        return await self.world.services.presences.hear(WORKSPACE, member, told)

    async def says(self, status: Busy | None = None, *, minutes: int | None = None) -> None:
        """Tell of a status, perhaps with its end, or of none."""
        now = self.world.clock.now()
        until = None if minutes is None else now + minutes * MINUTES
        await self.tells(Doing(at=now, status=status, status_until=until))

    async def sees_huddle(self, *, on: bool) -> None:
        """Tell of the beginning or the end of a huddle."""
        await self.tells(Doing(at=self.world.clock.now(), in_huddle=on))

    async def mutes(self, *, minutes: int) -> None:
        """Tell that Do Not Disturb is on for so long."""
        now = self.world.clock.now()
        await self.tells(DoNotDisturb(at=now, start=now, end=now + minutes * MINUTES))


@pytest.fixture
async def slack(world: World) -> Slack:
    """Give what Slack tells of a member who has joined."""
    await world.join()
    return Slack(world)


async def test_who_never_joined_is_nobodys_business(world: World) -> None:
    """Nothing is kept of them."""
    slack = Slack(world)

    assert not await slack.tells(Doing(at=world.clock.now(), status=Busy.AWAY))
    assert (await world.rows())["presences"] == 0


async def test_what_is_told_is_known(world: World, slack: Slack) -> None:
    """Both kinds of news stand beside each other."""
    now = world.clock.now()
    await slack.says(Busy.MEETING, minutes=30)
    await slack.mutes(minutes=60)

    assert await world.services.presences.find(WORKSPACE, MEMBER) == Presence(
        status=Busy.MEETING,
        status_until=now + 30 * MINUTES,
        status_since=now,
        huddle_since=now,
        seen_at=now,
        dnd_start=now,
        dnd_end=now + 60 * MINUTES,
        dnd_seen_at=now,
    )


async def test_nothing_is_known_before_slack_tells(world: World) -> None:
    """A member is taken for free."""
    await world.join()

    assert await world.services.presences.find(WORKSPACE, MEMBER) is UNSEEN


@pytest.mark.parametrize("kind", [Doing, DoNotDisturb])
async def test_old_news_change_nothing(world: World, slack: Slack, kind: type[Told]) -> None:
    """Slack's events may overtake each other."""
    now = world.clock.now()
    await slack.says(Busy.MEETING)
    await slack.mutes(minutes=60)
    before = await world.services.presences.find(WORKSPACE, MEMBER)
    await slack.tells(kind(at=now - MINUTES))

    assert await world.services.presences.find(WORKSPACE, MEMBER) == before


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


async def test_nudges_become_rarer_when_nobody_answers(world: World) -> None:
    """After three in a row they are half as far apart again, after six twice as far."""
    await world.join(hours=ALL_DAY)
    sent = [(await world.nudged()).due_at for _ in range(10)]

    gaps = [(later - earlier) // MINUTES for earlier, later in pairwise(sent)]
    assert gaps == [30] * 3 + [45] * 3 + [60] * 3


async def test_an_answer_brings_the_plan_back(world: World) -> None:
    """Whatever the answer is."""
    await world.join(hours=ALL_DAY)
    nudge = [await world.nudged() for _ in range(7)][-1]
    await world.services.completions.skip(WORKSPACE, MEMBER, nudge.due_at, at=nudge.due_at)

    assert await world.until_due() == nudge.due_at + 30 * MINUTES


async def test_a_nudge_that_never_came_was_not_ignored(
    world: World, messenger: RecordingMessenger
) -> None:
    """Slack's refusals make nobody's plan rarer."""
    await world.join()
    await world.until_due()
    messenger.will(Unreachable(reason="user_disabled"))
    await world.nudged()

    assert (await world.member()).unanswered == 0


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


async def test_who_left_is_nobodys_business(world: World, slack: Slack) -> None:
    """Slack tells of them, and nothing is taken down."""
    await world.services.membership.leave(WORKSPACE, MEMBER, erase=False)

    assert not await slack.tells(Doing(at=world.clock.now(), status=Busy.AWAY))
    assert await world.services.presences.find(WORKSPACE, MEMBER) is UNSEEN


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


async def test_what_was_known_goes_when_somebody_leaves(world: World, slack: Slack) -> None:
    """Nobody asks about them any more, whatever history they keep."""
    await slack.says(Busy.AWAY)
    await world.services.membership.leave(WORKSPACE, MEMBER, erase=False)

    assert (await world.rows())["presences"] == 0


async def test_news_of_somebody_who_is_just_being_erased_are_dropped(world: World) -> None:
    """They were there when the news came."""
    whose, now = (WORKSPACE, MEMBER), world.clock.now()
    told = Doing(at=now, status=Busy.AWAY)
    await world.services.workspaces.admit(WORKSPACE)
    await world.database.write_at_once(lambda connection: _hear(connection, whose, told, now=now))

    assert (await world.rows())["presences"] == 0


async def stale(world: World, *, minutes: int = 600) -> list[Stale]:
    """Take the members whom Slack is to be asked about, with a slot in so many minutes."""
    now = world.clock.now()
    return await world.services.presences.take_stale(after=now, until=now + minutes * MINUTES)


async def test_who_was_never_heard_of_is_asked_about_once(world: World) -> None:
    """For some hours, whatever comes of it."""
    await world.join()

    assert await stale(world) == [Stale(workspace=WORKSPACE, member=MEMBER)]
    assert await stale(world) == []
    world.clock.advance(STALE_AFTER + MINUTES)
    await world.services.nudging.deliver_due(WORKSPACE)
    assert len(await stale(world)) == 1


async def test_only_who_has_a_slot_soon_is_asked_about(world: World) -> None:
    """Nobody else is about to be disturbed."""
    await world.join()

    assert await stale(world, minutes=5) == []


async def test_whose_profile_was_heard_of_is_told_apart(world: World, slack: Slack) -> None:
    """Their Do Not Disturb may be old all the same."""
    await slack.says(Busy.MEETING, minutes=1)

    assert [each.seen for each in await stale(world)] == [True]


async def test_few_of_a_workspace_are_asked_about_at_a_time(world: World) -> None:
    """The rest has its turn later."""
    await world.join_many(MOST_OF_EACH + 3)

    first, second = await stale(world), await stale(world)

    assert (len(first), len(second)) == (MOST_OF_EACH, 3)


async def test_after_lost_news_everybody_is_asked_about(world: World, slack: Slack) -> None:
    """What was known still counts until then."""
    await slack.says(Busy.AWAY)
    await stale(world)
    await world.services.presences.doubt(WORKSPACE)

    assert [each.seen for each in await stale(world)] == [False]
    assert (await world.nudged()).silence is Silence.AWAY


async def test_nobody_is_asked_about_in_a_workspace_that_left(world: World) -> None:
    """Its token is worth nothing."""
    await world.join()
    await world.services.workspaces.leave(WORKSPACE)

    assert await stale(world) == []


async def test_who_leaves_in_between_is_not_asked_about(world: World) -> None:
    """What is kept of them goes with them."""
    await world.join()
    near = {(WORKSPACE, MEMBER), (WORKSPACE, MemberId("UGONE"))}
    there = await world.database.write_at_once(
        lambda connection: _note_asked(connection, near, at=world.clock.now())
    )

    assert set(there) == {(WORKSPACE, MEMBER)}


async def test_an_end_that_is_far_away_is_not_simply_believed(world: World, slack: Slack) -> None:
    """News that it came sooner may be lost, so that slots go on to ask."""
    await slack.says(Busy.AWAY, minutes=21 * 24 * 60)
    await world.nudged()
    started = world.clock.now()

    assert await world.until_due() - started < ASKS_AGAIN + timedelta(hours=1)


async def test_a_new_meeting_is_no_more_of_an_old_one(world: World, slack: Slack) -> None:
    """However long ago that began, and even if nobody told of its end."""
    await slack.says(Busy.MEETING, minutes=30)
    world.clock.advance(300 * MINUTES)
    await slack.says(Busy.MEETING)
    world.clock.advance(MINUTES)
    known = await world.services.presences.find(WORKSPACE, MEMBER)

    assert known.busy_with(world.clock.now()) is Busy.MEETING


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


async def test_an_absence_without_an_end_is_not_kept_for_ever(world: World, slack: Slack) -> None:
    """Not even if its news were lost and nobody confirms it."""
    await slack.says(Busy.AWAY)
    await world.services.presences.doubt(WORKSPACE)
    world.clock.advance(timedelta(days=60))
    known = await world.services.presences.find(WORKSPACE, MEMBER)

    assert known.busy_with(world.clock.now()) is None


async def test_who_has_just_left_is_not_written_about(world: World, slack: Slack) -> None:
    """Even if the news was on its way in."""
    await world.services.membership.leave(WORKSPACE, MEMBER, erase=False)
    now = world.clock.now()
    doing = Doing(at=now, status=Busy.AWAY)
    await world.database.write_at_once(
        lambda connection: _hear(connection, (WORKSPACE, MEMBER), doing, now=now)
    )

    assert (await world.rows())["presences"] == 0
    assert slack.world is world


async def test_two_processes_do_not_ask_about_the_same_people(world: World) -> None:
    """Whoever comes second finds that it is done."""
    await world.join()
    near = {(WORKSPACE, MEMBER)}
    asked = [
        await world.database.write_at_once(
            lambda connection: _note_asked(connection, near, at=world.clock.now())
        )
        for _ in range(2)
    ]

    assert [set(each) for each in asked] == [near, set()]


async def test_a_nudge_that_was_dropped_was_not_ignored(
    world: World, slack: Slack, messenger: RecordingMessenger
) -> None:
    """Nor was one of which nobody knows whether it came."""
    await world.until_due()
    messenger.will(NotSent(retry_after=2 * MINUTES))
    await world.services.nudging.deliver_due(WORKSPACE)
    world.clock.advance(2 * MINUTES)
    await slack.says(Busy.MEETING, minutes=20)
    await world.services.nudging.deliver_due(WORKSPACE)
    dropped = (await world.member()).unanswered
    await slack.says(None)
    messenger.will(Unknown())
    await world.nudged()

    assert (dropped, (await world.member()).unanswered) == (0, 0)
