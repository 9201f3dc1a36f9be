"""Boards: composed of those who are in, posted once a period, and honest about doubt."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.ids import ChannelId, MemberId, WorkspaceId
from bot.domain.leaderboard import BoardSchedule, Period
from bot.domain.member import BoardName
from bot.domain.score import Tally
from bot.domain.zone import zone_named
from bot.services import Services
from bot.services.errors import NotOptedInError, UnknownWorkspaceError
from bot.services.leaderboards import LEASE
from bot.services.ports import (
    BoardEnded,
    BoardPosting,
    Delivered,
    NotSent,
    Outcome,
    Revoked,
    Unknown,
    Unreachable,
)
from bot.services.views import DoubtfulPost
from bot.storage.database import Database
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE
from tests.messengers import RecordingMessenger
from tests.services.world import World

BOARD = ChannelId("C0BOARD")
SECOND = ChannelId("C0SECOND")
MONDAY_NINE = BoardSchedule(weekday=0, hour=9, zone=zone_named("Europe/London"))
TODAY = date(2026, 3, 2)
THIS_WEEK = Period(first=date(2026, 2, 24), last=TODAY)
SOON = NotSent(retry_after=timedelta(minutes=2))
TEN = Tally(asked=10, completed=5)


async def test_scheduling_tells_when_the_next_post_comes(services: Services) -> None:
    """Whoever sets a board up hears when it comes first."""
    first = await services.leaderboards.schedule(WORKSPACE, BOARD, set_by=MEMBER, when=MONDAY_NINE)

    assert first == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert (await services.profile.overview(WORKSPACE, MEMBER)).boards == (BOARD,)


async def test_scheduling_again_changes_when(world: World, services: Services) -> None:
    """A channel has one board; setting it up again moves it and names the new owner."""
    await _schedule(world)
    tuesday = BoardSchedule(weekday=1, hour=9, zone=MONDAY_NINE.zone)
    await services.leaderboards.schedule(WORKSPACE, BOARD, set_by=OTHER_MEMBER, when=tuesday)
    world.clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))

    assert await services.leaderboards.list_due_workspaces() == []
    assert (await services.profile.overview(WORKSPACE, MEMBER)).boards == ()


async def test_an_unknown_workspace_has_no_board(services: Services) -> None:
    """A workspace that has gone schedules nothing."""
    with pytest.raises(UnknownWorkspaceError):
        await services.leaderboards.schedule(
            WorkspaceId("T0GONE"), BOARD, set_by=MEMBER, when=MONDAY_NINE
        )


async def test_unscheduling_tells_whether_there_was_one(world: World, services: Services) -> None:
    """Taking a board away works once."""
    await _schedule(world)

    assert await services.leaderboards.unschedule(WORKSPACE, BOARD)
    assert not await services.leaderboards.unschedule(WORKSPACE, BOARD)
    world.clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert await services.leaderboards.post_due(WORKSPACE) == 0


async def test_a_board_is_posted_when_it_is_due(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """At its hour the board of the last seven days goes out, and the next is a week on."""
    await _schedule(world)
    early = await services.leaderboards.post_due(WORKSPACE)
    world.clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    listed = await services.leaderboards.list_due_workspaces()

    assert (early, listed) == (0, [WORKSPACE])
    assert await services.leaderboards.post_due(WORKSPACE) == 1
    assert [posting.board.period for posting in messenger.posted] == [THIS_WEEK]
    assert messenger.posted[0].set_by == MEMBER
    assert await services.leaderboards.list_due_workspaces() == []
    world.clock.set(datetime(2026, 3, 9, 9, tzinfo=UTC))
    assert await services.leaderboards.post_due(WORKSPACE) == 1


async def test_two_processes_post_a_period_once(
    world: World, second_database: Database, messenger: RecordingMessenger
) -> None:
    """However many ask at once, one post goes out."""
    await _due(world)
    both = (world.services.leaderboards, world.over(second_database).leaderboards)
    counts = await asyncio.gather(*(one.post_due(WORKSPACE) for one in both * 3))

    assert sum(counts) == len(messenger.posted) == 1


async def test_a_period_is_posted_once_whatever_the_schedule(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Moving a board to later on the same day does not post the same days again."""
    await _due(world)
    await services.leaderboards.post_due(WORKSPACE)
    ten = BoardSchedule(weekday=0, hour=10, zone=MONDAY_NINE.zone)
    await services.leaderboards.schedule(WORKSPACE, BOARD, set_by=MEMBER, when=ten)
    world.clock.advance(timedelta(hours=1))

    assert await services.leaderboards.post_due(WORKSPACE) == 0
    assert len(messenger.posted) == 1


