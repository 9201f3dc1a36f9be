"""What is kept no longer goes in steps; counts stay, and who came back keeps what is there."""

import asyncio
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.domain.completion import Ignored
from bot.domain.ids import ChannelId, MemberId, WorkspaceId
from bot.domain.leaderboard import BoardSchedule, Period
from bot.domain.nudge import Delivery, Nudge
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services.presences import Doing
from bot.services.profile import STREAK_DAYS
from bot.services.retention import PURGED_AFTER, RAW_KEPT_FOR, TOTALS_KEPT_FOR, Retention
from bot.storage import board_posts, nudges
from bot.storage.board_posts import Post
from bot.storage.database import Database
from bot.storage.tables import installations, metadata, own_exercises, policies, turns
from tests.builders import MEMBER, MONDAY_MORNING, OTHER_MEMBER, WORKSPACE
from tests.services.world import World

OTHER = WorkspaceId("T0OTHER")
BOARD = ChannelId("C0BOARD")
TODAY = date(2026, 3, 2)
SECOND = timedelta(seconds=1)


@pytest.fixture
def retention(world: World) -> Retention:
    """Give a retention that takes two rows and two members in a step."""
    return _in_small_steps(world, world.database)


async def test_raw_rows_stay_for_ninety_days_and_counts_for_longer(
    world: World, retention: Retention
) -> None:
    """A nudge goes with what was said to it once it is older, and its day's count stays."""
    nudge = await _answered(world)
    world.clock.set(nudge.due_at + RAW_KEPT_FOR)
    await _pruned(retention)
    kept = await _raw(world)
    world.clock.advance(SECOND)
    await _pruned(retention)

    assert timedelta(days=90) == RAW_KEPT_FOR
    assert kept == {"nudges": 1, "completions": 1, "reactions": 1}
    assert await _raw(world) == {"nudges": 0, "completions": 0, "reactions": 0}
    assert await world.tally() == Tally(asked=1, completed=1)


async def test_an_answer_to_a_pruned_nudge_does_nothing(world: World, retention: Retention) -> None:
    """A button or an emoji on a message of long ago is no nudge's any more."""
    nudge = await _answered(world)
    world.clock.set(nudge.due_at + RAW_KEPT_FOR + SECOND)
    await _pruned(retention)
    before = await world.rows()
    now, services = world.clock.now(), world.services
    assert nudge.message is not None

    pressed = await services.completions.complete(WORKSPACE, MEMBER, nudge.due_at, at=now)
    taken_off = await services.reactions.reacted(
        WORKSPACE, MEMBER, nudge.message, "muscle", at=now, on=False
    )

    assert (pressed, taken_off) == (Ignored.NOT_A_NUDGE, Ignored.NOT_A_NUDGE)
    assert await services.completions.find_card(WORKSPACE, MEMBER, nudge.due_at) is None
    assert await world.rows() == before


async def test_counts_equal_a_recount_of_the_days_that_are_kept(
    world: World, retention: Retention
) -> None:
    """Pruning changes no count, and takes nothing of the days within the retention."""
    await world.join()
    told = [await world.nudged() for _ in range(20)]
    zone = (await world.member()).zone
    days = Counter(local_date(nudge.due_at, zone) for nudge in told)
    last = max(days)
    world.clock.set(MONDAY_MORNING + (last - TODAY) + RAW_KEPT_FOR)
    await _pruned(retention)
    left = Counter(local_date(nudge.due_at, zone) for nudge in await _nudges(world))

    assert min(days) < last
    assert left == Counter({last: days[last]})
    assert {day: tally.asked for day, tally in (await world.days()).items()} == days


async def test_daily_totals_stay_as_long_as_a_streak_may_be(
    world: World, retention: Retention
) -> None:
    """Counts go when nothing looks back at them any more."""
    await world.join()
    for ago in (0, STREAK_DAYS + 1, TOTALS_KEPT_FOR.days, TOTALS_KEPT_FOR.days + 1):
        await world.count_days({MEMBER: Tally(asked=1)}, day=TODAY - timedelta(days=ago))
    await _pruned(retention)

    kept = {(TODAY - day).days for day in await world.days()}
    assert kept == {0, STREAK_DAYS + 1, TOTALS_KEPT_FOR.days}


