"""The eight-week programme: begun, ended and asked about by the member alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.domain.programme import Stage, stage_on
from bot.domain.zone import local_date
from bot.services.consent import opted_in
from bot.services.ports import Clock
from bot.storage import completions, members
from bot.storage.database import Database

_WEEK = timedelta(days=7)


def stage_of(member: Member, at: datetime) -> Stage | None:
    """Return the stage of a member's programme at an instant, or None while none runs."""
    if member.programme_since is None:
        return None
    return stage_on(member.programme_since, local_date(at, member.zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a member has come.

    Attributes:
        today: their local date.
        rounds: completed squeezes by local day, asked for or not, of the last seven days.
    """

    member: Member
    today: date
    rounds: Mapping[date, int]

    @property
    def is_running(self) -> bool:
        """Tell whether one of the eight weeks is on."""
        return stage_on(self.member.programme_since, self.today) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programmes:
    """What a member decides about the programme, and sees of it."""

    database: Database
    clock: Clock

    async def find(self, workspace: WorkspaceId, member: MemberId) -> Progress:
        """Return how far a member has come, whether a programme runs or not.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        async with self.database.read() as connection:
            found = opted_in(await members.find(connection, workspace, member))
            return await _progress(connection, found, self.clock.now())

    async def start(self, workspace: WorkspaceId, member: MemberId) -> tuple[Progress, bool]:
        """Begin a member's programme today; tell whether it began, and did not run before.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        async with self.database.write() as connection:
            found = opted_in(await members.find(connection, workspace, member, lock=True))
            now = self.clock.now()
            before = await _progress(connection, found, now)
            if before.is_running:
                return before, False
            begun = replace(found, programme_since=before.today)
            await members.save(connection, begun)
        return replace(before, member=begun), True

    async def stop(self, workspace: WorkspaceId, member: MemberId) -> bool:
        """End a member's programme; tell whether one was running.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        async with self.database.write() as connection:
            found = opted_in(await members.find(connection, workspace, member, lock=True))
            if found.programme_since is not None:
                await members.save(connection, replace(found, programme_since=None))
        return stage_of(found, self.clock.now()) is not None


async def _progress(connection: AsyncConnection, member: Member, now: datetime) -> Progress:
    today = local_date(now, member.zone)
    end = datetime.combine(today + timedelta(days=1), time(), tzinfo=member.zone)
    start = datetime.combine(today + timedelta(days=1) - _WEEK, time(), tzinfo=member.zone)
    done = await completions.list_between(
        connection, member.workspace, member.id, start=start, end=end
    )
    rounds = Counter(
        local_date(slot_at, member.zone) for slot_at, kind, _ in done if kind is Kind.SQUEEZE
    )
    return Progress(member=member, today=today, rounds=dict(rounds))
