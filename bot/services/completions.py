"""Taking answers to nudges: by reaction, button or command, each by one and the same rule."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import planning as rules
from bot.domain.completion import (
    CLOSEST_LOGS,
    Ignored,
    Source,
    log_counts,
    refusal,
)
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.domain.nudge import Answer, Nudge
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services import answers
from bot.services.answers import Said
from bot.services.consent import opted_in
from bot.services.ports import Clock, NudgeCard
from bot.services.views import Change, Logged
from bot.storage import completions, members, nudges, reactions, totals
from bot.storage.database import Database

MEETING = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completions:
    """Takes answers, each of which counts once whatever is replayed."""

    database: Database
    clock: Clock

    async def complete(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        due_at: datetime,
        *,
        at: datetime,
        kinds: tuple[Kind, ...] | None = None,
    ) -> Change | Ignored:
        """Complete a nudge by its button: the given kinds, or all that it asks for."""

        async def done(connection: AsyncConnection, said: Said) -> Change | Ignored:
            asked = said.nudge.kinds
            chosen = asked if kinds is None else tuple(kind for kind in asked if kind in kinds)
            if not chosen:
                return Ignored.NOT_AN_ANSWER
            return await answers.complete(connection, said, chosen)

        return await self._answer(workspace, member, due_at, at, done)

    async def undo(
        self, workspace: WorkspaceId, member: MemberId, due_at: datetime, *, at: datetime
    ) -> Change | Ignored:
        """Take back whatever was said to a nudge."""

        async def undone(connection: AsyncConnection, said: Said) -> Change:
            kinds = tuple(kind for kind in said.nudge.kinds if kind in said.done)
            await answers.withdraw(connection, said, kinds)
            standing = await reactions.list_standing(connection, said.nudge)
            for emoji, since in standing.items():
                await reactions.note(
                    connection, said.nudge, emoji, is_on=False, said_at=max(at, since)
                )
            change = await answers.take_back(connection, said)
            return replace(change, kinds=kinds)

        return await self._answer(workspace, member, due_at, at, undone)

    async def skip(
        self, workspace: WorkspaceId, member: MemberId, due_at: datetime, *, at: datetime
    ) -> Change | Ignored:
        """Skip a nudge."""

        async def skipped(connection: AsyncConnection, said: Said) -> Change:
            return await answers.changed(connection, said, Answer.SKIPPED, ())

        return await self._answer(workspace, member, due_at, at, skipped)

    async def already_up(
        self, workspace: WorkspaceId, member: MemberId, due_at: datetime, *, at: datetime
    ) -> Change | Ignored:
        """Take it that the member was up anyway: their clock restarts, and what stands is done."""

        async def up(connection: AsyncConnection, said: Said) -> Change:
            stands = tuple(kind for kind in said.nudge.kinds if kind in {Kind.STAND, Kind.WALK})
            return await answers.complete(connection, said, stands, Answer.ALREADY_UP)

        return await self._answer(workspace, member, due_at, at, up)

    async def put_off(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        due_at: datetime,
        *,
        at: datetime,
        by: timedelta = answers.SNOOZE_BY,
    ) -> Change | Ignored:
        """Put a nudge off for a while."""

        async def snoozed(connection: AsyncConnection, said: Said) -> Change:
            return await answers.put_off(connection, said, by)

        return await self._answer(workspace, member, due_at, at, snoozed)

    async def busy(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        due_at: datetime,
        *,
        at: datetime,
        for_: timedelta = MEETING,
    ) -> Change | Ignored:
        """Put a nudge away because the member is in a meeting, and pause for as long."""

        async def away(connection: AsyncConnection, said: Said) -> Change:
            return await answers.busy(connection, said, until=said.now + for_)

        return await self._answer(workspace, member, due_at, at, away)

    async def find_card(
        self, workspace: WorkspaceId, member: MemberId, due_at: datetime
    ) -> NudgeCard | None:
        """Return the card of a member's own nudge, or None."""
        async with self.database.read() as connection:
            found = await members.find(connection, workspace, member)
            nudge = await nudges.find(connection, workspace, member, due_at)
            if found is None or nudge is None:
                return None
            done = await completions.list_of(connection, nudge)
        return NudgeCard(nudge=nudge, member=found, completed=tuple(done))

    async def done(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        kinds: tuple[Kind, ...] | None,
        *,
        at: datetime,
    ) -> Change | Logged | Ignored:
        """Take a completion said by command.

        It answers the open nudge if that asks for one of the kinds (None: whatever it asks for);
        otherwise the kinds are logged as done unasked.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        async with self.database.write() as connection:
            found = opted_in(await members.find(connection, workspace, member, lock=True))
            is_open = await answers.find_open(connection, found, at=at)
            if is_open is not None:
                nudge, left = is_open
                asked = left if kinds is None else tuple(kind for kind in left if kind in kinds)
                if asked:
                    said = await self._hear(connection, nudge, found, at, Source.COMMAND)
                    return await answers.complete(connection, said, asked)
            if kinds is None:
                return Ignored.NOT_A_NUDGE
            return await self._log(connection, found, kinds, at)

    async def _log(
        self, connection: AsyncConnection, member: Member, kinds: tuple[Kind, ...], at: datetime
    ) -> Logged | Ignored:
        counted = []
        for kind in kinds:
            logged = await completions.list_done(
                connection, member.workspace, member.id, kind, around=at, within=CLOSEST_LOGS
            )
            if log_counts(at=at, logged=logged):
                await completions.log(connection, member.workspace, member.id, kind, at=at)
                counted.append(kind)
        if not counted:
            return Ignored.TOO_SOON
        day = local_date(at, member.zone)
        await totals.add(
            connection, member.workspace, {(member.id, day): Tally(logged=len(counted))}
        )
        active = rules.logged(member, tuple(counted), at=at, now=self.clock.now())
        await members.save(connection, active)
        return Logged(kinds=tuple(counted))

    async def _answer(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        due_at: datetime,
        at: datetime,
        act: Callable[[AsyncConnection, Said], Awaitable[Change | Ignored]],
    ) -> Change | Ignored:
        """Find the member's own nudge and act on it, if an answer still counts."""
        async with self.database.write() as connection:
            found = await members.find(connection, workspace, member, lock=True)
            nudge = await nudges.find(connection, workspace, member, due_at)
            if found is None or nudge is None:
                return Ignored.NOT_A_NUDGE
            reason = refusal(nudge, by=member, at=at, zone=found.zone)
            if reason is not None:
                return reason
            return await act(
                connection, await self._hear(connection, nudge, found, at, Source.BUTTON)
            )

    async def _hear(
        self,
        connection: AsyncConnection,
        nudge: Nudge,
        member: Member,
        at: datetime,
        source: Source,
    ) -> Said:
        now = self.clock.now()
        return await answers.hear(connection, nudge, member, at=at, now=now, source=source)
