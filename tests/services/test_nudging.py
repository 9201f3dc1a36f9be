"""What is due goes out once, on time, and what came of it is written down."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.exercise import Kind
from bot.domain.ids import WorkspaceId
from bot.domain.nudge import Delivery, Silence
from bot.domain.score import Tally
from bot.services import Services
from bot.services.nudging import BATCH, LEASE
from bot.services.ports import NotSent, Revoked, Unknown, Unreachable
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE, a_plan
from tests.messengers import RecordingMessenger
from tests.services.world import BOTH, World

OTHER_WORKSPACE = WorkspaceId("T0OTHER")
SOON = NotSent(retry_after=timedelta(minutes=2))


async def test_what_is_due_is_sent_and_recorded(world: World) -> None:
    """A slot that has come becomes a nudge, sent with its message on record."""
    await world.join()

    nudge = await world.nudged()

    assert nudge.delivery is Delivery.SENT
    assert nudge.message is not None
    assert nudge.sent_at == world.clock.now()
    assert nudge.kinds == (Kind.STAND,)


async def test_what_is_not_due_is_not_sent(world: World, messenger: RecordingMessenger) -> None:
    """Before the slot nothing goes out."""
    await world.join()
    due_at = await world.until_due()
    world.clock.set(due_at - timedelta(seconds=1))

    assert await world.services.nudging.deliver_due(WORKSPACE) == 0
    assert messenger.sent == []


async def test_a_workspace_with_something_due_is_listed(world: World, services: Services) -> None:
    """The tick hears of a workspace as soon as a slot has come, and not before."""
    await world.join()
    before = await services.nudging.list_due_workspaces()
    await world.until_due()

    assert before == []
    assert await services.nudging.list_due_workspaces() == [WORKSPACE]


async def test_the_next_slot_is_planned_with_the_claim(
    world: World, messenger: RecordingMessenger
) -> None:
    """Before the message is even on its way, the member's next slot is on record."""
    await world.join()
    due_at = await world.until_due()
    planned: list[datetime] = []

    async def look(_card: object) -> Unknown:
        slot = (await world.member()).next_slot
        planned.extend([slot.at] if slot is not None else [])
        return Unknown()

    messenger.on_send = look
    await world.services.nudging.deliver_due(WORKSPACE)

    assert planned == [due_at + timedelta(minutes=30)]


