"""Nudges, completions, reactions, counts and boards: each query finds its own and no more."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exercise import ExerciseKey
from bot.domain.ids import ChannelId, WorkspaceId
from bot.domain.leaderboard import BoardSchedule, Period
from bot.domain.nudge import Delivery, Nudge, Silence
from bot.domain.score import Tally
from bot.domain.zone import zone_named
from bot.storage import (
    board_posts,
    boards,
    deliveries,
    due,
    members,
    nudges,
    tables,
    totals,
    workspaces,
)
from bot.storage.board_posts import Post
from bot.storage.boards import Board
from bot.storage.database import Database
from bot.storage.deliveries import Sent
from bot.storage.many import Stretch
from tests.builders import (
    MEMBER,
    MONDAY_MORNING,
    OTHER_MEMBER,
    WORKSPACE,
    a_member,
    a_message,
    a_nudge,
)
from tests.databases import on_postgresql

OTHER = WorkspaceId("T0OTHER")
BOARD = ChannelId("C0BOARD")
MINUTE = timedelta(minutes=1)
NOW = MONDAY_MORNING
DAY = date(2026, 3, 2)
WEEK = Period(first=date(2026, 2, 24), last=DAY)


@pytest.fixture
async def peopled(database: Database) -> Database:
    """Give a database with two members in each of two workspaces."""
    async with database.write() as connection:
        for workspace in (WORKSPACE, OTHER):
            await workspaces.add(connection, workspace, at=NOW)
            for member in (MEMBER, OTHER_MEMBER):
                await members.save(connection, a_member(workspace=workspace, id=member))
    return database


async def test_a_claimed_nudge_is_found_as_it_was(peopled: Database) -> None:
    """A new nudge is on its way, with all that it asks for."""
    nudge = _claimed(exercises=(ExerciseKey("stand.tall"), ExerciseKey("squeeze.hold")))
    async with peopled.write() as connection:
        new = await connection.run_sync(deliveries.add, [nudge], lease_until=NOW)
        found = await nudges.find(connection, WORKSPACE, MEMBER, NOW)
        elsewhere = await nudges.find(connection, OTHER, MEMBER, NOW)

    assert new == {(MEMBER, NOW)}
    assert found == nudge
    assert elsewhere is None


async def test_a_slot_is_claimed_once(peopled: Database) -> None:
    """Of two claims of one slot the first one stands, and the second hears so."""
    async with peopled.write() as connection:
        await connection.run_sync(deliveries.add, [_claimed()], lease_until=NOW)
        later = _claimed(practice=True)
        again = await connection.run_sync(
            deliveries.add, [later, _claimed(due_at=NOW + MINUTE)], lease_until=NOW
        )
        found = await nudges.find(connection, WORKSPACE, MEMBER, NOW)

    assert again == {(MEMBER, NOW + MINUTE)}
    assert found == _claimed()


async def test_nothing_claimed_is_nothing_new(peopled: Database) -> None:
    """An empty batch needs no statement."""
    async with peopled.write() as connection:
        assert await connection.run_sync(deliveries.add, [], lease_until=NOW) == set()
        await connection.run_sync(deliveries.record, [])


async def test_a_record_says_how_it_ended(peopled: Database) -> None:
    """Delivery, message and reason are kept."""
    sent, skipped = _claimed(), _claimed(due_at=NOW + MINUTE)
    message = a_message()
    async with peopled.write() as connection:
        await connection.run_sync(deliveries.add, [sent, skipped], lease_until=NOW)
        await connection.run_sync(
            deliveries.record,
            [
                Sent(nudge=sent, delivery=Delivery.SENT, message=message, sent_at=NOW),
                Sent(nudge=skipped, delivery=Delivery.SKIPPED, silence=Silence.LATE),
            ],
        )
        found = await nudges.find(connection, WORKSPACE, MEMBER, NOW)
        stand = await connection.run_sync(
            deliveries.list_states, WORKSPACE, [sent, skipped, _claimed(due_at=NOW + 2 * MINUTE)]
        )
        listed = await nudges.list_between(
            connection, WORKSPACE, MEMBER, start=NOW, end=NOW + MINUTE
        )

    assert found == replace(sent, delivery=Delivery.SENT, message=message, sent_at=NOW)
    assert {slot: state.delivery for slot, state in stand.items()} == {
        (MEMBER, NOW): Delivery.SENT,
        (MEMBER, NOW + MINUTE): Delivery.SKIPPED,
    }
    assert listed == [found]


async def test_a_reason_of_a_newer_release_is_read_as_none(peopled: Database) -> None:
    """While two releases run, the older one goes on."""
    async with peopled.write() as connection:
        await connection.run_sync(deliveries.add, [_claimed()], lease_until=NOW)
        await connection.execute(update(tables.nudges).values(silence="at_the_dentist"))
        found = await nudges.find(connection, WORKSPACE, MEMBER, NOW)
        stretch = Stretch(WORKSPACE, MEMBER, NOW, NOW + MINUTE)
        listed = await connection.run_sync(nudges.list_in, [stretch])

    assert found == _claimed()
    assert listed == [_claimed()]


async def test_nudges_come_oldest_first(peopled: Database) -> None:
    """A stretch of time is half-open, in order, of one member."""
    async with peopled.write() as connection:
        claimed = [_claimed(due_at=NOW + minutes * MINUTE) for minutes in (2, 0, 1, 3)]
        await connection.run_sync(
            deliveries.add, [*claimed, _claimed(member=OTHER_MEMBER)], lease_until=NOW
        )
        listed = await nudges.list_between(
            connection, WORKSPACE, MEMBER, start=NOW, end=NOW + 3 * MINUTE
        )

    assert [nudge.due_at for nudge in listed] == [NOW, NOW + MINUTE, NOW + 2 * MINUTE]


async def test_what_waits_is_taken_again_in_order_and_once(peopled: Database) -> None:
    """Nudges to be tried again are taken when their time has come, as many as a batch takes."""
    waiting = [_claimed(due_at=NOW + minutes * MINUTE) for minutes in range(4)]
    retries = [NOW - MINUTE, NOW - 2 * MINUTE, NOW, NOW + MINUTE]
    async with peopled.write() as connection:
        await connection.run_sync(deliveries.add, waiting, lease_until=NOW)
        await connection.run_sync(
            deliveries.record,
            [
                Sent(nudge=nudge, delivery=Delivery.DUE, retry_at=at)
                for nudge, at in zip(waiting, retries, strict=True)
            ],
        )
        taken = [await _take(connection, limit=2) for _ in range(3)]
        elsewhere = await connection.run_sync(
            deliveries.take_again, OTHER, now=NOW, lease_until=NOW, limit=9
        )

    assert elsewhere == []
    assert taken == [[waiting[1], waiting[0]], [waiting[2]], []]


@on_postgresql
async def test_what_waits_is_left_to_who_holds_its_member(peopled: Database) -> None:
    """Waiting for them would be in vain once they want what was taken: to erase it, say."""
    again = Sent(nudge=_claimed(), delivery=Delivery.DUE, retry_at=NOW)
    async with peopled.write() as connection:
        await connection.run_sync(deliveries.add, [again.nudge], lease_until=NOW)
        await connection.run_sync(deliveries.record, [again])
    async with peopled.write() as holding:
        await members.find(holding, WORKSPACE, MEMBER, lock=True)
        async with peopled.write() as connection:
            held = await _take(connection, limit=9)
    async with peopled.write() as connection:
        free = await _take(connection, limit=9)

    assert (held, free) == ([], [again.nudge])


async def test_lost_leases_are_given_up(peopled: Database) -> None:
    """Only what is on its way and past its lease becomes unknown."""
    async with peopled.write() as connection:
        await connection.run_sync(deliveries.add, [_claimed()], lease_until=NOW)
        await connection.run_sync(
            deliveries.add, [_claimed(due_at=NOW + MINUTE)], lease_until=NOW + MINUTE
        )
        lost = await deliveries.give_up_lost(connection, now=NOW)
        found = await nudges.find(connection, WORKSPACE, MEMBER, NOW)

    assert lost == 1
    assert found == _claimed(delivery=Delivery.UNKNOWN)


async def test_counts_add_up(peopled: Database) -> None:
    """Counts add to what is there, by member and day."""
    before = WEEK.first - timedelta(days=1)
    async with peopled.write() as connection:
        await totals.add(connection, WORKSPACE, {})
        for _ in range(2):
            await totals.add(
                connection,
                WORKSPACE,
                {
                    (MEMBER, DAY): Tally(asked=2, completed=1),
                    (MEMBER, WEEK.first): Tally(logged=1),
                    (MEMBER, before): Tally(asked=100),
                    (OTHER_MEMBER, DAY): Tally(asked=1),
                },
            )
        await totals.add(connection, WORKSPACE, {(MEMBER, DAY): Tally(completed=-1)})
        await totals.add(connection, OTHER, {(MEMBER, DAY): Tally(asked=1000)})
        mine = await totals.by_day(connection, WORKSPACE, MEMBER, WEEK)
        others = await totals.by_day(connection, WORKSPACE, OTHER_MEMBER, WEEK)

    assert mine == {DAY: Tally(asked=4, completed=1), WEEK.first: Tally(logged=2)}
    assert others == {DAY: Tally(asked=2)}


async def test_a_board_is_due_from_its_time_on(peopled: Database) -> None:
    """A board is listed when it is due, until it is postponed."""
    board = _board()
    async with peopled.write() as connection:
        await boards.save(connection, board)
        early = await boards.list_due(connection, WORKSPACE, now=NOW - MINUTE)
        posting = await boards.list_due(connection, WORKSPACE, now=NOW)
        elsewhere = await boards.list_due(connection, OTHER, now=NOW)
        listed = await connection.run_sync(due.list_with_boards, now=NOW)
        await boards.postpone(connection, board, NOW + MINUTE)
        later = await connection.run_sync(due.list_with_boards, now=NOW)
        removed = [await boards.remove(connection, WORKSPACE, BOARD) for _ in range(2)]

    assert (early, posting, elsewhere, listed, later) == ([], [board], [], [WORKSPACE], [])
    assert removed == [True, False]


async def test_boards_are_listed_by_who_set_them_up(peopled: Database) -> None:
    """In the order of their ids, and gone with whoever is erased."""
    second = replace(_board(), channel=ChannelId("C0ALPHA"))
    async with peopled.write() as connection:
        for board in (_board(), second, replace(_board(), workspace=OTHER)):
            await boards.save(connection, board)
        listed = await boards.list_set_by(connection, WORKSPACE, MEMBER)
        others = await boards.list_set_by(connection, WORKSPACE, OTHER_MEMBER)
        removed = [await boards.remove_set_by(connection, WORKSPACE, MEMBER) for _ in range(2)]
        elsewhere = await boards.list_set_by(connection, OTHER, MEMBER)

    assert (listed, others) == ([ChannelId("C0ALPHA"), BOARD], [])
    assert removed == [True, False]
    assert elsewhere == [BOARD]


async def test_the_newest_doubtful_posts_come_first(peopled: Database) -> None:
    """At most five posts of unknown outcome, of whoever set them up."""
    async with peopled.write() as connection:
        for week in range(7):
            post = _post(weeks_ago=week)
            assert await board_posts.claim(connection, post, lease_until=NOW)
            assert not await board_posts.claim(connection, post, lease_until=NOW)
        lost = await board_posts.give_up_lost(connection, now=NOW)
        doubtful = await board_posts.list_doubtful(connection, WORKSPACE, MEMBER)
        others = await board_posts.list_doubtful(connection, WORKSPACE, OTHER_MEMBER)
        removed = [await board_posts.remove_set_by(connection, WORKSPACE, MEMBER) for _ in range(2)]

    assert lost == 7
    assert [post.period for post in doubtful] == [_post(weeks_ago=week).period for week in range(5)]
    assert others == []
    assert removed == [True, False]


async def test_a_refused_post_is_taken_again_once(peopled: Database) -> None:
    """A post that waits is taken when its time has come, unless it is dropped."""
    post = _post()
    async with peopled.write() as connection:
        await board_posts.claim(connection, post, lease_until=NOW)
        await board_posts.record(connection, post, Delivery.DUE, retry_at=NOW)
        listed = await connection.run_sync(due.list_with_boards, now=NOW)
        taken = [
            await board_posts.take_again(connection, WORKSPACE, now=NOW, lease_until=NOW)
            for _ in range(2)
        ]
        await board_posts.record(connection, post, Delivery.DUE, retry_at=NOW)
        await board_posts.drop_waiting(connection, WORKSPACE, BOARD)
        dropped = await board_posts.find(connection, WORKSPACE, BOARD, DAY)
        elsewhere = await board_posts.find(connection, OTHER, BOARD, DAY)

    assert listed == [WORKSPACE]
    assert taken == [[post], []]
    assert dropped == replace(post, delivery=Delivery.SKIPPED)
    assert elsewhere is None


async def test_a_workspace_goes_with_all_that_belongs_to_it(peopled: Database) -> None:
    """Removing a workspace that left takes its rows along, and spares others."""
    async with peopled.write() as connection:
        for workspace in (WORKSPACE, OTHER):
            await connection.run_sync(
                deliveries.add, [_claimed(workspace=workspace)], lease_until=NOW
            )
            await boards.save(connection, replace(_board(), workspace=workspace))
        here = await workspaces.remove(connection, OTHER)
        await workspaces.mark_removed(connection, OTHER, at=NOW, before=None)
        removed = [await workspaces.remove(connection, OTHER) for _ in range(2)]
        gone = await nudges.find(connection, OTHER, MEMBER, NOW)
        spared = await nudges.find(connection, WORKSPACE, MEMBER, NOW)
        set_up = await boards.list_set_by(connection, OTHER, MEMBER)

    assert (here, removed) == (False, [True, False])
    assert (gone, spared, set_up) == (None, _claimed(), [])


def _claimed(**changes: object) -> Nudge:
    return a_nudge(**({"due_at": NOW, "delivery": Delivery.SENDING} | changes))


async def _take(connection: AsyncConnection, *, limit: int) -> list[Nudge]:
    return await connection.run_sync(
        deliveries.take_again, WORKSPACE, now=NOW, lease_until=NOW, limit=limit
    )


def _board() -> Board:
    return Board(
        workspace=WORKSPACE,
        channel=BOARD,
        set_by=MEMBER,
        schedule=BoardSchedule(weekday=0, hour=8, zone=zone_named("Europe/London")),
        next_post_at=NOW,
    )


def _post(*, weeks_ago: int = 0) -> Post:
    back = timedelta(weeks=weeks_ago)
    return Post(
        workspace=WORKSPACE,
        channel=BOARD,
        set_by=MEMBER,
        period=Period(first=WEEK.first - back, last=WEEK.last - back),
        delivery=Delivery.SENDING,
        expires_at=NOW + timedelta(days=1),
    )
