"""The eight-week programme: who begins it, and what counts."""

from datetime import date, timedelta

import pytest

from bot.domain.exercise import Kind
from bot.services import Services
from bot.services.errors import NotOptedInError
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE, at
from tests.services.world import BOTH, World

TODAY = date(2026, 3, 2)


async def test_a_programme_begins_on_the_members_own_day(world: World, services: Services) -> None:
    """Which may be another than that of the server."""
    world.clock.set(at("2026-03-02 23:30"))
    await world.join(zone="Asia/Tokyo")

    progress, newly = await services.programmes.start(WORKSPACE, MEMBER)

    assert newly
    assert progress.is_running
    assert progress.today == date(2026, 3, 3)
    assert (await world.member()).programme_since == date(2026, 3, 3)


async def test_beginning_twice_does_not_begin_again(world: World, services: Services) -> None:
    """Week one is not repeated by a slip."""
    await world.join()
    await services.programmes.start(WORKSPACE, MEMBER)
    world.clock.set(world.clock.now() + timedelta(days=10))

    progress, newly = await services.programmes.start(WORKSPACE, MEMBER)

    assert not newly
    assert progress.member.programme_since == TODAY


async def test_a_finished_programme_can_begin_again(world: World, services: Services) -> None:
    """From week one."""
    await world.join()
    await services.programmes.start(WORKSPACE, MEMBER)
    world.clock.set(world.clock.now() + timedelta(weeks=8))
    assert not (await services.programmes.find(WORKSPACE, MEMBER)).is_running

    _, newly = await services.programmes.start(WORKSPACE, MEMBER)

    assert newly
    assert (await world.member()).programme_since == TODAY + timedelta(weeks=8)


async def test_stopping_ends_it_and_says_whether_one_ran(world: World, services: Services) -> None:
    """At once, and for good."""
    await world.join()
    await services.programmes.start(WORKSPACE, MEMBER)

    assert await services.programmes.stop(WORKSPACE, MEMBER)
    assert not await services.programmes.stop(WORKSPACE, MEMBER)
    assert (await world.member()).programme_since is None


async def test_squeezes_count_by_day_asked_for_or_not(world: World, services: Services) -> None:
    """Those of seven days, and nothing but squeezes."""
    await world.join(plan=BOTH)
    now = world.clock.now()
    await services.completions.done(WORKSPACE, MEMBER, (Kind.SQUEEZE,), at=now)
    world.clock.set(now + timedelta(days=7))
    await services.nudging.deliver_due(WORKSPACE)  # last week's slot passes in silence
    nudge = await world.nudged()
    await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now(), kinds=nudge.kinds
    )
    later = world.clock.now() + timedelta(minutes=15)
    world.clock.set(later)
    await services.completions.done(WORKSPACE, MEMBER, (Kind.SQUEEZE, Kind.WALK), at=later)

    progress = await services.programmes.find(WORKSPACE, MEMBER)

    assert progress.today == TODAY + timedelta(days=7)
    assert progress.rounds == {TODAY + timedelta(days=7): 2}


async def test_a_late_evening_counts_where_the_member_is(world: World, services: Services) -> None:
    """Their day ends at their midnight."""
    await world.join(zone="America/Los_Angeles")
    evening = at("2026-03-03 07:30")  # half past eleven on Monday, there
    world.clock.set(evening)
    await services.completions.done(WORKSPACE, MEMBER, (Kind.SQUEEZE,), at=evening)

    assert (await services.programmes.find(WORKSPACE, MEMBER)).rounds == {TODAY: 1}


async def test_it_is_for_members_alone(world: World, services: Services) -> None:
    """Nobody begins, stops or sees one who has not joined, or has left."""
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)

    for member in (MEMBER, OTHER_MEMBER):
        with pytest.raises(NotOptedInError):
            await services.programmes.start(WORKSPACE, member)
        with pytest.raises(NotOptedInError):
            await services.programmes.stop(WORKSPACE, member)
        with pytest.raises(NotOptedInError):
            await services.programmes.find(WORKSPACE, member)


async def test_changing_settings_leaves_the_programme_as_it_is(
    world: World, services: Services
) -> None:
    """Another plan is no end of it."""
    await world.join()
    await services.programmes.start(WORKSPACE, MEMBER)

    await world.join(plan=BOTH)

    assert (await world.member()).programme_since == TODAY
