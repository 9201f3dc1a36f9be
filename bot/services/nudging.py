"""Finding what is due, sending it at most once, and writing down how that went.

A claim (transaction 1) turns a slot into a nudge on its way and plans the member's next slot. The
message is sent with no transaction open. The record (transaction 2) says how it went. Whoever dies
in between leaves a lease behind: the nudge then counts as unknown and is never sent again, since a
missed nudge is harmless and a doubled one is not.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from bot.domain import planning as rules
from bot.domain.availability import silence
from bot.domain.completion import is_over
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import CLOSED, Answer, Delivery, Silence
from bot.services.claiming import LEASE, claim, nudge_for
from bot.services.consent import opted_in
from bot.services.endings import SHORTEST_WAIT, Ended, how_it_ended
from bot.services.lookout import Lookout
from bot.services.ports import Clock, Messenger, Meter, NotSent, NudgeCard, Outcome, Unmetered
from bot.services.recording import record
from bot.storage import deliveries, members, nudges, workspaces
from bot.storage.database import Database, whole

__all__ = ["BATCH", "LEASE", "Nudging"]

BATCH = 100
RECORD_SECONDS = 0.25
"""Real time after which the nudges of a batch that have ended are written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudging:
    """Brings nudges to members on time."""

    database: Database
    clock: Clock
    messenger: Messenger
    meter: Meter = field(default_factory=Unmetered)
    lookout: Lookout = field(default_factory=Lookout)

    async def list_due_workspaces(self) -> list[WorkspaceId]:
        """Return workspaces in which something is to be sent now, those longest due first."""
        look = partial(self.lookout.list_due, now=self.clock.now())
        return await self.database.look(look)

    async def deliver_due(self, workspace: WorkspaceId) -> bool:
        """Send a batch of what is due in a workspace now; tell whether more may be due.

        Raises:
            ExceptionGroup: sending some failed by a fault of ours; the others are on record.
        """
        claiming = partial(claim, workspace=workspace, now=self.clock.now(), limit=BATCH)
        claimed = await self.database.write_at_once(claiming)
        if claimed is None:
            return False
        for nudge in claimed.silent:
            self.meter.nudge_ended(nudge.delivery, late_by=None, silence=nudge.silence)
        await self._send_all(workspace, claimed.cards)
        return True

    async def practise(self, workspace: WorkspaceId, member: MemberId) -> Outcome:
        """Send the practice nudge, which shows a new member the gesture and counts in no score.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        now = self.clock.now()
        async with self.database.write() as connection:
            found = opted_in(await members.find(connection, workspace, member, lock=True))
            kinds = tuple(kind for kind in Kind if kind in found.settings.plan.intervals)
            nudge = nudge_for(found, kinds or found.settings.plan.kinds, at=now, practice=True)
            spaced = rules.replanned(replace(found, last_nudge_at=now), now)
            await members.save(connection, spaced)
            lease_until = now + LEASE
            new = await connection.run_sync(deliveries.add, [nudge], lease_until=lease_until)
            if not new:
                return NotSent(retry_after=SHORTEST_WAIT)  # asked for twice in one instant
        card = NudgeCard(nudge=nudge, member=spaced)
        outcome = await self.messenger.send_nudge(card)
        await self._record(workspace, [(card, how_it_ended(card, outcome, now=self.clock.now()))])
        return outcome

    async def give_up_lost(self) -> int:
        """Close the nudges whose sender died; return how many there were."""
        async with self.database.write() as connection:
            lost = await deliveries.give_up_lost(connection, now=self.clock.now())
        for _ in range(lost):
            self.meter.nudge_ended(Delivery.UNKNOWN, late_by=None)
        return lost

    async def _send_all(self, workspace: WorkspaceId, cards: Sequence[NudgeCard]) -> None:
        """Send a batch and write down how it goes, whatever becomes of single sends or of us.

        At Slack's pace a batch takes a while; what has ended is written down in the meantime. A
        send that fails by a fault of ours keeps its lease, and is given up after it.
        """
        ended: list[Ended] = []

        async def send(card: NudgeCard) -> None:
            ended.append((card, how_it_ended(card, await self._send(card), now=self.clock.now())))

        async def write_down() -> None:
            batch = ended[:]
            ended.clear()
            await whole(self._record(workspace, batch))

        sends = {asyncio.ensure_future(send(card)) for card in cards}
        under_way = sends
        try:
            while under_way:
                _, under_way = await asyncio.wait(under_way, timeout=RECORD_SECONDS)
                await write_down()
        finally:
            for cut_off in under_way:
                cut_off.cancel()
            results = await asyncio.gather(*sends, return_exceptions=True)
            await write_down()
        faults = [result for result in results if isinstance(result, Exception)]
        if faults:
            raise ExceptionGroup("nudges could not be sent", faults)

    async def _collapse(self, ended: Sequence[Ended], *, now: datetime) -> None:
        """Redraw what went by or has come again, so that one card at most asks a member.

        The last one of an earlier day offers nothing any more. Best effort: an edit has no claim to
        a turn, and none to be tried again.
        """
        sent = {card.member.id: card for card, one in ended if one.delivery is Delivery.SENT}
        if not sent:
            return
        look = partial(nudges.list_before, later=[card.nudge for card in sent.values()])
        for nudge in await self.database.look(look):
            if nudge.answer is None or nudge.answer is Answer.SNOOZED:
                member = sent[nudge.member].member
                over = is_over(nudge, at=now, zone=member.zone)
                self.messenger.refresh_nudge(NudgeCard(nudge=nudge, member=member, is_over=over))

    async def _send(self, card: NudgeCard) -> Outcome | Silence:
        """Send one nudge, unless its moment has passed while it waited for its turn.

        A practice nudge comes when it was asked for, in work hours or not.
        """
        quiet = silence(card.member, expires_at=card.nudge.expires_at, now=self.clock.now())
        if quiet is None or (card.nudge.practice and quiet.why in CLOSED):
            return await self.messenger.send_nudge(card)
        return quiet.why

    async def _record(self, workspace: WorkspaceId, ended: Sequence[Ended]) -> None:
        """Transaction 2: write down how a batch went."""
        if not ended:
            return
        now = self.clock.now()
        recording = partial(record, workspace=workspace, ended=ended, now=now)
        await self.database.write_at_once(recording)
        if any(one.silence is Silence.WORKSPACE_GONE for _, one in ended):
            async with self.database.write() as connection:
                await workspaces.mark_revoked(connection, workspace, at=now)
        await self._collapse(ended, now=now)
        for _, one in ended:
            if one.delivery is not Delivery.DUE:
                late_by = None if one.sent_at is None else one.sent_at - one.nudge.due_at
                self.meter.nudge_ended(one.delivery, late_by=late_by, silence=one.silence)
