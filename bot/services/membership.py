"""Joining, settings, pausing and leaving: always by the person themselves."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import planning as rules
from bot.domain.exercise import Kind
from bot.domain.holiday import is_calendar
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member, Settings, SettingsError
from bot.domain.pause import read_pause
from bot.domain.plan import gentler
from bot.domain.suggestion import with_quiet_hour
from bot.services import departures, meant, pages, snoozing
from bot.services.consent import opted_in
from bot.services.errors import UnknownWorkspaceError
from bot.services.ingest import Ingest
from bot.services.ledger import Heard
from bot.services.pages import Page
from bot.services.ports import Clock, NudgeCard
from bot.services.snoozing import Snoozed
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
            PauseError: the text names no end in the future, or a day with a nudge before it.
        """
        now = self.clock.now()

        def paused(found: Member) -> Member:
            following = None if found.next_slot is None else found.next_slot.at
            read = read_pause(text, now=now, zone=found.zone, next_at=following)
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
        return await self._change(workspace, member, lambda found: rules.woken(found, now=now))

    async def ease(
        self, workspace: WorkspaceId, member: MemberId, kinds: Collection[Kind] | None = None
    ) -> Member | None:
        """Give a member a calmer plan: of some kinds, or of what repeats; None for none calmer.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        async with self.database.write() as connection:
            found = await _opted_in(connection, workspace, member)
            plan = gentler(found.settings.plan, kinds)
            if plan is None:
                return None
            now = self.clock.now()
            settings = replace(found.settings, plan=plan)
            eased = rules.replanned(found.with_settings(settings, now=now), now)
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
            now = self.clock.now()
            quieter = rules.replanned(found.with_settings(settings, now=now), now)
            await members.save(connection, quieter)
        return quieter

    async def snooze(self, workspace: WorkspaceId, member: MemberId, by: timedelta) -> Snoozed:
        """Put the open nudge off, or what is snoozed already, or let nothing come for as long.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        return await self._of_nudges(workspace, member, partial(snoozing.put_off, by=by))

    async def unsnooze(self, workspace: WorkspaceId, member: MemberId) -> Snoozed:
        """Take back what a member snoozed, if that is still ahead.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        return await self._of_nudges(workspace, member, snoozing.take_back)

    async def _of_nudges(
        self, workspace: WorkspaceId, member: MemberId, decide: Callable[..., Snoozed]
    ) -> Snoozed:
        at = self.clock.now()

        def decided(page: Page | None, now: datetime) -> Snoozed:
            return decide(pages.opted_in(page), at=at, now=now)

        looked_at = meant.when_meant(workspace, member, at=at)
        return await self.ingest.take(
            Heard(workspace=workspace, member=member, decide=decided, nudges=looked_at)
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
