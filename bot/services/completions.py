"""Taking answers by button and command, each by one and the same rule."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.completion import CLOSEST_LOGS, Ignored, Source, refusal
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import Answer
from bot.services import answers, meant
from bot.services.answers import Said
from bot.services.cards import card_of, find_newest_card
from bot.services.ingest import Ingest
from bot.services.ledger import Heard
from bot.services.pages import Page, opted_in
from bot.services.ports import NudgeCard
from bot.services.views import Change, Logged
from bot.storage import members, nudges
from bot.storage.database import Database
from bot.storage.many import Stretch

MEETING = timedelta(hours=1)

_ANSWERED_WITHIN = timedelta(days=2)
"""No completion is further from its slot, since a nudge is answered on its own day."""

_INSTANT = timedelta(microseconds=1)
_PUT_AWAY = frozenset({Answer.SNOOZED, Answer.BUSY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Completions:
    """Takes answers, each of which counts once whatever is replayed."""

    database: Database
    ingest: Ingest

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

        def done(said: Said) -> Change | Ignored:
            asked = said.nudge.kinds
            chosen = asked if kinds is None else tuple(kind for kind in asked if kind in kinds)
            return answers.complete(said, chosen) if chosen else Ignored.NOT_AN_ANSWER

        return await self._answer(workspace, member, due_at, at, done)

    async def undo(
        self, workspace: WorkspaceId, member: MemberId, due_at: datetime, *, at: datetime
    ) -> Change | Ignored:
        """Take back whatever was said to a nudge."""
        return await self._answer(workspace, member, due_at, at, answers.undo)

    async def skip(
        self, workspace: WorkspaceId, member: MemberId, due_at: datetime, *, at: datetime
    ) -> Change | Ignored:
        """Skip a nudge."""

        def skipped(said: Said) -> Change | Ignored:
            return answers.changed(said, Answer.SKIPPED, ())

        return await self._answer(workspace, member, due_at, at, skipped)

    async def already_up(
        self, workspace: WorkspaceId, member: MemberId, due_at: datetime, *, at: datetime
    ) -> Change | Ignored:
        """Take it that the member was up anyway: their clock restarts, and what stands is done."""

        def up(said: Said) -> Change | Ignored:
            stands = tuple(kind for kind in said.nudge.kinds if kind in {Kind.STAND, Kind.WALK})
            return answers.complete(said, stands, Answer.ALREADY_UP)

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

        def snoozed(said: Said) -> Change | Ignored:
            return answers.put_off(said, by)

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

        def away(said: Said) -> Change | Ignored:
            return answers.busy(said, until=said.now + for_)

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
            return await card_of(connection, found, nudge)

    async def find_put_away(self, workspace: WorkspaceId, member: MemberId) -> NudgeCard | None:
        """Return a member's newest card if that says until when it is put away, or None."""
        async with self.database.read() as connection:
            found = await members.find(connection, workspace, member)
            card = None if found is None else await find_newest_card(connection, found)
        return card if card is not None and card.nudge.answer in _PUT_AWAY else None

    async def done(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        kinds: tuple[Kind, ...] | None,
        *,
        at: datetime,
    ) -> Change | Logged | Ignored:
        """Take a completion said by command.

        It answers the open nudge, or else the newest of the last hour that went by, if one asks for
        one of the kinds (None: whatever it asks for); otherwise they are logged as done unasked.

        Raises:
            NotOptedInError: the person is not opted in.
        """

        def taken(page: Page | None, now: datetime) -> Change | Logged | Ignored:
            page = opted_in(page)
            for nudge, left, _ in meant.list_meant(page, at=at):
                asked = left if kinds is None else tuple(kind for kind in left if kind in kinds)
                if asked:
                    said = answers.heard(page, nudge, at=at, now=now, source=Source.COMMAND)
                    return answers.complete(said, asked)
            if kinds is None:
                return Ignored.NOT_A_NUDGE
            return meant.log(page, kinds, at=at, now=now)

        return await self.ingest.take(
            Heard(
                workspace=workspace,
                member=member,
                decide=taken,
                nudges=meant.when_meant(workspace, member, at=at),
                completions=Stretch(workspace, member, at - _ANSWERED_WITHIN, at + CLOSEST_LOGS),
            )
        )

    async def _answer(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        due_at: datetime,
        at: datetime,
        act: Callable[[Said], Change | Ignored],
    ) -> Change | Ignored:
        """Find the member's own nudge and act on it, if an answer still counts."""

        def decided(page: Page | None, now: datetime) -> Change | Ignored:
            nudge = None if page is None else page.nudges.get(due_at)
            if page is None or nudge is None:
                return Ignored.NOT_A_NUDGE
            reason = refusal(nudge, by=member, at=at, zone=page.member.zone)
            if reason is not None:
                return reason
            return act(answers.heard(page, nudge, at=at, now=now, source=Source.BUTTON))

        slot = Stretch(workspace, member, due_at, due_at + _INSTANT)
        return await self.ingest.take(
            Heard(workspace=workspace, member=member, decide=decided, nudges=slot)
        )
