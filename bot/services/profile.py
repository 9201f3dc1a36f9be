"""What a person sees of themselves: state, today, the week, the streak."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exercise import Kind
from bot.domain.ids import ChannelId, MemberId, WorkspaceId
from bot.domain.leaderboard import Period, baseline_before
from bot.domain.member import Member
from bot.domain.nudge import Delivery, Nudge
from bot.domain.presence import UNSEEN
from bot.domain.score import Tally
from bot.domain.streak import streak
from bot.domain.suggestion import SUGGESTED_WEEKS, Fates, fate_of, split, suggest
from bot.domain.zone import local_date
from bot.services.ports import Clock
from bot.services.views import Around, DoubtfulPost, Overview
from bot.storage import (
    board_posts,
    boards,
    completions,
    fates,
    members,
    nudges,
    presences,
    totals,
)
from bot.storage.database import Database

STREAK_DAYS = 400
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Reads what a person may see about themselves."""

    database: Database
    clock: Clock

    async def overview(self, workspace: WorkspaceId, member: MemberId) -> Overview:
        """Return a person's state and figures; somebody who never joined has none."""
        now = self.clock.now()
        async with self.database.read() as connection:
            found = await members.find(connection, workspace, member)
            doubtful = await board_posts.list_doubtful(connection, workspace, member)
            channels = await boards.list_set_by(connection, workspace, member)
            today, days = await _figures(connection, found, now)
            around = await connection.run_sync(_around, found, now)
            fared = _NOTHING if found is None else await _fates(connection, found, now)
        week = _last_week(found, now)
        return Overview(
            now=now,
            member=found,
            today=_tallies(today),
            week=_sum(days, week),
            before=_sum(days, baseline_before(week)),
            streak=streak(days, today=week.last),
            days=days,
            split=split(fared.in_all),
            presence=around.presence,
            workspace_paused_until=around.workspace_paused_until,
            left_out=_left_out(today.nudges),
            suggestion=None if found is None else suggest(fared.lately, found.settings),
            doubtful_posts=tuple(
                DoubtfulPost(channel=post.channel, period=post.period) for post in doubtful
            ),
            boards=tuple(channels),
        )

    async def around(self, member: Member) -> Around:
        """Return what beside a member decides whether they are nudged now."""
        now = self.clock.now()
        async with self.database.read() as connection:
            return await connection.run_sync(_around, member, now)

    async def list_boards(self, workspace: WorkspaceId, member: MemberId) -> list[ChannelId]:
        """Return the channels whose board a person set up."""
        async with self.database.read() as connection:
            return await boards.list_set_by(connection, workspace, member)


@dataclass(frozen=True, slots=True)
class _Today:
    """What was asked of a member today, and what they did: slot, kind, and whether it was asked."""

    nudges: Sequence[Nudge] = ()
    done: Sequence[tuple[datetime, Kind, bool]] = ()


async def _figures(
    connection: AsyncConnection, member: Member | None, now: datetime
) -> tuple[_Today, Mapping[date, Tally]]:
    """Return today, and counts of each day as far back as a streak is looked for."""
    if member is None:
        return _Today(), {}
    days = await totals.by_day(connection, member.workspace, member.id, _streak_period(member, now))
    return await _today(connection, member, now), days


@dataclass(frozen=True, slots=True)
class _Fared:
    """What became of a member's nudges: of four weeks', and of those since their plan changed."""

    in_all: Fates
    lately: Fates


_NOTHING = _Fared({}, {})


async def _fates(connection: AsyncConnection, member: Member, now: datetime) -> _Fared:
    """Count what became of the nudges of four weeks, up to today, which is not over yet."""
    end = datetime.combine(local_date(now, member.zone), time(), tzinfo=member.zone)
    start = end - SUGGESTED_WEEKS * WEEK
    answers = await fates.list_answers(
        connection, member.workspace, member.id, start=start, end=end
    )
    fared = [
        (at, (at.astimezone(member.zone).hour, fate_of(answer, silence)))
        for at, answer, silence in answers
    ]
    since = member.plan_changed_at or start
    return _Fared(
        in_all=Counter(fate for _, fate in fared),
        lately=Counter(fate for at, fate in fared if at >= since),
    )


def _left_out(today: Sequence[Nudge]) -> Nudge | None:
    """Return the newest nudge of today if it did not come, for a reason of ours or Slack's."""
    newest = today[-1] if today else None
    return newest if newest is not None and newest.delivery is Delivery.SKIPPED else None


def _around(connection: Connection, member: Member | None, now: datetime) -> Around:
    """Return what beside a member decides whether they are nudged; nothing for no member."""
    if member is None:
        return Around(now=now)
    known = presences.list_of(connection, member.workspace, [member.id])
    return Around(
        now=now,
        presence=known.get(member.id, UNSEEN),
        workspace_paused_until=presences.find_workspace_pause(connection, member.workspace),
    )


def _last_week(member: Member | None, now: datetime) -> Period:
    last = now.date() if member is None else local_date(now, member.zone)
    return Period(first=last - WEEK + timedelta(days=1), last=last)


def _streak_period(member: Member, now: datetime) -> Period:
    last = local_date(now, member.zone)
    return Period(first=last - timedelta(days=STREAK_DAYS), last=last)


def _sum(days: Mapping[date, Tally], period: Period) -> Tally:
    return sum(
        (tally for day, tally in days.items() if period.first <= day <= period.last), Tally()
    )


async def _today(connection: AsyncConnection, member: Member, now: datetime) -> _Today:
    day = local_date(now, member.zone)
    start, end = (
        datetime.combine(day + timedelta(days=ahead), time(), tzinfo=member.zone)
        for ahead in (0, 1)
    )
    sent = await nudges.list_between(connection, member.workspace, member.id, start=start, end=end)
    done = await completions.list_between(
        connection, member.workspace, member.id, start=start, end=end
    )
    return _Today(sent, done)


def _tallies(today: _Today) -> Mapping[Kind, Tally]:
    """Count today by kind, from the nudges and completions themselves."""
    completed: defaultdict[datetime, set[Kind]] = defaultdict(set)
    tallies: defaultdict[Kind, Tally] = defaultdict(Tally)
    for slot_at, kind, asked in today.done:
        if asked:
            completed[slot_at].add(kind)
        else:
            tallies[kind] += Tally(logged=1)
    for nudge in today.nudges:
        of_nudge = completed[nudge.due_at]
        for kind in nudge.asked_for(of_nudge):
            tallies[kind] += Tally(asked=1, completed=int(kind in of_nudge))
    return dict(tallies)
