"""Finding what is due, sending it at most once, and writing down how that went.

A claim (transaction 1) turns a slot into a nudge on its way and plans the member's next slot. The
message is sent with no transaction open. The record (transaction 2) says how it went. Whoever dies
in between leaves a lease behind: the nudge then counts as unknown and is never sent again, since a
missed nudge is harmless and a doubled one is not.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import member as rules
from bot.domain.availability import silence
from bot.domain.exercise import Kind, choose
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member, OptIn
from bot.domain.nudge import Delivery, Nudge, Silence, window
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services.errors import NotOptedInError
from bot.services.ports import (
    Clock,
    Delivered,
    Messenger,
    NotSent,
    NudgeCard,
    Outcome,
    Revoked,
    Unknown,
    Unreachable,
)
from bot.storage import completions, deliveries, members, totals, workspaces
from bot.storage.database import Database
from bot.storage.deliveries import Sent

BATCH = 100
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

    async def deliver_due(self, workspace: WorkspaceId) -> int:
        """Send everything that is due in a workspace now; return how many messages went out."""
        delivered = 0
        while cards := await self._claim(workspace):
            outcomes = await asyncio.gather(*(self._send(card) for card in cards))
            sent = [self._sent(card, one) for card, one in zip(cards, outcomes, strict=True)]
            await self._record(workspace, cards, sent)
            delivered += sum(one.delivery is Delivery.SENT for one in sent)
            if any(isinstance(outcome, Revoked) for outcome in outcomes):
                break
        return delivered

    async def practise(self, workspace: WorkspaceId, member: MemberId) -> Outcome:
        """Send the practice nudge, which shows a new member the gesture and counts in no score.

        Raises:
            NotOptedInError: the person is not opted in.
        """
        now = self.clock.now()
        async with self.database.write() as connection:
            found = await members.find(connection, workspace, member, lock=True)
            if found is None or found.opt_in not in {OptIn.ACTIVE, OptIn.PAUSED}:
                raise NotOptedInError
            kinds = tuple(kind for kind in Kind if kind in found.settings.plan.intervals)
            nudge = _nudge(found, kinds or found.settings.plan.kinds, at=now, practice=True)
            spaced = rules.replanned(replace(found, last_nudge_at=now), now)
            await members.save(connection, spaced)
            await deliveries.add(connection, [nudge], lease_until=now + LEASE)
        card = NudgeCard(nudge=nudge, member=spaced)
        outcome = await self.messenger.send_nudge(card)
        await self._record(workspace, [card], [self._sent(card, outcome)])
        return outcome

    async def give_up_lost(self) -> int:
        """Close the nudges whose sender died; return how many there were."""
        async with self.database.write() as connection:
            return await deliveries.give_up_lost(connection, now=self.clock.now())

    async def _claim(self, workspace: WorkspaceId) -> list[NudgeCard]:
        """Transaction 1: turn due slots into nudges on their way, or into silence."""
        now = self.clock.now()
        async with self.database.write() as connection:
            cards = await self._claim_again(connection, workspace, now)
            due = await members.list_due(connection, workspace, now=now, limit=BATCH)
            claimed = [_claim_one(member, now) for member in due]
            await members.advance(connection, [member for member, _ in claimed])
            await deliveries.add(
                connection, [nudge for _, nudge in claimed], lease_until=now + LEASE
            )
        return cards + [
            NudgeCard(nudge=nudge, member=member)
            for member, nudge in claimed
            if nudge.delivery is Delivery.SENDING
        ]

    async def _claim_again(
        self, connection: AsyncConnection, workspace: WorkspaceId, now: datetime
    ) -> list[NudgeCard]:
        again = await deliveries.take_again(
            connection, workspace, now=now, lease_until=now + LEASE, limit=BATCH
        )
        cards = []
        for nudge in again:
            member = await members.find(connection, workspace, nudge.member)
            if member is not None:
                done = await completions.list_of(connection, nudge)
                cards.append(NudgeCard(nudge=nudge, member=member, completed=tuple(done)))
        return cards

    async def _send(self, card: NudgeCard) -> Outcome | Silence:
        """Send one nudge, unless its moment has passed while it waited for its turn."""
        reason = silence(card.member, expires_at=card.nudge.expires_at, now=self.clock.now())
        if reason is not None and not card.nudge.practice:
            return reason
        return await self.messenger.send_nudge(card)

    def _sent(self, card: NudgeCard, outcome: Outcome | Silence) -> Sent:
        """Turn an outcome into what is written down."""
        now = self.clock.now()
        match outcome:
            case Delivered(message=message):
                end = Sent(nudge=card.nudge, delivery=Delivery.SENT, message=message, sent_at=now)
            case NotSent(retry_after=wait) if now + wait < card.nudge.expires_at:
                end = Sent(nudge=card.nudge, delivery=Delivery.DUE, retry_at=now + wait)
            case Unreachable():
                end = Sent(nudge=card.nudge, delivery=Delivery.UNREACHABLE)
            case Unknown():
                end = Sent(nudge=card.nudge, delivery=Delivery.UNKNOWN)
            case NotSent():
                end = _skipped(card.nudge, Silence.LATE)
            case Revoked():
                end = _skipped(card.nudge, Silence.WORKSPACE_GONE)
            case Silence():
                end = _skipped(card.nudge, outcome)
            case _:
                assert_never(outcome)
        return end

    async def _record(
        self, workspace: WorkspaceId, cards: Sequence[NudgeCard], sent: Sequence[Sent]
    ) -> None:
        """Transaction 2: write down how a batch went."""
        now = self.clock.now()
        async with self.database.write() as connection:
            await deliveries.record(connection, sent)
            await totals.add(connection, workspace, _asked(cards, sent))
            if any(one.silence is Silence.WORKSPACE_GONE for one in sent):
                await workspaces.mark_revoked(connection, workspace, at=now)
            for one in sent:
                if one.delivery is Delivery.UNREACHABLE:
                    await _put_out_of_reach(connection, one.nudge, now)


def _skipped(nudge: Nudge, reason: Silence) -> Sent:
    return Sent(nudge=nudge, delivery=Delivery.SKIPPED, silence=reason)


def _claim_one(member: Member, now: datetime) -> tuple[Member, Nudge]:
    """Decide about one due member: the member with the next slot planned, and the nudge."""
    slot = member.next_slot
    if slot is None:
        raise ValueError("a member without a slot is never due")
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


def _asked(cards: Sequence[NudgeCard], sent: Sequence[Sent]) -> dict[tuple[MemberId, date], Tally]:
    """Count what the nudges that went out asked for, by member and day."""
    asked: Counter[tuple[MemberId, date]] = Counter()
    for card, one in zip(cards, sent, strict=True):
        if one.delivery is Delivery.SENT and not card.nudge.practice:
            day = local_date(card.nudge.due_at, card.member.zone)
            asked[card.member.id, day] += len(card.nudge.kinds)
    return {key: Tally(asked=count) for key, count in asked.items()}


async def _put_out_of_reach(connection: AsyncConnection, nudge: Nudge, now: datetime) -> None:
    member = await members.find(connection, nudge.workspace, nudge.member, lock=True)
    if member is not None:
        await members.advance(connection, [rules.out_of_reach(member, now=now)])
