"""How a member's consent and next slot move with what they do and what befalls them."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cadence import Anchors, Slot, next_slot
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member, OptIn, Settings
from bot.domain.plan import FEWEST_IGNORED, LARGEST_BUDGET
from bot.domain.timetable import CLOSEST, walk_times
from bot.domain.zone import local_date

_HOUR = timedelta(hours=1)
PUNCTUAL = timedelta(seconds=5)
"""Lateness that nobody notices, so that it does not move the next nudge."""

KEPT = CLOSEST - PUNCTUAL

_MOMENT = timedelta(minutes=1)


def join(
    before: Member | None,
    *,
    workspace: WorkspaceId,
    member: MemberId,
    settings: Settings,
    now: datetime,
) -> Member:
    """Opt a person in, or change the settings of one who already is; a pause stays as it was.

    The practice nudge comes with the joining, so that the first slot keeps its distance from now.
    """
    if before is not None and before.is_opted_in:
        return replanned(before.with_settings(settings, now=now), now)
    fresh = Member(
        workspace=workspace,
        id=member,
        opt_in=OptIn.ACTIVE,
        settings=settings,
        joined_at=now,
        anchors=Anchors(walk=now, selfcare=now),
        nudges=0 if before is None else before.nudges,
        last_nudge_at=now,
        recent=_with_newest(() if before is None else before.recent, now),
        plan_changed_at=None if before is None else now,
    )
    return replanned(fresh, now)


def leave(member: Member) -> Member:
    """Opt a member out; nothing is due to them any more."""
    return replace(
        member, opt_in=OptIn.LEFT, paused_until=None, announces=False, snoozed=None, next_slot=None
    )


def come_back(member: Member, *, now: datetime, snoozed: Slot | None = None) -> Member:
    """Opt a member in again who left, with what they chose, and what they had before them.

    What they had snoozed comes when it was to come, if that is still ahead.
    """
    ahead = snoozed if snoozed is not None and snoozed.at > now else None
    back = replace(member, opt_in=OptIn.ACTIVE, held=(), unanswered=0, snoozed=ahead)
    return replanned(back, now)


def pause(member: Member, *, until: datetime, now: datetime, announces: bool = False) -> Member:
    """Silence all nudges until an instant; who never opted in, or left, stays out.

    Who wants to be told of the end is nudged a moment after it, or as soon as they work again.
    """
    if not member.is_opted_in:
        return member
    told = _told_at(member, until) if announces else None
    paused = replace(
        member, opt_in=OptIn.PAUSED, paused_until=until, announces=announces, snoozed=told
    )
    return replanned(paused, now)


def resume(member: Member, *, now: datetime) -> Member:
    """End a pause now; who never opted in, or left, stays out."""
    if not member.is_opted_in:
        return member
    snoozed = None if member.announces else member.snoozed
    back = replace(member, opt_in=OptIn.ACTIVE, paused_until=None, announces=False, snoozed=snoozed)
    return replanned(back, now)


def snooze(member: Member, kinds: tuple[Kind, ...], *, by: timedelta, now: datetime) -> Member:
    """Put the given kinds off. Nothing comes sooner; what falls due meanwhile comes with them.

    What was held while they were busy comes with them too, and no sooner.

    Budget, gaps in the hours and a pause may make it later than asked for: `snoozed` then says when
    it really comes.
    """
    both = {*kinds, *member.held}
    kinds = tuple(kind for kind in Kind if kind in both)
    snoozed = Slot(at=now + by, kinds=kinds)
    waiting = replace(member, snoozed=snoozed, held=(), announces=member.has_to_tell)
    put_off = replanned(waiting, now)
    if put_off.next_slot is None:
        return replace(put_off, snoozed=None)
    return replace(put_off, snoozed=Slot(at=put_off.next_slot.at, kinds=kinds))


def hold(member: Member, *, by: timedelta, now: datetime) -> Member:
    """Let nothing come for a while; what is due later anyway stays where it is.

    What is snoozed already gets the new time, be that sooner or later.
    """
    pending = member.pending_snooze(now)
    if pending is not None:
        return snooze(member, pending.kinds, by=by, now=now)
    slot = member.next_slot
    if slot is None or slot.at >= now + by:
        return member
    return snooze(member, slot.kinds, by=by, now=now)


def was_active(member: Member, kinds: tuple[Kind, ...], *, at: datetime, now: datetime) -> Member:
    """Restart the clock of what a member did; a walk is a stand too.

    News may come late, so that an anchor only ever moves forward. What they did is not asked again
    by a snooze; the rest of it still comes, and nothing comes before.
    """
    did = (*kinds, Kind.STAND) if Kind.WALK in kinds else kinds
    snoozed = member.snoozed
    if snoozed is not None:
        left = tuple(kind for kind in snoozed.kinds if kind not in did)
        snoozed = replace(snoozed, kinds=left)
    anchors = member.anchors.moved(did, at)
    held = tuple(kind for kind in member.held if kind not in did) if member.held else ()
    if member.opt_in is not OptIn.ACTIVE or member.paused_until is not None:
        awake = replace(member, anchors=anchors, snoozed=snoozed, held=held, unanswered=0)
        return replanned(awake, now)
    # Every completion pays for this: one copy of the member is enough.
    awake = member if member.unanswered < FEWEST_IGNORED else replace(member, unanswered=0)
    slot = next_slot(
        awake.timetable,
        anchors=anchors,
        after=now,
        last_nudge_at=member.last_nudge_at,
        snoozed=snoozed,
        recent=member.recent,
    )
    return replace(
        member, anchors=anchors, snoozed=snoozed, held=held, unanswered=0, next_slot=slot
    )


def logged(member: Member, kinds: tuple[Kind, ...], *, at: datetime, now: datetime) -> Member:
    """Restart the clock of what a member did unasked.

    A walk taken before the plan wants one that day is that walk.
    """
    if Kind.WALK not in kinds:
        return was_active(member, kinds, at=at, now=now)
    asked = member.anchors.walk
    spans = member.settings.spans_on(local_date(at, member.zone))
    wanted = walk_times(member.settings.plan.walks, spans)
    following = next((walk for walk in wanted if asked is None or asked < walk), at)
    anchors = member.anchors.moved((Kind.WALK,), following)
    return was_active(replace(member, anchors=anchors), kinds, at=at, now=now)


def claimed(member: Member, slot: Slot, *, now: datetime) -> Member:
    """Note that a slot became a nudge, and plan the next one.

    Slots that passed while nobody claimed them are not made up for, and after one that was claimed
    late in its window the next keeps its distance from `now`.
    """
    anchors = member.anchors.moved(slot.kinds, slot.at)
    came_at = slot.at if now - slot.at <= PUNCTUAL else now
    recent = _with_newest(member.recent, came_at)
    following = next_slot(
        member.timetable,
        anchors=anchors,
        after=now + KEPT,
        last_nudge_at=came_at,
        recent=recent,
    )
    nudged = member.nudged(slot.at, anchors=anchors, recent=recent, next_slot=following)
    # Every nudge pays for this: only after a pause is the rest looked at once more.
    if member.opt_in is OptIn.ACTIVE and member.paused_until is None:
        return nudged
    return replanned(nudged, now, not_before=now + KEPT)


def passed(member: Member, *, now: datetime) -> Member:
    """Note that a slot or a snooze went by, and plan the next slot.

    What was to tell of a pause's end is kept for the next nudge.
    """
    told = member.snoozed if member.announces else None
    held = member.held if told is None else told.kinds
    waiting = replace(member, snoozed=None, held=held, announces=member.has_to_tell)
    return replanned(waiting, now)


def answered(member: Member, *, now: datetime) -> Member:
    """Note that a member answers again: nudges come as often as their plan says."""
    if not member.unanswered:
        return member
    fresh = replace(member, unanswered=0)
    return fresh if member.unanswered < FEWEST_IGNORED else replanned(fresh, now)


def woken(member: Member, *, now: datetime) -> Member:
    """Note that a member wants their plan as it is, whatever went by unanswered before."""
    return replanned(replace(member, unanswered=0, plan_changed_at=now), now)


def replanned(member: Member, now: datetime, *, not_before: datetime | None = None) -> Member:
    """Return the member with the next slot worked out afresh from everything else.

    A pause that has ended is over from here on.
    """
    if not member.is_opted_in:
        return replace(member, next_slot=None)
    pause_end = member.paused_until
    slot = next_slot(
        member.timetable,
        anchors=member.anchors,
        after=max(now, pause_end or now, not_before or now),
        last_nudge_at=member.last_nudge_at,
        snoozed=member.snoozed,
        recent=member.recent,
    )
    if pause_end is not None and pause_end <= now:
        return replace(member, next_slot=slot, opt_in=OptIn.ACTIVE, paused_until=None)
    return replace(member, next_slot=slot)


def _told_at(member: Member, end: datetime) -> Slot:
    """Return the slot that tells of a pause's end: in the first minute of work after it."""
    plan = member.settings.plan
    opens_at = member.settings.opens_at(end)
    at = end if opens_at is None else max(opens_at, end + _MOMENT)
    return Slot(at=at, kinds=tuple(plan.intervals) or plan.kinds)


def _with_newest(recent: tuple[datetime, ...], at: datetime) -> tuple[datetime, ...]:
    """Return nudges with one more; those an hour older matter to no budget any more."""
    return (*[one for one in recent[1 - LARGEST_BUDGET :] if at - one < _HOUR], at)
