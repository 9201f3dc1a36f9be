"""Slack is asked about few people at a time: those of whom nothing was heard and who are due."""

from datetime import timedelta

from bot.domain.ids import MemberId
from bot.domain.nudge import Silence
from bot.domain.presence import Busy
from bot.services.presences import MOST_OF_EACH, STALE_AFTER, Stale, _note_asked
from tests.builders import MEMBER, WORKSPACE
from tests.services.told import Slack
from tests.services.world import World

MINUTES = timedelta(minutes=1)


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
