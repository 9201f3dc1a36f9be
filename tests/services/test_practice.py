"""The practice nudge: it comes at once, shows the gesture, and counts in nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.exercise import Kind
from bot.domain.nudge import Delivery, Nudge, Silence
from bot.domain.plan import SelfcareEvery
from bot.domain.score import Tally
from bot.services import Services
from bot.services.errors import NotOptedInError
from bot.services.nudging import LEASE
from bot.services.ports import Delivered, NotSent, Revoked
from bot.services.views import Change
from tests.builders import MEMBER, WORKSPACE, a_plan
from tests.messengers import RecordingMessenger
from tests.services.world import BOTH, World

SOON = NotSent(retry_after=timedelta(minutes=2))


async def test_it_comes_at_once(world: World, services: Services) -> None:
    """Whatever the hour, the practice nudge goes out, marked as such."""
    await world.join()
    outcome = await services.nudging.practise(WORKSPACE, MEMBER)

    nudge = await world.nudge(world.clock.now())
    assert isinstance(outcome, Delivered)
    assert nudge.message == outcome.message
    assert nudge.practice
    assert nudge.delivery is Delivery.SENT
    assert nudge.due_at == world.clock.now()


async def test_it_asks_for_what_repeats(world: World) -> None:
    """It shows the exercises that will come through the day."""
    await world.join(plan=BOTH)
    await world.services.nudging.practise(WORKSPACE, MEMBER)

    assert (await world.nudge(world.clock.now())).kinds == (Kind.STAND, Kind.SQUEEZE)


async def test_a_plan_that_repeats_nothing_practises_what_it_has(world: World) -> None:
    """A plan of walks alone practises a walk."""
    await world.join(
        plan=a_plan(stand_minutes=None, squeeze_minutes=None, walks=1, selfcare=SelfcareEvery.OFF)
    )
    await world.services.nudging.practise(WORKSPACE, MEMBER)

    assert (await world.nudge(world.clock.now())).kinds == (Kind.WALK,)


async def test_it_counts_in_no_score(world: World, services: Services) -> None:
    """Neither its asking nor its completing nor taking that back is counted."""
    nudge = await _practised(world)
    now = world.clock.now()
    change = await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=now)
    done = await world.tally()
    today = (await services.profile.overview(WORKSPACE, MEMBER)).today
    await services.completions.undo(WORKSPACE, MEMBER, nudge.due_at, at=now)

    assert isinstance(change, Change)
    assert done == await world.tally() == Tally()
    assert today == {}


async def test_an_answer_before_its_record_counts_in_no_score(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A practice nudge answered before its sending is on record asks for nothing either."""
    await world.join()
    messenger.will(RuntimeError("a bug"))
    with pytest.raises(RuntimeError):
        await services.nudging.practise(WORKSPACE, MEMBER)
    now = world.clock.now()
    await services.completions.complete(WORKSPACE, MEMBER, now, at=now)

    assert (await world.nudge(now)).delivery is Delivery.SENT
    assert await world.tally() == Tally()


async def test_the_next_nudge_keeps_its_distance(world: World, services: Services) -> None:
    """No nudge follows a practice nudge within ten minutes."""
    await world.join()
    due_at = await world.until_due()
    world.clock.set(due_at - timedelta(minutes=1))
    await services.nudging.practise(WORKSPACE, MEMBER)

    slot = (await world.member()).next_slot
    assert slot is not None
    assert slot.at >= world.clock.now() + timedelta(minutes=10)


async def test_only_members_practise(world: World, services: Services) -> None:
    """Who is not in, or has left, gets none."""
    with pytest.raises(NotOptedInError):
        await services.nudging.practise(WORKSPACE, MEMBER)
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    with pytest.raises(NotOptedInError):
        await services.nudging.practise(WORKSPACE, MEMBER)


async def test_one_refused_is_tried_again_at_any_hour(world: World, services: Services) -> None:
    """Outside work hours too, a practice nudge that Slack put off comes a little later."""
    world.messenger.will(SOON)
    nudge = await _practised(world)
    world.clock.advance(timedelta(minutes=2))

    assert nudge.delivery is Delivery.DUE
    assert await services.nudging.deliver_due(WORKSPACE) == 1


async def test_one_refused_does_not_reach_who_left(world: World, services: Services) -> None:
    """Who leaves before their practice nudge gets through is left alone."""
    world.messenger.will(SOON)
    nudge = await _practised(world)
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    world.clock.advance(timedelta(minutes=2))
    await services.nudging.deliver_due(WORKSPACE)

    assert (await world.nudge(nudge.due_at)).silence is Silence.NOT_OPTED_IN


async def test_one_refused_does_not_come_late(world: World, services: Services) -> None:
    """A practice nudge that would come after its window is skipped."""
    world.messenger.will(SOON)
    nudge = await _practised(world)
    world.clock.set(datetime(2026, 3, 2, 10, 0, tzinfo=UTC))
    await services.nudging.deliver_due(WORKSPACE)

    assert (await world.nudge(nudge.due_at)).silence is Silence.LATE


async def test_two_asked_for_at_once_are_one(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Asking twice in one instant sends one."""
    await _practised(world)
    again = await services.nudging.practise(WORKSPACE, MEMBER)

    assert isinstance(again, NotSent)
    assert len(messenger.sent) == 1


async def test_one_whose_sender_broke_is_given_up(world: World, services: Services) -> None:
    """A practice nudge of unknown fate is not sent again."""
    await world.join()
    world.messenger.will(RuntimeError("a bug"))
    with pytest.raises(RuntimeError):
        await services.nudging.practise(WORKSPACE, MEMBER)
    due_at = world.clock.now()
    world.clock.advance(LEASE)

    assert await services.nudging.give_up_lost() == 1
    assert (await world.nudge(due_at)).delivery is Delivery.UNKNOWN


async def test_a_revoked_token_shows_here_too(world: World, services: Services) -> None:
    """A token found revoked while practising stops the workspace."""
    world.messenger.will(Revoked())
    await _practised(world)
    await world.until_due()

    assert await services.nudging.list_due_workspaces() == []


async def test_a_command_answers_it(world: World, services: Services) -> None:
    """Logging a stand right after joining answers the practice nudge, and counts in no score."""
    nudge = await _practised(world)
    taken = await services.completions.done(WORKSPACE, MEMBER, (Kind.STAND,), at=world.clock.now())

    assert isinstance(taken, Change)
    assert taken.card.nudge.due_at == nudge.due_at
    assert await world.tally() == Tally()


async def _practised(world: World) -> Nudge:
    await world.join()
    await world.services.nudging.practise(WORKSPACE, MEMBER)
    return await world.nudge(world.clock.now())
