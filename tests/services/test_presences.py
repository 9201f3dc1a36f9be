"""What Slack tells of people is known, as long as it can be believed and they are members."""

from datetime import timedelta

import pytest

from bot.domain.presence import UNSEEN, Busy, Presence
from bot.services.presences import Doing, DoNotDisturb, Told, _hear
from tests.builders import MEMBER, WORKSPACE
from tests.services.told import Slack
from tests.services.world import World

MINUTES = timedelta(minutes=1)


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


async def test_a_new_meeting_is_no_more_of_an_old_one(world: World, slack: Slack) -> None:
    """However long ago that began, and even if nobody told of its end."""
    await slack.says(Busy.MEETING, minutes=30)
    world.clock.advance(300 * MINUTES)
    await slack.says(Busy.MEETING)
    world.clock.advance(MINUTES)
    known = await world.services.presences.find(WORKSPACE, MEMBER)

    assert known.busy_with(world.clock.now()) is Busy.MEETING


async def test_an_absence_without_an_end_is_not_kept_for_ever(world: World, slack: Slack) -> None:
    """Not even if its news were lost and nobody confirms it."""
    await slack.says(Busy.AWAY)
    await world.services.presences.doubt(WORKSPACE)
    world.clock.advance(timedelta(days=60))
    known = await world.services.presences.find(WORKSPACE, MEMBER)

    assert known.busy_with(world.clock.now()) is None


async def test_who_left_is_nobodys_business(world: World, slack: Slack) -> None:
    """Slack tells of them, and nothing is taken down."""
    await world.services.membership.leave(WORKSPACE, MEMBER, erase=False)

    assert not await slack.tells(Doing(at=world.clock.now(), status=Busy.AWAY))
    assert await world.services.presences.find(WORKSPACE, MEMBER) is UNSEEN


async def test_what_was_known_goes_when_somebody_leaves(world: World, slack: Slack) -> None:
    """Nobody asks about them any more, whatever history they keep."""
    await slack.says(Busy.AWAY)
    await world.services.membership.leave(WORKSPACE, MEMBER, erase=False)

    assert (await world.rows())["presences"] == 0


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


async def test_news_of_somebody_who_is_just_being_erased_are_dropped(world: World) -> None:
    """They were there when the news came."""
    whose, now = (WORKSPACE, MEMBER), world.clock.now()
    told = Doing(at=now, status=Busy.AWAY)
    await world.services.workspaces.admit(WORKSPACE)
    await world.database.write_at_once(lambda connection: _hear(connection, whose, told, now=now))

    assert (await world.rows())["presences"] == 0
