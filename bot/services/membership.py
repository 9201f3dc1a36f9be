"""Joining, settings, pausing and leaving: always by the person themselves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import planning as rules
from bot.domain.completion import Source
from bot.domain.holiday import is_calendar
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member, Settings, SettingsError
from bot.domain.pause import read_pause
from bot.domain.plan import gentler
from bot.domain.suggestion import with_quiet_hour
from bot.services import answers, departures, meant, pages
from bot.services.consent import opted_in
from bot.services.errors import UnknownWorkspaceError
from bot.services.ingest import Ingest
from bot.services.ledger import Heard
from bot.services.pages import Page
from bot.services.ports import Clock, NudgeCard
from bot.services.views import Joined
from bot.storage import calendars, members, workspaces
from bot.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """What a person decides about being nudged."""

    database: Database
    clock: Clock
    ingest: Ingest

    async def find(self, workspace: WorkspaceId, member: MemberId) -> Member | None:
        """Return a member, or None for somebody who never joined."""
        async with self.database.read() as connection:
            return await members.find(connection, workspace, member)

    async def join(self, workspace: WorkspaceId, member: MemberId, settings: Settings) -> Joined:
        """Opt a person in, or change the settings of a member; the next slot is planned at once.

        Who has no calendar of their own gets the workspace's.

        Raises:
            UnknownWorkspaceError: the workspace has gone.
            SettingsError: nothing is known of the calendar.
        """
        async with self.database.write() as connection:
            if not await workspaces.is_known(connection, workspace):
                raise UnknownWorkspaceError(workspace)
            if settings.calendar_is_own and not is_calendar(settings.calendar):
                raise SettingsError("calendar")
            if not settings.calendar_is_own:
                settings = replace(
                    settings, calendar=await calendars.find(connection, workspace, lock=True)
                )
            before = await members.find(connection, workspace, member, lock=True)
            joined = rules.join(
                before,
                workspace=workspace,
                member=member,
                settings=settings,
                now=self.clock.now(),
            )
            await members.save(connection, joined)
        newly = before is None or not before.is_opted_in
        return Joined(member=joined, newly=newly)

    async def leave(
        self, workspace: WorkspaceId, member: MemberId, *, erase: bool
    ) -> NudgeCard | None:
        """Opt a member out, and return the card that they had open, as it is to be drawn now.

        `erase` removes everything stored about them, for good.

        Raises:
            NotOptedInError: there is nothing to leave or erase.
        """
        async with self.database.write() as connection:
            depart = departures.erase if erase else departures.leave
            return await depart(connection, workspace, member)

    async def come_back(
        self, workspace: WorkspaceId, member: MemberId
    ) -> tuple[Member, NudgeCard | None]:
        """Opt somebody in again who left, as they were; a member stays as they are.

        Returns:
            them, and the card that leaving closed, if there was one.

        Raises:
            NotOptedInError: they never joined, or nothing of it is kept.
        """
        async with self.database.write() as connection:
            return await departures.come_back(connection, workspace, member, now=self.clock.now())

    async def pause(
        self, workspace: WorkspaceId, member: MemberId, text: str, *, announces: bool = False
    ) -> Member:
        """Silence a member's nudges for as long as they say, and tell of its end if they wish.

        Raises:
            NotOptedInError: the person is not opted in.
            PauseError: the text names no end in the future.
        """
        now = self.clock.now()

        def paused(found: Member) -> Member:
            read = read_pause(text, now=now, zone=found.zone)
            told = announces or read.announces
            return rules.pause(found, until=read.until, now=now, announces=told)

        return await self._change(workspace, member, paused)

    async def announce_end(self, workspace: WorkspaceId, member: MemberId) -> Member:
        """Tell a member when their pause ends; one that is over already changes nothing.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        now = self.clock.now()

        def told(found: Member) -> Member:
            end = found.paused_until
            if end is None or found.is_nudged(now):
                return found
            return rules.pause(found, until=end, now=now, announces=True)

        return await self._change(workspace, member, told)

    async def resume(self, workspace: WorkspaceId, member: MemberId) -> Member:
        """End a member's pause.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        now = self.clock.now()
        return await self._change(workspace, member, lambda found: rules.resume(found, now=now))

    async def wake(self, workspace: WorkspaceId, member: MemberId) -> Member:
        """Nudge a member as often as their plan says, however many went by unanswered.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        now = self.clock.now()
        return await self._change(workspace, member, lambda found: rules.answered(found, now=now))

    async def ease(self, workspace: WorkspaceId, member: MemberId) -> Member | None:
        """Give a member the next calmer plan; None where theirs is as calm as it gets.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        async with self.database.write() as connection:
            found = await _opted_in(connection, workspace, member)
            plan = gentler(found.settings.plan)
            if plan is None:
                return None
            settings = replace(found.settings, plan=plan)
            eased = rules.replanned(replace(found, settings=settings), self.clock.now())
            await members.save(connection, eased)
        return eased

    async def quieten(self, workspace: WorkspaceId, member: MemberId, hour: int) -> Member | None:
        """Make an hour of the day quiet on the days that work in it; None where none does.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        async with self.database.write() as connection:
            found = await _opted_in(connection, workspace, member)
            settings = with_quiet_hour(found.settings, hour)
            if settings is None:
                return None
            quieter = rules.replanned(replace(found, settings=settings), self.clock.now())
            await members.save(connection, quieter)
        return quieter

    async def snooze(
        self, workspace: WorkspaceId, member: MemberId, by: timedelta
    ) -> tuple[Member, NudgeCard | None]:
        """Put the open nudge off, or where none is open let nothing come for as long.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        at = self.clock.now()

        def put_off(page: Page | None, now: datetime) -> tuple[Member, NudgeCard | None]:
            page = pages.opted_in(page)
            is_open = meant.find_open(page, at=at)
            if is_open is not None:
                said = answers.heard(page, is_open.nudge, at=at, now=now, source=Source.COMMAND)
                card = answers.put_off(said, by).card
                return card.member, card
            page.member = rules.hold(page.member, by=by, now=now)
            return page.member, None

        return await self.ingest.take(
            Heard(
                workspace=workspace,
                member=member,
                decide=put_off,
                nudges=meant.when_meant(workspace, member, at=at),
            )
        )

    async def _change(
        self, workspace: WorkspaceId, member: MemberId, change: Callable[[Member], Member]
    ) -> Member:
        async with self.database.write() as connection:
            found = await _opted_in(connection, workspace, member)
            changed = change(found)
            await members.save(connection, changed)
        return changed


async def _opted_in(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> Member:
    return opted_in(await members.find(connection, workspace, member, lock=True))
