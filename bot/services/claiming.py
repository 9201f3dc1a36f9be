"""The claim: due slots become nudges on their way, or silence, and the next slots are planned."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.arrival import unsent
from bot.domain.attention import decide
from bot.domain.availability import silence
from bot.domain.cadence import Slot
from bot.domain.exercise import NO_OWN, Kind, choose
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.domain.nudge import Delivery, Nudge, window
from bot.domain.own_exercise import OwnExercise, own_keys
from bot.domain.presence import UNSEEN, Presence
from bot.domain.tip import TipKey, tip_for
from bot.domain.zone import local_date
from bot.services.ports import NudgeCard
from bot.storage import claims, deliveries, own_exercises, presences
from bot.storage.deliveries import Sent

LEASE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What a claim came to.

    Attributes:
        cards: the nudges that are now its claimer's to send.
        silent: those that are not to be sent at all.
    """

    cards: Sequence[NudgeCard]
    silent: Sequence[Nudge]


def claim(
    connection: Connection, workspace: WorkspaceId, *, now: datetime, limit: int
) -> Claimed | None:
    """Claim up to so many new slots, and as many nudges to be tried again; None if there is none.

    A workspace that is not served has none.
    """
    again = _claim_again(connection, workspace, now=now, limit=limit)
    due = claims.list_due(connection, workspace, now=now, limit=limit)
    if not again.cards and not again.silent and not due:
        return None
    around = _look_around(connection, workspace, [member.id for member in due])
    decided = [
        _claim_one(member, member.next_slot, around, now)
        for member in due
        if member.next_slot is not None
    ]
    claims.advance(connection, [member for member, _ in decided])
    new = deliveries.add(connection, [nudge for _, nudge in decided], lease_until=now + LEASE)
    cards, silent = list(again.cards), list(again.silent)
    for member, nudge in decided:
        if (nudge.member, nudge.due_at) not in new:
            continue
        if nudge.delivery is Delivery.SENDING:
            cards.append(_card(nudge, member, around))
        else:
            silent.append(nudge)
    return Claimed(cards=cards, silent=silent)


def nudge_for(
    member: Member,
    kinds: tuple[Kind, ...],
    *,
    at: datetime,
    tip: TipKey | None = None,
    own: Sequence[OwnExercise] = (),
    practice: bool = False,
) -> Nudge:
    """Make the nudge of a slot, about to be sent; the workspace's own exercises take their turn."""
    keys = own_keys(own, member.settings.plan.body) if own else NO_OWN
    return Nudge(
        workspace=member.workspace,
        member=member.id,
        due_at=at,
        expires_at=at + window(member.settings.plan),
        exercises=choose(kinds, turn=member.nudges, own=keys),
        delivery=Delivery.SENDING,
        tip=tip,
        practice=practice,
    )


def _claim_again(
    connection: Connection, workspace: WorkspaceId, *, now: datetime, limit: int
) -> Claimed:
    """Take nudges that wait to be tried again, and drop those that are not welcome any more."""
    again = deliveries.take_again(
        connection, workspace, now=now, lease_until=now + LEASE, limit=limit
    )
    found = claims.find_some(connection, workspace, {nudge.member for nudge in again})
    around = _look_around(connection, workspace, found)
    cards, silent = [], []
    for nudge in again:
        member = found[nudge.member]
        quiet = silence(
            member,
            expires_at=nudge.expires_at,
            now=now,
            presence=around.presences.get(member.id, UNSEEN),
            workspace_paused_until=around.paused_until,
        )
        if quiet is None or nudge.practice:
            cards.append(_card(nudge, member, around))
        else:
            silent.append(replace(nudge, delivery=Delivery.SKIPPED, silence=quiet.why))
    deliveries.record(
        connection,
        [Sent(nudge=nudge, delivery=nudge.delivery, silence=nudge.silence) for nudge in silent],
    )
    unseen = claims.list_locked(connection, {(workspace, nudge.member) for nudge in silent})
    claims.advance(connection, [unsent(member) for member in unseen.values()])
    return Claimed(cards=cards, silent=silent)


@dataclass(frozen=True, slots=True)
class _Around:
    """What beside a member decides whether they are nudged, and for what."""

    paused_until: datetime | None
    presences: Mapping[MemberId, Presence]
    own: Sequence[OwnExercise] = ()


def _look_around(
    connection: Connection, workspace: WorkspaceId, members: Collection[MemberId]
) -> _Around:
    if not members:
        return _Around(None, {})
    return _Around(
        paused_until=presences.find_workspace_pause(connection, workspace),
        presences=presences.list_of(connection, workspace, members),
        own=own_exercises.list_of(connection, workspace),
    )


def _claim_one(member: Member, slot: Slot, around: _Around, now: datetime) -> tuple[Member, Nudge]:
    """Decide about one due member: the member with the next slot planned, and the nudge."""
    tip = _tip_of(member, slot)
    nudge = nudge_for(member, slot.kinds, at=slot.at, tip=tip, own=around.own)
    planned, quiet = decide(
        member,
        slot,
        now=now,
        presence=around.presences.get(member.id, UNSEEN),
        workspace_paused_until=around.paused_until,
    )
    if quiet is None:
        return planned, nudge
    return planned, replace(nudge, delivery=Delivery.SKIPPED, silence=quiet.why)


def _card(nudge: Nudge, member: Member, around: _Around) -> NudgeCard:
    asked = tuple([each for each in around.own if each.key in nudge.exercises])
    return NudgeCard(nudge=nudge, member=member, own=asked)


def _tip_of(member: Member, slot: Slot) -> TipKey | None:
    """Return the tip of the day, if this is the first slot of it."""
    day, before = local_date(slot.at, member.zone), member.last_nudge_at
    if before is not None and local_date(before, member.zone) == day:
        return None
    tip = tip_for(
        day,
        phase=member.timetable.phase,
        body=member.settings.plan.body,
        wanted=member.settings.tips,
        first=True,
    )
    return None if tip is None else tip.key
