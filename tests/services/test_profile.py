"""What a person sees of themselves."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.exercise import Kind
from bot.domain.presence import Busy, Doing
from bot.domain.score import Tally
from bot.services import Services
from bot.services.ports import Unknown
from bot.services.views import Around
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE
from tests.services.world import BOTH, World

TODAY = date(2026, 3, 2)


async def test_who_never_joined_has_no_figures(world: World, services: Services) -> None:
    """Somebody who never joined sees zeros and no state."""
    overview = await services.profile.overview(WORKSPACE, MEMBER)

    assert overview.now == world.clock.now()
    assert overview.member is None
    assert (overview.today, overview.week, overview.before) == ({}, Tally(), Tally())
    assert (overview.streak.days, overview.doubtful_posts, overview.boards) == (0, (), ())


async def test_today_is_told_by_kind(world: World, services: Services) -> None:
    """Asked, completed and logged today, each by exercise."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    now = world.clock.now()
    await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=now, kinds=(Kind.STAND,)
    )
    await services.completions.done(WORKSPACE, MEMBER, (Kind.WALK,), at=now)
    overview = await services.profile.overview(WORKSPACE, MEMBER)

    assert overview.member == await world.member()
    assert overview.today == {
        Kind.STAND: Tally(asked=1, completed=1),
        Kind.SQUEEZE: Tally(asked=1),
        Kind.WALK: Tally(logged=1),
    }
    assert overview.week == Tally(asked=2, completed=1, logged=1)


async def test_what_reached_nobody_is_not_in_today(world: World, services: Services) -> None:
    """A nudge of unknown fate is no ask."""
    await world.join()
    world.messenger.will(Unknown())
    await world.nudged()

    assert (await services.profile.overview(WORKSPACE, MEMBER)).today == {}


async def test_today_ends_at_local_midnight(world: World, services: Services) -> None:
    """What was done late yesterday, by the member's own clock, is not of today."""
    await world.join(zone="America/Los_Angeles")
    evening = datetime(2026, 3, 3, 7, 30, tzinfo=UTC)  # half past eleven on Monday, there
    world.clock.set(evening)
    await services.completions.done(WORKSPACE, MEMBER, (Kind.STAND,), at=evening)
    monday = (await services.profile.overview(WORKSPACE, MEMBER)).today
    world.clock.set(evening + timedelta(hours=1))

    assert monday == {Kind.STAND: Tally(logged=1)}
    assert (await services.profile.overview(WORKSPACE, MEMBER)).today == {}


async def test_the_week_and_the_weeks_before_do_not_overlap(
    world: World, services: Services
) -> None:
    """Seven days with today, and the four weeks before those."""
    await world.join()
    for ago, asked in ((0, 1), (6, 10), (7, 100), (34, 1000), (35, 10000)):
        await world.count_days({MEMBER: Tally(asked=asked)}, day=TODAY - timedelta(days=ago))
    overview = await services.profile.overview(WORKSPACE, MEMBER)

    assert overview.week == Tally(asked=11)
    assert overview.before == Tally(asked=1100)


async def test_the_streak_counts_days_in_a_row(world: World, services: Services) -> None:
    """Three days with the goal met are a streak of three."""
    await world.join()
    for ago in (0, 3, 4):
        await world.count_days(
            {MEMBER: Tally(asked=4, completed=2)}, day=TODAY - timedelta(days=ago)
        )

    assert (await services.profile.overview(WORKSPACE, MEMBER)).streak.days == 3


async def test_nobody_sees_anothers_figures(world: World, services: Services) -> None:
    """The overview is of one person alone."""
    await world.join()
    await world.join(OTHER_MEMBER)
    await services.completions.done(WORKSPACE, OTHER_MEMBER, (Kind.STAND,), at=world.clock.now())

    assert (await services.profile.overview(WORKSPACE, MEMBER)).week == Tally()
    assert (await services.profile.overview(WORKSPACE, OTHER_MEMBER)).week == Tally(logged=1)


async def test_what_keeps_it_quiet_is_in_the_overview(world: World) -> None:
    """What Slack says, the pause of the workspace, and the newest slot that it silenced."""
    await world.join()
    end = await world.until_due() + timedelta(hours=1)
    await world.services.workspaces.pause(WORKSPACE, until=end)
    told = Doing(at=world.clock.now(), status=Busy.MEETING)
    await world.services.presences.hear(WORKSPACE, MEMBER, told)
    silent = await world.nudged()

    overview = await world.services.profile.overview(WORKSPACE, MEMBER)

    assert overview.presence.status is Busy.MEETING
    assert overview.workspace_paused_until == end
    assert overview.left_out == silent
    assert await world.services.profile.around(await world.member()) == Around(
        now=overview.now, presence=overview.presence, workspace_paused_until=end
    )


async def test_a_slot_that_was_silent_is_told_until_a_nudge_comes(world: World) -> None:
    """Then it is old news."""
    await world.join()
    await world.until_due()
    now = world.clock.now()
    told = Doing(at=now, status=Busy.FOCUS, status_until=now + timedelta(minutes=20))
    await world.services.presences.hear(WORKSPACE, MEMBER, told)
    await world.nudged()
    await world.nudged()

    assert (await world.services.profile.overview(WORKSPACE, MEMBER)).left_out is None
