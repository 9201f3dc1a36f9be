"""What becomes of a member's slot and plan, given what Slack says: decided here, done elsewhere."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import planning
from bot.domain.availability import Quiet, busy, silence
from bot.domain.cadence import Slot
from bot.domain.exercise import Kind
from bot.domain.member import Member
from bot.domain.nudge import HELD, Silence, window
from bot.domain.presence import UNSEEN, Presence

EDGE = timedelta(minutes=1)
"""Who has just become free is left alone for so long."""

ASKS_AGAIN = timedelta(hours=4)
"""How long an end is believed at a time: news that it came sooner may be lost."""

_RESTFUL = frozenset({Silence.IN_A_HUDDLE, Silence.AWAY})
"""What people get up after anyway, so that their clock starts again."""


def decide(
    member: Member,
    slot: Slot,
    *,
    now: datetime,
    presence: Presence = UNSEEN,
    workspace_paused_until: datetime | None = None,
) -> tuple[Member, Quiet | None]:
    """Return a member whose slot has come with the next one planned, and why this one is silent.

    None means that it is to be sent.
    """
    quiet = silence(
        member,
        expires_at=slot.at + window(member.settings.plan),
        now=now,
        presence=presence,
        workspace_paused_until=workspace_paused_until,
    )
    if quiet is None:
        return planning.claimed(member, slot, now=now), None
    if quiet.why in HELD:
        return held(member, slot.kinds, until=quiet.until, now=now), quiet
    return planning.passed(member, now=now), quiet


def heard(member: Member, before: Presence, after: Presence, *, now: datetime) -> Member:
    """Return a member whose next slot fits what Slack says of them now, and said before."""
    was, still = busy(before, now=now), busy(after, now=now)
    if was is None or not member.is_opted_in:
        return member
    if still is None:
        return freed(member, now=now, rested=was.why in _RESTFUL)
    if member.held and still != was:
        return held(member, (), until=still.until, now=now)
    return member


def held(
    member: Member, kinds: tuple[Kind, ...], *, until: datetime | None, now: datetime
) -> Member:
    """Note that a slot fell due while its member was busy: all such come once, at the end of it.

    Nobody may know when that is. Then the plan goes on, each slot asks again, and `freed` brings
    what was held.
    """
    both = {*member.held, *kinds}
    merged = tuple(kind for kind in Kind if kind in both)
    end = None
    if until is not None:
        end = Slot(at=min(max(until, now) + EDGE, now + ASKS_AGAIN), kinds=merged)
    waiting = replace(member, held=merged, snoozed=end, announces=member.has_to_tell)
    return planning.replanned(waiting, now)


def freed(member: Member, *, now: datetime, rested: bool) -> Member:
    """Note that a member is busy no more: what was held comes once, in a moment.

    Args:
        member: as they were while busy.
        now: when they became free.
        rested: what kept them busy counts as a break, as the end of a huddle does: people get up
            after it. The clock starts again then, and nothing is made up for.
    """
    if rested:
        anchors = member.anchors.moved(tuple(member.settings.plan.intervals), now)
        snoozed = None if member.held and not member.announces else member.snoozed
        return planning.replanned(replace(member, anchors=anchors, held=(), snoozed=snoozed), now)
    if not member.held:
        return member
    edge = Slot(at=now + EDGE, kinds=member.held)
    return planning.replanned(replace(member, snoozed=edge), now)
