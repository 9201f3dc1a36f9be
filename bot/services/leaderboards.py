"""Channels' weekly boards, and a member's own place at any time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, WorkspaceId
from bot.domain.leaderboard import (
    PERIOD_DAYS,
    BoardSchedule,
    Leaderboard,
    Period,
    baseline_before,
    compose,
    rank,
)
from bot.domain.member import BoardName, OptIn
from bot.domain.nudge import Delivery
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services.errors import NotOptedInError
from bot.services.ports import (
    BoardEnded,
    BoardPosting,
    Clock,
    Delivered,
    Messenger,
    NotSent,
    Outcome,
    Revoked,
    Unknown,
    Unreachable,
)
from bot.services.views import MyPlace
from bot.storage import boards, members, totals, workspaces
from bot.storage.boards import Board, Post
from bot.storage.database import Database

LEASE = timedelta(minutes=10)
LATEST = timedelta(hours=24)
"""A board that could not be posted within a day of its time waits for the next week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaderboards:
    """Composes, schedules and posts leaderboards."""

    database: Database
    clock: Clock
    messenger: Messenger

    async def mine(self, workspace: WorkspaceId, member: MemberId) -> MyPlace:
        """Return a member's own place over the last seven days, and what a board would show.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        async with self.database.read() as connection:
            found = await members.find(connection, workspace, member)
            if found is None or found.opt_in not in {OptIn.ACTIVE, OptIn.PAUSED}:
                raise NotOptedInError
            last = local_date(self.clock.now(), found.zone)
            period = Period(first=last - timedelta(days=PERIOD_DAYS - 1), last=last)
            people = await members.list_opted_in(connection, workspace)
            tallies = await _tallies(connection, workspace, period, people)
            board = await _compose(connection, workspace, period, people)
        standings = rank(tallies)
        place = next((row.place for row in standings if row.member == member), None)
        return MyPlace(
            period=period,
            tally=tallies.get(member, Tally()),
            place=place,
            ranked=len(standings),
            board=board,
            names=_names(board, people),
        )

    async def schedule(
        self,
        workspace: WorkspaceId,
        channel: ChannelId,
        *,
        set_by: MemberId,
        when: BoardSchedule,
    ) -> datetime:
        """Give a channel a weekly board, or change when it comes; return the next post's time."""
        board = Board(
            workspace=workspace,
            channel=channel,
            set_by=set_by,
            schedule=when,
            next_post_at=when.next_after(self.clock.now()),
        )
        async with self.database.write() as connection:
            await boards.save(connection, board)
        return board.next_post_at

    async def unschedule(self, workspace: WorkspaceId, channel: ChannelId) -> bool:
        """Take a channel's board away; tell whether it had one."""
        async with self.database.write() as connection:
            return await boards.remove(connection, workspace, channel)

    async def list_due_workspaces(self) -> list[WorkspaceId]:
        """Return the workspaces in which a board is to be posted now."""
        async with self.database.read() as connection:
            return await boards.list_due_workspaces(connection, now=self.clock.now())

    async def post_due(self, workspace: WorkspaceId) -> int:
        """Post every board that is due in a workspace; return how many went out."""
        posts = await self._claim(workspace)
        outcomes = [await self._post(post) for post in posts]
        return sum(isinstance(outcome, Delivered) for outcome in outcomes)

    async def post_again(
        self, workspace: WorkspaceId, channel: ChannelId, last_day: date, *, by: MemberId
    ) -> Outcome | None:
        """Post a period of unknown outcome once more, for whoever set the board up.

        Returns None where there is nothing to post again, or it is not theirs to say so.
        """
        async with self.database.write() as connection:
            post = await boards.find_post(connection, workspace, channel, last_day)
            if post is None or post.set_by != by or post.delivery is not Delivery.UNKNOWN:
                return None
            await boards.record_post(
                connection, post, Delivery.SENDING, lease_until=self.clock.now() + LEASE
            )
        return await self._post(post)

    async def give_up_lost(self) -> int:
        """Close the posts whose sender died; return how many there were."""
        async with self.database.write() as connection:
            return await boards.give_up_lost(connection, now=self.clock.now())

    async def _claim(self, workspace: WorkspaceId) -> list[Post]:
        """Claim what is due; the key of a post is its period, so that no restart doubles it."""
        now = self.clock.now()
        async with self.database.write() as connection:
            posts = await boards.take_again(connection, workspace, now=now, lease_until=now + LEASE)
            for board in await boards.list_due(connection, workspace, now=now):
                if now - board.next_post_at < LATEST:
                    period = board.schedule.period_at(board.next_post_at)
                    post = await boards.claim_post(
                        connection, board, period, lease_until=now + LEASE
                    )
                    posts += [post] if post is not None else []
                await boards.postpone(connection, board, board.schedule.next_after(now))
        return posts

    async def _post(self, post: Post) -> Outcome:
        async with self.database.read() as connection:
            people = await members.list_opted_in(connection, post.workspace)
            board = await _compose(connection, post.workspace, post.period, people)
        posting = BoardPosting(
            workspace=post.workspace,
            channel=post.channel,
            set_by=post.set_by,
            board=board,
            names=_names(board, people),
        )
        outcome = await self.messenger.post_leaderboard(posting)
        await self._record(post, outcome)
        return outcome

    async def _record(self, post: Post, outcome: Outcome) -> None:
        """Write down how a post went; a channel that is gone loses its board, with a notice."""
        now = self.clock.now()
        async with self.database.write() as connection:
            match outcome:
                case Delivered(message=message):
                    await boards.record_post(connection, post, Delivery.SENT, ts=message.ts)
                case NotSent(retry_after=wait):
                    await boards.record_post(connection, post, Delivery.DUE, retry_at=now + wait)
                case Unreachable():
                    await boards.record_post(connection, post, Delivery.UNREACHABLE)
                    await boards.remove(connection, post.workspace, post.channel)
                case Revoked():
                    await boards.record_post(connection, post, Delivery.SKIPPED)
                    await workspaces.mark_revoked(connection, post.workspace, at=now)
                case Unknown():
                    await boards.record_post(connection, post, Delivery.UNKNOWN)
                case _:
                    assert_never(outcome)
        if isinstance(outcome, Unreachable):
            await self.messenger.tell(post.workspace, post.set_by, BoardEnded(channel=post.channel))


People = Mapping[MemberId, tuple[BoardName, str | None]]


async def _tallies(
    connection: AsyncConnection, workspace: WorkspaceId, period: Period, people: People
) -> dict[MemberId, Tally]:
    """Return the counts of those who are opted in now; whoever left takes theirs along."""
    counted = await totals.by_member(connection, workspace, period)
    return {member: tally for member, tally in counted.items() if member in people}


async def _compose(
    connection: AsyncConnection, workspace: WorkspaceId, period: Period, people: People
) -> Leaderboard:
    return compose(
        period,
        await _tallies(connection, workspace, period, people),
        baselines=await _tallies(connection, workspace, baseline_before(period), people),
        shown=frozenset(
            member for member, (name, _) in people.items() if name is not BoardName.HIDDEN
        ),
    )


def _names(board: Leaderboard, people: People) -> dict[MemberId, str | None]:
    """Return the alias, or None for none, of everybody whom a board names."""
    named = {standing.member for standing in board.shown}
    if board.improved is not None:
        named.add(board.improved.member)
    return {
        member: people[member][1] if people[member][0] is BoardName.ALIAS else None
        for member in named
    }
