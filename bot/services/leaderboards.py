"""Channels' weekly boards, and a member's own place at any time."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import ChannelId, MemberId, WorkspaceId
from bot.domain.leaderboard import PERIOD_DAYS, BoardSchedule, Period
from bot.domain.nudge import Delivery
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services.consent import opted_in
from bot.services.endings import SHORTEST_WAIT
from bot.services.errors import UnknownWorkspaceError
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
from bot.services.standings import Standings
from bot.services.views import MyPlace
from bot.storage import board_posts, boards, due, members, totals, workspaces
from bot.storage.board_posts import Post
from bot.storage.boards import Board
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
    standings: Standings

    async def mine(self, workspace: WorkspaceId, member: MemberId) -> MyPlace:
        """Return a member's own place over the last seven days, and what a board would show.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        async with self.database.read() as connection:
            found = opted_in(await members.find(connection, workspace, member))
            last = local_date(self.clock.now(), found.zone)
            period = Period(first=last - timedelta(days=PERIOD_DAYS - 1), last=last)
            days = await totals.by_day(connection, workspace, member, period)
        tally = sum(days.values(), Tally())
        composed = await self.standings.find(workspace, period)
        place = composed.field.place_of(tally)
        return MyPlace(
            period=period,
            tally=tally,
            place=place,
            # Their own last tap may be newer than the board.
            ranked=max(place or 0, len(composed.field.rank_keys)),
            board=composed.board,
            names=composed.names,
        )

    async def schedule(
        self,
        workspace: WorkspaceId,
        channel: ChannelId,
        *,
        set_by: MemberId,
        when: BoardSchedule,
    ) -> datetime:
        """Give a channel a weekly board, or change when it comes; return the next post's time.

        Raises:
            UnknownWorkspaceError: the workspace has gone.
        """
        board = Board(
            workspace=workspace,
            channel=channel,
            set_by=set_by,
            schedule=when,
            next_post_at=when.next_after(self.clock.now()),
        )
        async with self.database.write() as connection:
            if not await workspaces.is_known(connection, workspace):
                raise UnknownWorkspaceError(workspace)
            await boards.save(connection, board)
        return board.next_post_at

    async def find(self, workspace: WorkspaceId, channel: ChannelId) -> datetime | None:
        """Return when a channel's board is posted next, or None where it has none."""
        async with self.database.read() as connection:
            return await boards.find_next_post(connection, workspace, channel)

    async def unschedule(self, workspace: WorkspaceId, channel: ChannelId) -> bool:
        """Take a channel's board away; tell whether it had one."""
        async with self.database.write() as connection:
            await board_posts.drop_waiting(connection, workspace, channel)
            return await boards.remove(connection, workspace, channel)

    async def list_due_workspaces(self) -> list[WorkspaceId]:
        """Return the workspaces in which a board is to be posted now."""
        look = partial(due.list_with_boards, now=self.clock.now())
        return await self.database.look(look)

    async def post_due(self, workspace: WorkspaceId) -> int:
        """Post every board that is due in a workspace; return how many went out.

        Raises:
            ExceptionGroup: posting some failed by a fault of ours; the others are on record.
        """
        posts = await self._claim(workspace)
        outcomes = await asyncio.gather(*map(self._post, posts), return_exceptions=True)
        faults = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        if faults:
            raise ExceptionGroup("boards could not be posted", faults)
        return sum(isinstance(outcome, Delivered) for outcome in outcomes)

    async def post_again(
        self, workspace: WorkspaceId, channel: ChannelId, last_day: date, *, by: MemberId
    ) -> Outcome | None:
        """Post a period of unknown outcome once more, for whoever set the board up.

        Returns None where there is nothing to post again, or it is not theirs to say so.
        """
        now = self.clock.now()
        async with self.database.write() as connection:
            post = await board_posts.find(connection, workspace, channel, last_day)
            if post is None or post.set_by != by or post.delivery is not Delivery.UNKNOWN:
                return None
            post = replace(post, delivery=Delivery.SENDING, expires_at=now + LATEST)
            await board_posts.record(connection, post, post.delivery, lease_until=now + LEASE)
        return await self._post(post)

    async def give_up_lost(self) -> int:
        """Close the posts whose sender died; return how many there were."""
        async with self.database.write() as connection:
            return await board_posts.give_up_lost(connection, now=self.clock.now())

    async def _claim(self, workspace: WorkspaceId) -> list[Post]:
        """Claim what is due; the key of a post is its period, so that no restart doubles it."""
        now = self.clock.now()
        posts: list[Post] = []
        async with self.database.write() as connection:
            if not await workspaces.is_served(connection, workspace):
                return posts
            lease_until = now + LEASE
            for again in await board_posts.take_again(
                connection, workspace, now=now, lease_until=lease_until
            ):
                if now < again.expires_at:
                    posts.append(again)
                else:
                    await board_posts.record(connection, again, Delivery.SKIPPED)
            for board in await boards.list_due(connection, workspace, now=now):
                post = _post_of(board)
                if now < post.expires_at and await board_posts.claim(
                    connection, post, lease_until=lease_until
                ):
                    posts.append(post)
                await boards.postpone(connection, board, board.schedule.next_after(now))
        return posts

    async def _post(self, post: Post) -> Outcome:
        composed = await self.standings.find(post.workspace, post.period)
        posting = BoardPosting(
            workspace=post.workspace,
            channel=post.channel,
            set_by=post.set_by,
            board=composed.board,
            names=composed.names,
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
                    await board_posts.record(connection, post, Delivery.SENT, ts=message.ts)
                case NotSent(retry_after=wait):
                    await _try_again(connection, post, now + max(wait, SHORTEST_WAIT))
                case Unreachable():
                    await board_posts.record(connection, post, Delivery.UNREACHABLE)
                    await boards.remove(connection, post.workspace, post.channel)
                case Revoked():
                    await board_posts.record(connection, post, Delivery.SKIPPED)
                    await workspaces.mark_revoked(connection, post.workspace, at=now)
                case Unknown():
                    await board_posts.record(connection, post, Delivery.UNKNOWN)
                case _:
                    assert_never(outcome)
        if isinstance(outcome, Unreachable):
            await self.messenger.tell(post.workspace, post.set_by, BoardEnded(channel=post.channel))


async def _try_again(connection: AsyncConnection, post: Post, at: datetime) -> None:
    """Let a post wait for another try, unless its board has ended meanwhile."""
    if await boards.find_next_post(connection, post.workspace, post.channel) is None:
        await board_posts.record(connection, post, Delivery.SKIPPED)
    else:
        await board_posts.record(connection, post, Delivery.DUE, retry_at=at)


def _post_of(board: Board) -> Post:
    return Post(
        workspace=board.workspace,
        channel=board.channel,
        set_by=board.set_by,
        period=board.schedule.period_at(board.next_post_at),
        delivery=Delivery.SENDING,
        expires_at=board.next_post_at + LATEST,
    )
