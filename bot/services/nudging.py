"""Finding what is due, sending it at most once, and writing down how that went.

A claim (transaction 1) turns a slot into a nudge on its way and plans the member's next slot. The
message is sent with no transaction open. The record (transaction 2) says how it went. Whoever dies
in between leaves a lease behind: the nudge then counts as unknown and is never sent again, since a
missed nudge is harmless and a doubled one is not.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import planning as rules
from bot.domain.availability import silence
from bot.domain.cadence import Slot
from bot.domain.exercise import Kind, choose
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.domain.nudge import Delivery, Nudge, Silence, window
from bot.services.consent import opted_in
from bot.services.endings import SHORTEST_WAIT, Ended, asked, how_it_ended, sorted_by_state
from bot.services.ports import Clock, Messenger, NotSent, NudgeCard, Outcome
from bot.storage import deliveries, members, totals, workspaces
from bot.storage.database import Database, whole
from bot.storage.deliveries import Sent

BATCH = 100
RECORD_SECONDS = 0.25
"""Real time after which the nudges of a batch that have ended are written down."""

LEASE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudging:
    """Brings nudges to members on time."""

    database: Database
    clock: Clock
    messenger: Messenger

    async def list_due_workspaces(self) -> list[WorkspaceId]:
        """Return the workspaces in which something is to be sent now."""
        now = self.clock.now()
        async with self.database.read() as connection:
            due = await members.list_due_workspaces(connection, now=now)
            again = await deliveries.list_workspaces_to_retry(connection, now=now)
        return list(dict.fromkeys((*due, *again)))

    async def deliver_due(self, workspace: WorkspaceId) -> bool:
        """Send a batch of what is due in a workspace now; tell whether more may be due.

        Raises:
            ExceptionGroup: sending some failed by a fault of ours; the others are on record.
        """
        cards = await self._claim(workspace)
        if cards is None:
            return False
        await self._send_all(workspace, cards)
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
            nudge = _nudge(found, kinds or found.settings.plan.kinds, at=now, practice=True)
            spaced = rules.replanned(replace(found, last_nudge_at=now), now)
            await members.save(connection, spaced)
            if not await deliveries.add(connection, [nudge], lease_until=now + LEASE):
                return NotSent(retry_after=SHORTEST_WAIT)  # asked for twice in one instant
        card = NudgeCard(nudge=nudge, member=spaced)
        outcome = await self.messenger.send_nudge(card)
        await self._record(workspace, [(card, how_it_ended(card, outcome, now=self.clock.now()))])
        return outcome

    async def give_up_lost(self) -> int:
        """Close the nudges whose sender died; return how many there were."""
        async with self.database.write() as connection:
            return await deliveries.give_up_lost(connection, now=self.clock.now())

    async def _claim(self, workspace: WorkspaceId) -> list[NudgeCard] | None:
        """Transaction 1: turn due slots into nudges on their way, or into silence.

        Returns what is to be sent, which may be nothing, or None where nothing was due at all.
        """
        now = self.clock.now()
        async with self.database.write() as connection:
            if not await workspaces.is_served(connection, workspace):
                return None
            cards = await self._claim_again(connection, workspace, now)
            due = await members.list_due(connection, workspace, now=now, limit=BATCH)
            claimed = [
                _claim_one(member, slot, now)
                for member in due
                if (slot := member.next_slot) is not None
            ]
            await members.advance(connection, [member for member, _ in claimed])
            new = await deliveries.add(
                connection, [nudge for _, nudge in claimed], lease_until=now + LEASE
            )
        if not cards and not claimed:
            return None
        return cards + [
            NudgeCard(nudge=nudge, member=member)
            for member, nudge in claimed
            if nudge.delivery is Delivery.SENDING and (nudge.member, nudge.due_at) in new
        ]

    async def _claim_again(
        self, connection: AsyncConnection, workspace: WorkspaceId, now: datetime
    ) -> list[NudgeCard]:
        again = await deliveries.take_again(
            connection, workspace, now=now, lease_until=now + LEASE, limit=BATCH
        )
        found = await members.find_many(connection, workspace, {nudge.member for nudge in again})
        return [NudgeCard(nudge=nudge, member=found[nudge.member]) for nudge in again]

    async def _send_all(self, workspace: WorkspaceId, cards: Sequence[NudgeCard]) -> None:
        """Send a batch and write down how it goes, whatever becomes of single sends or of us.

        At Slack's pace a batch takes a while; what has ended is written down in the meantime. A
        send that fails by a fault of ours keeps its lease, and is given up after it.
        """
        ended: list[Ended] = []

        async def send(card: NudgeCard) -> None:
            ended.append((card, how_it_ended(card, await self._send(card), now=self.clock.now())))

        async def record() -> None:
            batch = ended[:]
            ended.clear()
            await whole(self._record(workspace, batch))

        sends = {asyncio.ensure_future(send(card)) for card in cards}
        under_way = sends
        try:
            while under_way:
                _, under_way = await asyncio.wait(under_way, timeout=RECORD_SECONDS)
                await record()
        finally:
            for cut_off in under_way:
                cut_off.cancel()
            results = await asyncio.gather(*sends, return_exceptions=True)
            await record()
        faults = [result for result in results if isinstance(result, Exception)]
        if faults:
            raise ExceptionGroup("nudges could not be sent", faults)

    async def _send(self, card: NudgeCard) -> Outcome | Silence:
        """Send one nudge, unless its moment has passed while it waited for its turn.

        A practice nudge comes when it was asked for, in work hours or not.
        """
        reason = silence(card.member, expires_at=card.nudge.expires_at, now=self.clock.now())
        if reason is None or (card.nudge.practice and reason is Silence.OUTSIDE_HOURS):
            return await self.messenger.send_nudge(card)
        return reason

    async def _record(self, workspace: WorkspaceId, ended: Sequence[Ended]) -> None:
        """Transaction 2: write down how a batch went.

        Meanwhile its member may have been erased, and then nothing is written; or they may have
        answered, which proved that the nudge came and counted it, whatever we heard of it.
        """
        if not ended:
            return
        now = self.clock.now()
        async with self.database.write() as connection:
            found = await members.find_many(
                connection, workspace, {card.member.id for card, _ in ended}, lock=True
            )
            states = await deliveries.list_states(
                connection, workspace, [card.nudge for card, _ in ended]
            )
            fresh, answered = sorted_by_state(ended, states)
            await deliveries.record(connection, [one for _, one in (*fresh, *answered)])
            await totals.add(connection, workspace, asked(fresh))
            if any(one.silence is Silence.WORKSPACE_GONE for _, one in ended):
                await workspaces.mark_revoked(connection, workspace, at=now)
            moved = [_moved(found[card.member.id], one, now) for card, one in fresh]
            await members.advance(
                connection, [member for member in moved if member is not found[member.id]]
            )


def _moved(member: Member, sent: Sent, now: datetime) -> Member:
    """Return a member whose next slot keeps its distance from how a nudge ended."""
    if sent.delivery is Delivery.UNREACHABLE:
        return rules.out_of_reach(member, now=now)
    if sent.sent_at is not None:
        return rules.reached(member, at=sent.sent_at)
    return member


def _claim_one(member: Member, slot: Slot, now: datetime) -> tuple[Member, Nudge]:
    """Decide about one due member: the member with the next slot planned, and the nudge."""
    nudge = _nudge(member, slot.kinds, at=slot.at)
    reason = silence(member, expires_at=nudge.expires_at, now=now)
    if reason is not None:
        quiet = replace(nudge, delivery=Delivery.SKIPPED, silence=reason)
        return rules.passed(member, now=now), quiet
    return rules.claimed(member, slot, now=now), nudge


def _nudge(
    member: Member, kinds: tuple[Kind, ...], *, at: datetime, practice: bool = False
) -> Nudge:
    return Nudge(
        workspace=member.workspace,
        member=member.id,
        due_at=at,
        expires_at=at + window(member.settings.plan),
        exercises=choose(kinds, turn=member.nudges),
        delivery=Delivery.SENDING,
        practice=practice,
    )