async def test_a_step_takes_so_many_rows_and_no_more(world: World, retention: Retention) -> None:
    """Five nudges go two at a time, and only then comes the next member."""
    for member in (MEMBER, OTHER_MEMBER):
        await world.join(member)
    told = [await world.nudged() for _ in range(5)]
    world.clock.set(told[-1].due_at + RAW_KEPT_FOR + SECOND)
    left = []
    while await retention.prune():
        left.append((await world.rows())["nudges"])

    start, *_ = left
    assert all(before - after <= 2 for before, after in zip([start + 2, *left], left, strict=False))
    assert left[-1] == 0


async def test_a_pass_goes_through_every_workspace_and_begins_again(
    world: World, retention: Retention
) -> None:
    """Whoever comes first by key, all are reached in one pass, and in the next one again."""
    await world.services.workspaces.admit(OTHER)
    people = [MemberId(f"U000{number}") for number in range(5)]
    for workspace in (WORKSPACE, OTHER):
        for member in people:
            await world.join(member, workspace=workspace)
    for _ in range(2):
        due_at = await world.until_due(people[0])
        for workspace in (WORKSPACE, OTHER):
            world.clock.advance(timedelta(minutes=40))
            await world.services.nudging.deliver_due(workspace)
        told = (await world.rows())["nudges"]
        world.clock.set(due_at + RAW_KEPT_FOR + timedelta(days=1))
        await _pruned(retention)

        assert told > 0
        assert (await world.rows())["nudges"] == 0


async def test_two_processes_may_prune_at_once(world: World, second_database: Database) -> None:
    """What one has taken the other passes over, and in the end all is gone."""
    for member in (MEMBER, OTHER_MEMBER):
        await world.join(member)
    told = [await world.nudged() for _ in range(8)]
    world.clock.set(told[-1].due_at + RAW_KEPT_FOR + SECOND)
    both = [_in_small_steps(world, each) for each in (world.database, second_database)]
    await asyncio.gather(*map(_pruned, both))
    await _pruned(both[0])

    assert (await world.rows())["nudges"] == 0


async def test_the_records_of_old_posts_go_too(world: World, retention: Retention) -> None:
    """What was posted more than ninety days ago is forgotten, whoever is still a member."""
    async with world.database.write() as connection:
        for ago in (0, 90, 91, 92, 93, 94):
            assert await board_posts.claim(connection, _post(ago), lease_until=world.clock.now())
    await _pruned(retention)

    assert (await world.rows())["board_posts"] == 2


async def test_a_workspace_that_left_is_purged_in_steps(world: World, retention: Retention) -> None:
    """Nothing of it is left in any table, and nothing of another one is touched."""
    for workspace in (WORKSPACE, OTHER):
        await _filled(world, workspace)
    whole = await _rows_of(world, WORKSPACE)
    await world.services.workspaces.leave(OTHER)
    await _install(world, OTHER)
    world.clock.advance(PURGED_AFTER)
    early = await retention.purge_removed()
    world.clock.advance(SECOND)
    steps = 0
    while await retention.purge_removed():
        steps += 1

    assert not early
    assert all(whole.values()), "this test knows every table"
    assert steps >= sum(whole.values()) // 2
    assert not any((await _rows_of(world, OTHER)).values())
    assert await _rows_of(world, WORKSPACE) == whole


async def test_who_comes_back_keeps_what_is_still_there(world: World, retention: Retention) -> None:
    """A purge that has begun ends with the return."""
    await _filled(world, WORKSPACE)
    await world.services.workspaces.leave(WORKSPACE)
    world.clock.advance(PURGED_AFTER + SECOND)
    began = await retention.purge_removed()
    left = await _rows_of(world, WORKSPACE)
    await world.services.workspaces.admit(WORKSPACE)

    assert began
    assert not await retention.purge_removed()
    assert await _rows_of(world, WORKSPACE) == left
    assert left["members"] == 1