async def test_a_refused_post_is_tried_again(world: World, services: Services) -> None:
    """A post that certainly did not go out comes after the wait, not before."""
    await _due(world)
    world.messenger.will(SOON)
    first = await services.leaderboards.post_due(WORKSPACE)
    early = await services.leaderboards.post_due(WORKSPACE)
    world.clock.advance(timedelta(minutes=2))
    listed = await services.leaderboards.list_due_workspaces()

    assert (first, early, listed) == (0, 0, [WORKSPACE])
    assert await services.leaderboards.post_due(WORKSPACE) == 1


async def test_a_wait_of_nothing_is_a_second(world: World, services: Services) -> None:
    """A post told to wait for no time at all is not due again at once."""
    await _due(world)
    world.messenger.will(NotSent(retry_after=timedelta()))
    await services.leaderboards.post_due(WORKSPACE)

    assert await services.leaderboards.list_due_workspaces() == []


async def test_a_refused_post_gives_up_after_a_day(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A post that could not be made within a day waits for the next week."""
    await _due(world)
    messenger.will(SOON)
    await services.leaderboards.post_due(WORKSPACE)
    world.clock.advance(timedelta(days=1))

    assert await services.leaderboards.post_due(WORKSPACE) == 0
    assert await services.leaderboards.list_due_workspaces() == []
    assert len(messenger.posted) == 1


async def test_a_board_taken_away_is_not_tried_again(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A post that waits to be tried again goes with its board."""
    await _due(world)
    messenger.will(SOON)
    await services.leaderboards.post_due(WORKSPACE)
    await services.leaderboards.unschedule(WORKSPACE, BOARD)
    world.clock.advance(timedelta(minutes=2))

    assert await services.leaderboards.post_due(WORKSPACE) == 0
    assert len(messenger.posted) == 1


async def test_a_board_more_than_a_day_late_waits_a_week(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """After a long downtime no stale board is posted."""
    await _schedule(world)
    world.clock.set(datetime(2026, 3, 3, 9, tzinfo=UTC))
    late = await services.leaderboards.post_due(WORKSPACE)
    world.clock.set(datetime(2026, 3, 9, 9, tzinfo=UTC))

    assert late == 0
    assert await services.leaderboards.post_due(WORKSPACE) == 1
    assert messenger.posted[0].board.period.last == date(2026, 3, 9)


async def test_a_board_less_than_a_day_late_is_posted(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """After a short downtime the board comes late, about the days it was for."""
    await _schedule(world)
    world.clock.set(datetime(2026, 3, 3, 8, 59, tzinfo=UTC))

    assert await services.leaderboards.post_due(WORKSPACE) == 1
    assert messenger.posted[0].board.period == THIS_WEEK


async def test_a_doubtful_post_is_shown_and_not_repeated(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A post of unknown fate is not made again; whoever set the board up sees the doubt."""
    await _doubtful(world)
    world.clock.advance(timedelta(days=1))
    await services.leaderboards.post_due(WORKSPACE)

    mine = (await services.profile.overview(WORKSPACE, MEMBER)).doubtful_posts
    others = (await services.profile.overview(WORKSPACE, OTHER_MEMBER)).doubtful_posts
    assert mine == (DoubtfulPost(channel=BOARD, period=THIS_WEEK),)
    assert others == ()
    assert len(messenger.posted) == 1


async def test_its_owner_posts_a_doubtful_board_again(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Post again posts the same period, once."""
    await _doubtful(world)
    outcomes = [
        await services.leaderboards.post_again(WORKSPACE, BOARD, TODAY, by=MEMBER) for _ in range(2)
    ]

    assert isinstance(outcomes[0], Delivered)
    assert outcomes[1] is None
    assert [posting.board.period for posting in messenger.posted] == [THIS_WEEK] * 2
    assert (await services.profile.overview(WORKSPACE, MEMBER)).doubtful_posts == ()


async def test_nobody_else_posts_it_again(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Post again is its owner's alone, and only for a post there was."""
    await _doubtful(world)
    post_again = services.leaderboards.post_again

    assert await post_again(WORKSPACE, BOARD, TODAY, by=OTHER_MEMBER) is None
    assert await post_again(WORKSPACE, SECOND, TODAY, by=MEMBER) is None
    assert await post_again(WorkspaceId("T0OTHER"), BOARD, TODAY, by=MEMBER) is None
    assert len(messenger.posted) == 1


async def test_posting_again_much_later_has_a_day_of_its_own(
    world: World, services: Services
) -> None:
    """A post asked for again days later is retried if Slack says to wait."""
    await _doubtful(world)
    world.clock.advance(timedelta(days=3))
    world.messenger.will(SOON)
    await services.leaderboards.post_again(WORKSPACE, BOARD, TODAY, by=MEMBER)
    world.clock.advance(timedelta(minutes=2))

    assert await services.leaderboards.post_due(WORKSPACE) == 1


async def test_a_poster_that_breaks_leaves_a_doubtful_post(
    world: World, services: Services
) -> None:
    """A post whose sender failed by a fault of ours is in doubt once its lease has ended."""
    await _due(world)
    world.messenger.will(RuntimeError("a bug"))
    with pytest.raises(ExceptionGroup):
        await services.leaderboards.post_due(WORKSPACE)
    world.clock.advance(LEASE)

    assert await services.leaderboards.give_up_lost() == 1
    assert len((await services.profile.overview(WORKSPACE, MEMBER)).doubtful_posts) == 1


async def test_a_fault_in_one_post_spares_the_others(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """One board that cannot be drawn does not keep the others from their channels."""
    await _due(world)
    await services.leaderboards.schedule(WORKSPACE, SECOND, set_by=MEMBER, when=_at_ten())
    world.clock.advance(timedelta(hours=1))
    messenger.will(RuntimeError("a bug"))
    with pytest.raises(ExceptionGroup):
        await services.leaderboards.post_due(WORKSPACE)
    world.clock.advance(LEASE)

    assert {posting.channel for posting in messenger.posted} == {BOARD, SECOND}
    assert await services.leaderboards.give_up_lost() == 1


async def test_a_channel_that_is_gone_ends_its_board(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """An archived channel loses its board, and whoever set it up is told once."""
    await _due(world)
    messenger.will(Unreachable(reason="is_archived"))
    await services.leaderboards.post_due(WORKSPACE)
    world.clock.set(datetime(2026, 3, 9, 9, tzinfo=UTC))
    await services.leaderboards.post_due(WORKSPACE)

    assert messenger.told == [(WORKSPACE, MEMBER, BoardEnded(channel=BOARD))]
    assert len(messenger.posted) == 1
    assert (await services.profile.overview(WORKSPACE, MEMBER)).boards == ()


async def test_a_revoked_token_ends_posting(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Once Slack no longer takes the token, no board is due nor tried."""
    await _due(world)
    messenger.will(Revoked())
    await services.leaderboards.post_due(WORKSPACE)
    world.clock.set(datetime(2026, 3, 9, 9, tzinfo=UTC))

    assert await services.leaderboards.list_due_workspaces() == []
    assert await services.leaderboards.post_due(WORKSPACE) == 0
    assert len(messenger.posted) == 1


async def test_a_place_is_among_all_and_ties_share_it(world: World, services: Services) -> None:
    """Hidden members rank too; equal scores share a place, and the next stays empty."""
    people = [MemberId(f"U000{number}") for number in range(4)]
    for member in people:
        await world.join(member)
    scores = (10, 5, 5, 1)
    await world.count_days(
        {
            member: Tally(asked=10, completed=done)
            for member, done in zip(people, scores, strict=True)
        },
        day=TODAY,
    )
    places = [(await services.leaderboards.mine(WORKSPACE, member)).place for member in people]

    assert places == [1, 2, 2, 4]


async def test_below_the_floor_of_asks_there_is_no_place(world: World, services: Services) -> None:
    """Who was asked four times is not ranked yet, and sees their counts all the same."""
    await world.join()
    await world.count_days({MEMBER: Tally(asked=4, completed=4)}, day=TODAY)
    mine = await services.leaderboards.mine(WORKSPACE, MEMBER)

    assert (mine.place, mine.ranked) == (None, 0)
    assert mine.tally == Tally(asked=4, completed=4)
    assert mine.period == THIS_WEEK


async def test_who_was_never_asked_has_empty_counts(world: World, services: Services) -> None:
    """A newcomer's own place is nowhere yet."""
    await world.join()

    assert (await services.leaderboards.mine(WORKSPACE, MEMBER)).tally == Tally()


async def test_only_members_have_a_place(world: World, services: Services) -> None:
    """Who is not in, or has left, is told so."""
    with pytest.raises(NotOptedInError):
        await services.leaderboards.mine(WORKSPACE, MEMBER)
    await world.join()
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    with pytest.raises(NotOptedInError):
        await services.leaderboards.mine(WORKSPACE, MEMBER)


async def test_hidden_members_count_and_are_not_named(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """The team's total holds everybody; only those who chose to be shown are named."""
    people = await _six(world)
    await world.count_days(dict.fromkeys(people, TEN), day=TODAY)
    await _due(world)
    await services.leaderboards.post_due(WORKSPACE)

    posting = messenger.posted[0]
    assert posting.board.participants == len(people)
    assert posting.board.total == Tally(asked=60, completed=30)
    assert posting.names == {people[0]: None, people[1]: "Peach"}
    assert {standing.member for standing in posting.board.shown} == {people[0], people[1]}


async def test_those_who_left_are_not_counted(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Whoever leaves takes their counts along, from the total too."""
    people = await _six(world)
    await world.count_days(dict.fromkeys(people, TEN), day=TODAY)
    await services.membership.leave(WORKSPACE, people[0], erase=False)
    await _due(world)
    await services.leaderboards.post_due(WORKSPACE)

    posting = messenger.posted[0]
    assert posting.board.participants == len(people) - 1
    assert posting.board.total == Tally(asked=50, completed=25)
    assert people[0] not in posting.names


async def test_the_most_improved_is_named(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Who did better than in their own weeks before is named as they chose."""
    people = await _six(world)
    await world.count_days(dict.fromkeys(people, TEN), day=TODAY)
    await world.count_days(
        dict.fromkeys(people, Tally(asked=10, completed=1)), day=TODAY - timedelta(days=14)
    )
    await _due(world)
    await services.leaderboards.post_due(WORKSPACE)

    improved = messenger.posted[0].board.improved
    assert improved is not None
    assert improved.member in messenger.posted[0].names


async def test_a_board_of_few_names_nobody(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Below five participants nothing of anybody is shown."""
    await world.join(board_name=BoardName.SHOWN)
    await world.count_days({MEMBER: TEN}, day=TODAY)
    await _due(world)
    await services.leaderboards.post_due(WORKSPACE)

    posting = messenger.posted[0]
    assert posting.board.is_suppressed
    assert (posting.names, posting.board.shown) == ({}, ())


async def test_a_board_is_found_by_its_channel(world: World, services: Services) -> None:
    """A channel with a board says when it is posted next, and one without says nothing."""
    await _schedule(world)

    assert await services.leaderboards.find(WORKSPACE, BOARD) == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert await services.leaderboards.find(WORKSPACE, ChannelId("C0NONE")) is None


async def test_a_board_ended_on_the_way_is_not_tried_again(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A refused post whose board was ended meanwhile is given up."""
    await _due(world)

    async def end_it(_: BoardPosting) -> Outcome:
        await services.leaderboards.unschedule(WORKSPACE, BOARD)
        return NotSent(retry_after=timedelta(minutes=1))

    messenger.on_post = end_it
    await services.leaderboards.post_due(WORKSPACE)
    world.clock.advance(timedelta(minutes=2))

    assert await services.leaderboards.list_due_workspaces() == []


def _at_ten() -> BoardSchedule:
    return BoardSchedule(weekday=0, hour=10, zone=MONDAY_NINE.zone)


async def _schedule(world: World) -> None:
    await world.services.leaderboards.schedule(WORKSPACE, BOARD, set_by=MEMBER, when=MONDAY_NINE)


async def _due(world: World) -> None:
    await _schedule(world)
    world.clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))


async def _doubtful(world: World) -> None:
    await _due(world)
    world.messenger.will(Unknown())
    await world.services.leaderboards.post_due(WORKSPACE)


async def _six(world: World) -> list[MemberId]:
    """Let six people join: one shown, one by an alias, the others hidden."""
    people = [MemberId(f"U000{number}") for number in range(6)]
    await world.join(people[0], board_name=BoardName.SHOWN)
    await world.join(people[1], board_name=BoardName.ALIAS, alias="Peach")
    for member in people[2:]:
        await world.join(member)
    return people