async def test_a_slot_is_delivered_once(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Asking again at the same instant finds nothing more to send."""
    await world.join()
    await world.nudged()

    assert await services.nudging.deliver_due(WORKSPACE) == 0
    assert len(messenger.sent) == 1


async def test_only_what_was_delivered_counts(world: World, services: Services) -> None:
    """Of two members due, the one whose message was not taken is not in the count."""
    await world.join()
    await world.join(OTHER_MEMBER)
    await _both_due(world)
    world.messenger.will_for(OTHER_MEMBER, Unknown())

    assert await services.nudging.deliver_due(WORKSPACE) == 1


async def test_more_than_a_batch_goes_out_batch_by_batch(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """However many are due, all of them go out, each once, and it is said when nothing is left."""
    people = await world.join_many(2 * BATCH)
    world.clock.set(datetime(2026, 3, 2, 9, 40, tzinfo=UTC))
    more = [await services.nudging.deliver_due(WORKSPACE) for _ in range(3)]

    sent = [card.nudge.member for card in messenger.sent]
    assert more == [True, True, False]
    assert len(sent) == len(set(sent)) > 0
    assert await services.nudging.list_due_workspaces() == []
    assert set(sent) <= set(people)


async def test_a_whole_batch_of_late_slots_does_not_hold_up_the_rest(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """After a long downtime the slots that are still in time go out at once."""
    await world.join_many(BATCH)
    world.clock.advance(timedelta(hours=3))
    await world.join(MEMBER)
    await world.until_due()

    while await services.nudging.deliver_due(WORKSPACE):
        pass
    assert [card.nudge.member for card in messenger.sent] == [MEMBER]


async def test_a_late_slot_is_skipped(world: World, messenger: RecordingMessenger) -> None:
    """A slot found after its window is skipped, and the reason kept."""
    await world.join()
    due_at = await world.until_due()
    world.clock.advance(timedelta(minutes=10))

    await world.services.nudging.deliver_due(WORKSPACE)

    nudge = await world.nudge(due_at)
    assert (nudge.delivery, nudge.silence) == (Delivery.SKIPPED, Silence.LATE)
    assert messenger.sent == []
    slot = (await world.member()).next_slot
    assert slot is not None
    assert slot.at > world.clock.now()


async def test_a_slot_within_its_window_is_sent(world: World) -> None:
    """A slot found a little late is still welcome."""
    await world.join()
    due_at = await world.until_due()
    world.clock.advance(timedelta(minutes=9, seconds=59))

    await world.services.nudging.deliver_due(WORKSPACE)

    assert (await world.nudge(due_at)).delivery is Delivery.SENT


async def test_a_downtime_is_not_made_up_for(world: World, messenger: RecordingMessenger) -> None:
    """After a night without the bot at most one nudge comes, and none of the day before."""
    await world.join()
    await world.until_due()
    world.clock.advance(timedelta(days=1))

    await world.services.nudging.deliver_due(WORKSPACE)

    assert messenger.sent == []


async def test_a_refused_nudge_waits_as_long_as_slack_said(
    world: World, services: Services
) -> None:
    """A nudge that certainly did not go out is tried again after the wait, not before."""
    await world.join()
    world.messenger.will(SOON)
    nudge = await world.nudged()
    world.clock.advance(timedelta(minutes=2) - timedelta(seconds=1))
    early = await services.nudging.deliver_due(WORKSPACE)
    listed_early = await services.nudging.list_due_workspaces()
    world.clock.advance(timedelta(seconds=1))
    listed = await services.nudging.list_due_workspaces()

    assert nudge.delivery is Delivery.DUE
    assert (early, listed_early, listed) == (0, [], [WORKSPACE])
    assert await services.nudging.deliver_due(WORKSPACE) == 1
    assert (await world.nudge(nudge.due_at)).delivery is Delivery.SENT


async def test_a_nudge_refused_past_its_window_is_skipped(world: World) -> None:
    """A nudge that could only go out late is skipped instead."""
    await world.join()
    world.messenger.will(NotSent(retry_after=timedelta(minutes=10)))

    nudge = await world.nudged()

    assert (nudge.delivery, nudge.silence) == (Delivery.SKIPPED, Silence.LATE)


async def test_a_retry_that_comes_late_is_skipped(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A nudge to be tried again is not sent once its window has passed meanwhile."""
    await world.join()
    messenger.will(SOON)
    nudge = await world.nudged()
    world.clock.advance(timedelta(minutes=11))

    await services.nudging.deliver_due(WORKSPACE)

    after = await world.nudge(nudge.due_at)
    assert (after.delivery, after.silence) == (Delivery.SKIPPED, Silence.LATE)
    assert len(messenger.sent) == 1


async def test_a_wait_of_nothing_does_not_spin(world: World, messenger: RecordingMessenger) -> None:
    """Being told to wait for no time at all is not answered by asking again at once, for ever."""
    await world.join()
    await world.until_due()
    messenger.will(*[NotSent(retry_after=timedelta())] * 50)

    await world.services.nudging.deliver_due(WORKSPACE)

    assert len(messenger.sent) == 1


async def test_an_unknown_outcome_is_never_sent_again(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A missed nudge is harmless, a doubled one is not."""
    await world.join()
    messenger.will(Unknown())
    nudge = await world.nudged()
    for _ in range(20):
        world.clock.advance(timedelta(minutes=1))
        await services.nudging.give_up_lost()
        await services.nudging.deliver_due(WORKSPACE)

    assert (await world.nudge(nudge.due_at)).delivery is Delivery.UNKNOWN
    assert [card.nudge.due_at for card in messenger.sent] == [nudge.due_at]


@pytest.mark.parametrize("outcome", [Unknown(), SOON, Unreachable(reason="user_not_found")])
async def test_only_a_nudge_that_went_out_asks(
    world: World, outcome: Unknown | NotSent | Unreachable
) -> None:
    """What did not reach anybody is not in the count of what was asked."""
    await world.join()
    world.messenger.will(outcome)
    await world.nudged()

    assert await world.tally() == Tally()


async def test_every_kind_that_went_out_is_asked(world: World) -> None:
    """A merged nudge asks for each of its kinds."""
    await world.join(plan=BOTH)
    await world.nudged()

    assert await world.tally() == Tally(asked=2)


async def test_an_unreachable_member_rests_until_tomorrow(world: World) -> None:
    """Who is not there is not tried again on the same day."""
    await world.join()
    world.messenger.will(Unreachable(reason="user_disabled"))
    nudge = await world.nudged()

    slot = (await world.member()).next_slot
    assert nudge.delivery is Delivery.UNREACHABLE
    assert slot is not None
    assert slot.at.date() == nudge.due_at.date() + timedelta(days=1)


async def test_a_revoked_token_stops_the_workspace(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Once Slack no longer takes the token, nothing is due in that workspace, nor sent."""
    await world.join()
    messenger.will(Revoked())
    nudge = await world.nudged()
    await world.until_due()

    assert await services.nudging.list_due_workspaces() == []
    assert await services.nudging.deliver_due(WORKSPACE) == 0
    assert len(messenger.sent) == 1
    assert nudge.silence is Silence.WORKSPACE_GONE


async def test_a_revoked_token_ends_the_delivery_under_way(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """After the batch in which the token turned out to be revoked, no other is tried."""
    await world.join_many(BATCH + 1)
    world.clock.set(datetime(2026, 3, 2, 9, 9, tzinfo=UTC))
    messenger.will(*[Revoked()] * (BATCH + 1))
    await services.nudging.deliver_due(WORKSPACE)
    world.clock.set(datetime(2026, 3, 2, 9, 40, tzinfo=UTC))
    await services.nudging.deliver_due(WORKSPACE)

    assert len(messenger.sent) <= BATCH


async def test_a_workspace_let_in_again_goes_on(world: World, services: Services) -> None:
    """A new token makes up for the one that was revoked."""
    await world.join()
    world.messenger.will(Revoked())
    await world.nudged()
    await services.workspaces.admit(WORKSPACE)

    assert (await world.nudged()).delivery is Delivery.SENT


async def test_workspaces_are_delivered_apart(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Delivering one workspace leaves the other's members alone."""
    await services.workspaces.admit(OTHER_WORKSPACE)
    await world.join()
    await world.join(workspace=OTHER_WORKSPACE)
    await world.until_due()

    await services.nudging.deliver_due(OTHER_WORKSPACE)

    assert [
        card.nudge.workspace for card in messenger.sent if card.nudge.workspace == WORKSPACE
    ] == []


async def test_who_left_is_not_sent_what_was_to_be_tried_again(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A nudge waiting to be tried again does not reach somebody who left meanwhile."""
    await world.join()
    messenger.will(SOON)
    nudge = await world.nudged()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    world.clock.advance(timedelta(minutes=2))
    await services.nudging.deliver_due(WORKSPACE)

    assert (await world.nudge(nudge.due_at)).silence is Silence.NOT_OPTED_IN
    assert len(messenger.sent) == 1


async def test_who_paused_is_not_sent_what_was_to_be_tried_again(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A nudge waiting to be tried again does not reach somebody who paused meanwhile."""
    await world.join()
    messenger.will(SOON)
    nudge = await world.nudged()
    await services.membership.pause(WORKSPACE, MEMBER, "today")
    world.clock.advance(timedelta(minutes=2))
    await services.nudging.deliver_due(WORKSPACE)

    assert (await world.nudge(nudge.due_at)).silence is Silence.PAUSED
    assert len(messenger.sent) == 1


async def test_a_slot_outside_hours_is_skipped(world: World, messenger: RecordingMessenger) -> None:
    """A slot whose turn comes just after the work hours is not sent any more."""
    await world.join()
    world.clock.set(datetime(2026, 3, 2, 12, 0, tzinfo=UTC))
    await world.services.membership.resume(WORKSPACE, MEMBER)
    due_at = await world.until_due()
    world.clock.set(datetime(2026, 3, 2, 12, 30, tzinfo=UTC))
    await world.services.nudging.deliver_due(WORKSPACE)

    assert messenger.sent == []
    assert (await world.nudge(due_at)).delivery is Delivery.SKIPPED


async def test_exercises_take_turns(world: World) -> None:
    """Nudge after nudge the exercise is another one."""
    await world.join()
    keys = [(await world.nudged()).exercises for _ in range(4)]

    assert len(set(keys)) == 4


async def test_the_card_shows_the_member_as_planned(
    world: World, messenger: RecordingMessenger
) -> None:
    """What is drawn knows of the nudge that it is about to be."""
    await world.join()
    nudge = await world.nudged()

    card = messenger.sent[0]
    assert card.member.nudges == 1
    assert card.member.last_nudge_at == nudge.due_at
    assert card.nudge.delivery is Delivery.SENDING


async def test_what_is_tried_again_is_on_its_way_again(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A nudge that is tried again is as good as a new one."""
    await world.join()
    messenger.will(SOON)
    await world.nudged()
    world.clock.advance(timedelta(minutes=2))
    await services.nudging.deliver_due(WORKSPACE)

    assert [card.nudge.delivery for card in messenger.sent] == [Delivery.SENDING] * 2


async def _both_due(world: World) -> None:
    slots = [(await world.member(member)).next_slot for member in (MEMBER, OTHER_MEMBER)]
    apart = max(slot.at for slot in slots if slot is not None)
    assert apart - min(slot.at for slot in slots if slot is not None) < timedelta(minutes=10)
    world.clock.set(apart)


def test_a_lease_outlives_every_window() -> None:
    """Whoever holds a nudge may send it until its window ends, and nobody gives it up before."""
    assert timedelta(minutes=10) <= LEASE


async def test_a_nudge_sent_late_keeps_the_next_at_a_distance(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """After a second try late in the window, the next slot is not minutes away."""
    await world.join(plan=a_plan(stand_minutes=10, budget=6))
    due_at = await world.until_due()
    messenger.will(NotSent(retry_after=timedelta(minutes=4)))
    await services.nudging.deliver_due(WORKSPACE)
    world.clock.advance(timedelta(minutes=4))
    await services.nudging.deliver_due(WORKSPACE)

    sent_at = (await world.nudge(due_at)).sent_at
    following = (await world.member()).next_slot
    assert sent_at == due_at + timedelta(minutes=4)
    assert following is not None
    assert following.at - sent_at >= timedelta(minutes=9)