async def test_two_processes_may_purge_at_once(world: World, second_database: Database) -> None:
    """Each step is taken by one of them, and the workspace goes once."""
    await _filled(world, WORKSPACE)
    await world.services.workspaces.leave(WORKSPACE)
    world.clock.advance(PURGED_AFTER + SECOND)
    both = [_in_small_steps(world, each) for each in (world.database, second_database)]
    await asyncio.gather(*(one.purge_removed() for one in both * 4))
    while await both[0].purge_removed():
        pass

    assert not any((await _rows_of(world, WORKSPACE)).values())


def _in_small_steps(world: World, database: Database) -> Retention:
    return Retention(database=database, clock=world.clock, members_at_a_time=2, rows_at_a_time=2)


async def _pruned(retention: Retention) -> None:
    while await retention.prune():
        pass


async def _answered(world: World, workspace: WorkspaceId = WORKSPACE) -> Nudge:
    """Let a member answer a nudge by an emoji."""
    await world.join(workspace=workspace)
    nudge = await world.nudged(workspace=workspace)
    assert nudge.message is not None
    await world.services.reactions.reacted(
        workspace, MEMBER, nudge.message, "muscle", at=world.clock.now(), on=True
    )
    return nudge


async def _filled(world: World, workspace: WorkspaceId) -> None:
    """Write something about a workspace into every table."""
    await world.services.workspaces.admit(workspace)
    await _answered(world, workspace)
    monday = BoardSchedule(weekday=0, hour=9, zone=(await world.member(workspace=workspace)).zone)
    await world.services.leaderboards.schedule(workspace, BOARD, set_by=MEMBER, when=monday)
    await _install(world, workspace)
    now = world.clock.now()
    await world.services.presences.hear(workspace, MEMBER, Doing(at=now))
    async with world.database.write() as connection:
        await board_posts.claim(connection, _post(0, workspace), lease_until=now)
        await connection.execute(insert(policies).values(workspace_id=workspace))
        await connection.execute(
            insert(own_exercises).values(
                workspace_id=workspace,
                key="stand.own_1",
                kind="stand",
                text="shake it out",
                added_by=MEMBER,
                added_at=now,
            )
        )
        await connection.execute(
            insert(turns).values(
                workspace_id=workspace,
                method="chat.postMessage",
                spent_until=0,
                held_until=0,
                asked_at=0,
                taken=0,
            )
        )


async def _install(world: World, workspace: WorkspaceId) -> None:
    async with world.database.write() as connection:
        await connection.execute(
            insert(installations).values(
                workspace_id=workspace,
                is_org=False,
                bot_id="B0UNSIT",
                bot_user_id="U0UNSIT",
                bot_token=b"encrypted",
                scopes="",
                installed_by=MEMBER,
                installed_at=world.clock.now(),
            )
        )


def _post(days_ago: int, workspace: WorkspaceId = WORKSPACE) -> Post:
    last = TODAY - timedelta(days=days_ago)
    return Post(
        workspace=workspace,
        channel=BOARD,
        set_by=MEMBER,
        period=Period(first=last - timedelta(days=6), last=last),
        delivery=Delivery.SENT,
        expires_at=MONDAY_MORNING,
    )


async def _raw(world: World) -> dict[str, int]:
    rows = await world.rows()
    return {name: rows[name] for name in ("nudges", "completions", "reactions")}


async def _nudges(world: World) -> list[Nudge]:
    async with world.database.read() as connection:
        return await nudges.list_between(
            connection,
            WORKSPACE,
            MEMBER,
            start=MONDAY_MORNING,
            end=MONDAY_MORNING + timedelta(days=400),
        )


async def _rows_of(world: World, workspace: WorkspaceId) -> dict[str, int]:
    async with world.database.read() as connection:
        return {
            table.name: await connection.scalar(
                select(func.count()).select_from(table).where(table.c.workspace_id == workspace)
            )
            or 0
            for table in metadata.sorted_tables
            if "workspace_id" in table.c
        }
