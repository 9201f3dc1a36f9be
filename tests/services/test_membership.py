"""Joining, settings, pausing and leaving, by the person themselves and at once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.exercise import Kind
from bot.domain.ids import ChannelId, MemberId, WorkspaceId
from bot.domain.leaderboard import BoardSchedule
from bot.domain.member import OptIn, SettingsError
from bot.domain.nudge import Answer
from bot.domain.pause import PauseError
from bot.domain.plan import DEFAULT_PLAN
from bot.domain.score import Tally
from bot.domain.work_hours import WorkHours
from bot.domain.zone import zone_named
from bot.services import Services
from bot.services.errors import NotOptedInError, UnknownWorkspaceError
from bot.services.ports import Unknown
from bot.services.presences import Doing
from bot.storage.tables import metadata
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE, a_message, a_plan, some_settings
from tests.services.world import BOTH, World

ABOUT_MEMBERS = tuple(
    table.name for table in metadata.sorted_tables if {"member_id", "set_by"} & set(table.c.keys())
)
BOARD = ChannelId("C0BOARD")
NOBODY = MemberId("U0NOBODY")
TEN = timedelta(minutes=10)


@pytest.mark.usefixtures("world")
async def test_joining_plans_the_first_slot(services: Services) -> None:
    """Who joins has a slot ahead at once."""
    joined = await services.membership.join(WORKSPACE, MEMBER, some_settings())

    assert joined.newly
    assert joined.member.opt_in is OptIn.ACTIVE
    assert joined.member.next_slot is not None
    assert await services.membership.find(WORKSPACE, MEMBER) == joined.member


async def test_who_never_joined_is_not_found(services: Services) -> None:
    """Nobody is a member before they say so."""
    assert await services.membership.find(WORKSPACE, MEMBER) is None


async def test_nobody_joins_an_unknown_workspace(services: Services) -> None:
    """A workspace that has gone takes nobody in."""
    with pytest.raises(UnknownWorkspaceError):
        await services.membership.join(WorkspaceId("T0GONE"), MEMBER, some_settings())


async def test_new_settings_plan_afresh_at_once(world: World, services: Services) -> None:
    """A longer interval moves the slot that was planned by the shorter one."""
    before = await world.join(plan=a_plan(stand_minutes=30))
    await world.nudged()
    joined = await services.membership.join(
        WORKSPACE, MEMBER, some_settings(plan=a_plan(stand_minutes=60))
    )

    assert not joined.newly
    assert joined.member.joined_at == before.joined_at
    assert joined.member.next_slot is not None
    assert joined.member.next_slot.at == world.clock.now() + timedelta(hours=1)


async def test_a_pause_outlives_new_settings(world: World, services: Services) -> None:
    """Changing settings in a pause does not end it."""
    await world.join()
    await services.membership.pause(WORKSPACE, MEMBER, "today")
    joined = await services.membership.join(WORKSPACE, MEMBER, some_settings())

    assert not joined.newly
    assert joined.member.opt_in is OptIn.PAUSED


async def test_leaving_keeps_what_was_done(world: World, services: Services) -> None:
    """Who leaves and keeps their history is not nudged, and their counts stay."""
    await world.join()
    await world.nudged()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)

    member = await world.member()
    assert (member.opt_in, member.next_slot) == (OptIn.LEFT, None)
    assert await world.tally() == Tally(asked=1)


async def test_coming_back_is_new_and_planned(world: World, services: Services) -> None:
    """Who left may come back, and has a slot again."""
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    joined = await services.membership.join(WORKSPACE, MEMBER, some_settings())

    assert joined.newly
    assert joined.member.next_slot is not None


@pytest.mark.parametrize("erase", [True, False])
async def test_who_never_joined_cannot_leave(services: Services, erase: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """There is nothing to leave, nor to erase."""
    with pytest.raises(NotOptedInError):
        await services.membership.leave(WORKSPACE, NOBODY, erase=erase)


async def test_nobody_leaves_twice(world: World, services: Services) -> None:
    """Who has left is told so."""
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    with pytest.raises(NotOptedInError):
        await services.membership.leave(WORKSPACE, MEMBER, erase=False)


async def test_who_left_may_still_erase(world: World, services: Services) -> None:
    """Erasing works at any time while something is stored."""
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    await services.membership.leave(WORKSPACE, MEMBER, erase=True)

    assert await services.membership.find(WORKSPACE, MEMBER) is None


async def test_erasing_leaves_no_trace_in_any_table(world: World, services: Services) -> None:
    """Of somebody who used everything nothing is left but the workspace."""
    before = await world.rows()
    await _use_everything(world, MEMBER)
    used = await world.rows()
    await services.membership.leave(WORKSPACE, MEMBER, erase=True)

    assert [table for table in ABOUT_MEMBERS if not used[table]] == []
    assert await world.rows() == before


async def test_erasing_spares_others(world: World, services: Services) -> None:
    """What belongs to somebody else stays."""
    await _use_everything(world, OTHER_MEMBER)
    before = await world.rows()
    await world.join(MEMBER)
    await world.nudged(MEMBER)
    await services.membership.leave(WORKSPACE, MEMBER, erase=True)

    after = await world.rows()
    assert after["members"] == 1
    assert {name: after[name] for name in ("boards", "board_posts")} == {
        name: before[name] for name in ("boards", "board_posts")
    }


async def test_who_only_set_up_a_board_may_erase_that(world: World, services: Services) -> None:
    """A person who never joined but is named by a board can be forgotten too."""
    await _schedule(world, NOBODY)
    await services.membership.leave(WORKSPACE, NOBODY, erase=True)

    assert (await world.rows())["boards"] == 0


async def test_a_pause_silences_until_its_end(world: World, services: Services) -> None:
    """No slot lies within a pause, and the first one follows it."""
    await world.join()
    paused = await services.membership.pause(WORKSPACE, MEMBER, "until 2026-03-04")

    assert paused.opt_in is OptIn.PAUSED
    assert paused.paused_until == datetime(2026, 3, 4, tzinfo=UTC)
    assert paused.next_slot is not None
    assert paused.next_slot.at.date() == paused.paused_until.date()
    assert await world.member() == paused


async def test_a_pause_that_ended_is_over_with_the_next_nudge(world: World) -> None:
    """The first nudge after a pause makes the member active again."""
    await world.join()
    await world.services.membership.pause(WORKSPACE, MEMBER, "today")
    await world.nudged()

    member = await world.member()
    assert (member.opt_in, member.paused_until) == (OptIn.ACTIVE, None)


async def test_a_pause_that_cannot_be_read_changes_nothing(
    world: World, services: Services
) -> None:
    """An unclear end is refused, and the member stays as they were."""
    before = await world.join()
    with pytest.raises(PauseError):
        await services.membership.pause(WORKSPACE, MEMBER, "for a bit")

    assert await world.member() == before


async def test_tomorrow_is_paused_once_today_is_over(world: World, services: Services) -> None:
    """With a nudge to come today, silence from now on would not be what was asked for."""
    before = await world.join()
    with pytest.raises(PauseError, match="begins_later"):
        await services.membership.pause(WORKSPACE, MEMBER, "tomorrow")
    assert await world.member() == before

    world.clock.set(datetime(2026, 3, 2, 18, 0, tzinfo=UTC))
    await services.membership.resume(WORKSPACE, MEMBER)
    paused = await services.membership.pause(WORKSPACE, MEMBER, "tomorrow")
    assert paused.paused_until == datetime(2026, 3, 4, tzinfo=UTC)


async def test_whose_plan_asks_nothing_may_pause_any_day(world: World, services: Services) -> None:
    """Nothing can come before it."""
    await world.join(hours=WorkHours(((),) * 7))

    paused = await services.membership.pause(WORKSPACE, MEMBER, "tomorrow")
    assert paused.paused_until == datetime(2026, 3, 4, tzinfo=UTC)


async def test_resuming_plans_at_once(world: World, services: Services) -> None:
    """The end of a pause brings a slot today."""
    await world.join()
    await services.membership.pause(WORKSPACE, MEMBER, "until the end of tomorrow")
    resumed = await services.membership.resume(WORKSPACE, MEMBER)

    assert resumed.opt_in is OptIn.ACTIVE
    assert resumed.next_slot is not None
    assert resumed.next_slot.at.date() == world.clock.now().date()


async def test_easing_plans_by_the_calmer_plan_at_once(world: World, services: Services) -> None:
    """Fewer of these means the next plan down, from the next slot on."""
    before = await world.join(plan=DEFAULT_PLAN)
    await world.nudged()
    eased = await services.membership.ease(WORKSPACE, MEMBER)

    assert eased is not None
    assert eased.settings.plan.shortest > before.settings.plan.shortest
    assert eased.next_slot is not None
    assert eased.next_slot.at == world.clock.now() + eased.settings.plan.shortest
    assert await world.member() == eased


async def test_fewer_of_some_kinds_eases_those(world: World, services: Services) -> None:
    """And leaves the rest of the plan as it is."""
    await world.join(plan=BOTH)
    eased = await services.membership.ease(WORKSPACE, MEMBER, (Kind.SQUEEZE,))

    assert eased is not None
    assert eased.settings.plan == a_plan(stand_minutes=30, squeeze_minutes=60)
    assert await world.member() == eased


async def test_the_calmest_plan_cannot_be_eased(world: World, services: Services) -> None:
    """Where nothing is calmer, nothing changes."""
    before = await world.join(plan=a_plan(stand_minutes=240))

    assert await services.membership.ease(WORKSPACE, MEMBER) is None
    assert await world.member() == before


async def test_only_who_is_in_pauses_resumes_or_snoozes(world: World, services: Services) -> None:
    """Who left is told so, whatever they ask for."""
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    for ask in (
        lambda: services.membership.pause(WORKSPACE, MEMBER, "today"),
        lambda: services.membership.resume(WORKSPACE, MEMBER),
        lambda: services.membership.ease(WORKSPACE, MEMBER),
        lambda: services.membership.snooze(WORKSPACE, MEMBER, TEN),
    ):
        with pytest.raises(NotOptedInError):
            await ask()


async def test_snoozing_puts_the_open_nudge_off(world: World, services: Services) -> None:
    """The nudge that is open comes again after the snooze, and its card says so."""
    await world.join()
    nudge = await world.nudged()
    member, card = await services.membership.snooze(WORKSPACE, MEMBER, TEN)

    until = world.clock.now() + TEN
    assert card is not None
    assert (card.nudge.answer, card.nudge.snoozed_until) == (Answer.SNOOZED, until)
    assert card.nudge.message == nudge.message
    assert member.next_slot is not None
    assert member.next_slot.at == until
    assert (await world.nudge(nudge.due_at)).answer is Answer.SNOOZED


async def test_snoozing_with_nothing_open_puts_off_what_comes(
    world: World, services: Services
) -> None:
    """Without an open nudge whatever comes next waits."""
    joined = await world.join()
    assert joined.next_slot is not None
    world.clock.set(joined.next_slot.at - timedelta(minutes=1))
    member, card = await services.membership.snooze(WORKSPACE, MEMBER, TEN)

    assert card is None
    assert member.next_slot is not None
    assert member.next_slot.at == world.clock.now() + TEN


async def test_snoozing_with_nothing_planned_changes_no_plan(
    world: World, services: Services
) -> None:
    """Somebody whose hours want no nudge at all may snooze all the same."""
    await world.join(hours=WorkHours(((),) * 7))
    member, card = await services.membership.snooze(WORKSPACE, MEMBER, TEN)

    assert card is None
    assert member.next_slot is None


async def test_snoozing_leaves_yesterday_alone(world: World, services: Services) -> None:
    """A nudge that was open last night is not what a snooze this morning is about."""
    await world.join()
    world.clock.set(datetime(2026, 3, 2, 17, 0, tzinfo=UTC))
    await services.membership.resume(WORKSPACE, MEMBER)
    await world.nudged()
    world.clock.set(datetime(2026, 3, 3, 4, 0, tzinfo=UTC))

    assert (await services.membership.snooze(WORKSPACE, MEMBER, TEN))[1] is None


async def test_snoozing_puts_off_what_is_left_only(world: World, services: Services) -> None:
    """Of a nudge that is done in part, the rest comes again."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    now = world.clock.now()
    await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=now, kinds=(Kind.STAND,)
    )
    member, card = await services.membership.snooze(WORKSPACE, MEMBER, TEN)

    assert card is not None
    assert card.completed == (Kind.STAND,)
    assert member.snoozed is not None
    assert member.snoozed.kinds == (Kind.SQUEEZE,)


async def _schedule(world: World, by: MemberId) -> None:
    when = BoardSchedule(weekday=0, hour=9, zone=zone_named("Europe/London"))
    await world.services.leaderboards.schedule(WORKSPACE, BOARD, set_by=by, when=when)


async def _use_everything(world: World, member: MemberId) -> None:
    """Fill a row of every table in somebody's name."""
    await world.join(member)
    await _schedule(world, member)
    nudge = await world.nudged(member)
    assert nudge.message is not None
    now = world.clock.now()
    for message in (nudge.message, a_message(ts="1772442000.999999")):
        await world.services.reactions.reacted(
            WORKSPACE, member, message, "muscle", at=now, on=True
        )
    await world.services.presences.hear(WORKSPACE, member, Doing(at=now))
    world.messenger.will(Unknown())
    await world.services.leaderboards.post_due(WORKSPACE)


async def test_a_calendar_that_nobody_knows_is_refused(world: World) -> None:
    """Nothing is written of it."""
    with pytest.raises(SettingsError, match="calendar"):
        await world.join(calendar="XX-YY", calendar_is_own=True)

    assert (await world.rows())["members"] == 0
