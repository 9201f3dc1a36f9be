"""Everything a use case touches, in one place, with the few steps that most tests begin with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from bot.domain.completion import Source
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.leaderboard import Period
from bot.domain.member import Member
from bot.domain.nudge import Nudge
from bot.domain.score import Tally
from bot.services import Services, build_services
from bot.storage import completions, members, nudges, totals
from bot.storage.database import Database
from bot.storage.tables import metadata
from tests.builders import MEMBER, MONDAY_MORNING, WORKSPACE, a_joined_member, a_plan, some_settings
from tests.clock import SettableClock
from tests.messengers import RecordingMessenger

EVER = Period(first=date(2000, 1, 1), last=date(2100, 1, 1))
STAND_ONLY = a_plan()
BOTH = a_plan(stand_minutes=30, squeeze_minutes=30)


@dataclass
class World:
    """A workspace on Monday 2 March 2026, eight o'clock in London, with nobody in it."""

    database: Database
    clock: SettableClock = field(default_factory=lambda: SettableClock(MONDAY_MORNING))
    messenger: RecordingMessenger = field(default_factory=RecordingMessenger)

    @property
    def services(self) -> Services:
        """Return every use case."""
        return self.over(self.database)

    def over(self, database: Database) -> Services:
        """Return every use case as another process on the same database would have it."""
        return build_services(database=database, clock=self.clock, messenger=self.messenger)

    async def join(
        self,
        member: MemberId = MEMBER,
        *,
        workspace: WorkspaceId = WORKSPACE,
        **settings: Any,  # noqa: ANN401 - any field of the settings
    ) -> Member:
        """Let somebody join, by default with a stand every half hour."""
        chosen = some_settings(**({"plan": STAND_ONLY} | settings))
        return (await self.services.membership.join(workspace, member, chosen)).member

    async def join_many(self, count: int) -> list[MemberId]:
        """Let many people join at once, with a stand every half hour."""
        people = [MemberId(f"U{number:04}") for number in range(count)]
        settings = some_settings(plan=STAND_ONLY)
        async with self.database.write() as connection:
            for member in people:
                joined = a_joined_member(member=member, settings=settings, now=self.clock.now())
                await members.save(connection, joined)
        return people

    async def until_due(
        self, member: MemberId = MEMBER, workspace: WorkspaceId = WORKSPACE
    ) -> datetime:
        """Let time pass until a member's next slot, and return it."""
        slot = (await self.member(member, workspace)).next_slot
        assert slot is not None
        self.clock.set(slot.at)
        return slot.at

    async def nudged(self, member: MemberId = MEMBER, workspace: WorkspaceId = WORKSPACE) -> Nudge:
        """Let time pass until a member's next slot, deliver, and return what became of it."""
        due_at = await self.until_due(member, workspace)
        await self.services.nudging.deliver_due(workspace)
        return await self.nudge(due_at, member, workspace)

    async def member(self, member: MemberId = MEMBER, workspace: WorkspaceId = WORKSPACE) -> Member:
        """Return a member as they are stored."""
        async with self.database.read() as connection:
            found = await members.find(connection, workspace, member)
        assert found is not None
        return found

    async def nudge(
        self, due_at: datetime, member: MemberId = MEMBER, workspace: WorkspaceId = WORKSPACE
    ) -> Nudge:
        """Return a nudge as it is stored."""
        async with self.database.read() as connection:
            found = await nudges.find(connection, workspace, member, due_at)
        assert found is not None
        return found

    async def done(self, nudge: Nudge) -> dict[Kind, Source]:
        """Return which kinds of a nudge are completed, and how each was said."""
        async with self.database.read() as connection:
            return await completions.list_of(connection, nudge)

    async def tally(self, member: MemberId = MEMBER, workspace: WorkspaceId = WORKSPACE) -> Tally:
        """Return all that was ever counted for a member."""
        return sum((await self.days(member, workspace)).values(), Tally())

    async def days(
        self, member: MemberId = MEMBER, workspace: WorkspaceId = WORKSPACE
    ) -> Mapping[date, Tally]:
        """Return what was counted for a member, by day."""
        async with self.database.read() as connection:
            return await totals.by_day(connection, workspace, member, EVER)

    async def count_days(self, days: Mapping[MemberId, Tally], *, day: date) -> None:
        """Add counts to a day of several members."""
        async with self.database.write() as connection:
            await totals.add(
                connection, WORKSPACE, {(member, day): tally for member, tally in days.items()}
            )

    async def rows(self) -> dict[str, int]:
        """Return how many rows each table has."""
        async with self.database.read() as connection:
            return {
                table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
                for table in metadata.sorted_tables
            }
