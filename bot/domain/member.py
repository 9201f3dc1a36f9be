"""A member: whether they opted in, their plan, and how their next slot moves with what they do."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.cadence import Anchors, Slot, next_slot
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.plan import LARGEST_BUDGET, Plan
from bot.domain.timetable import CLOSEST, Timetable, phase_of, walk_times
from bot.domain.work_hours import WorkHours
from bot.domain.zone import local_date, zone_named

LONGEST_ALIAS = 40

_EARLY_WALK = timedelta(hours=3)
_PUNCTUAL = timedelta(minutes=1)
"""Lateness that nobody notices, so that it does not move the next nudge."""


class OptIn(StrEnum):
    """Where a member's consent stands."""

    NEVER = "never"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


class BoardName(StrEnum):
    """How a member is shown on a leaderboard."""

    HIDDEN = "hidden"
    SHOWN = "shown"
    ALIAS = "alias"


class SettingsError(ValueError):
    """A setting is not acceptable; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that a member chooses in the join and settings modal."""

    zone: str
    hours: WorkHours
    plan: Plan
    board_name: BoardName = BoardName.HIDDEN
    alias: str | None = None

    def __post_init__(self) -> None:
        zone_named(self.zone)
        if self.board_name is BoardName.ALIAS and not (self.alias or "").strip():
            raise SettingsError("alias")
        if self.alias is not None and len(self.alias) > LONGEST_ALIAS:
            raise SettingsError("alias")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in a workspace who has met the bot.

    Attributes:
        next_slot: when the next nudge is wanted and for what, or None while none is.
        snoozed: what was put off and until when, while that is ahead.
        recent: the newest nudges, oldest first, as many as an hour may hold.
        nudges: how many nudges were ever claimed, which turns the rotation of exercises.
    """

    workspace: WorkspaceId
    id: MemberId
    opt_in: OptIn
    settings: Settings
    joined_at: datetime
    anchors: Anchors = field(default_factory=Anchors)
    paused_until: datetime | None = None
    last_nudge_at: datetime | None = None
    recent: tuple[datetime, ...] = ()
    snoozed: Slot | None = None
    next_slot: Slot | None = None
    nudges: int = 0

    @property
    def zone(self) -> ZoneInfo:
        """Return the member's time zone."""
        return zone_named(self.settings.zone)

    @property
    def is_opted_in(self) -> bool:
        """Tell whether this member is in, paused or not."""
        return self.opt_in is OptIn.ACTIVE or self.opt_in is OptIn.PAUSED

    @property
    def timetable(self) -> Timetable:
        """Return what decides when this member's slots fall."""
        return Timetable(
            plan=self.settings.plan,
            hours=self.settings.hours,
            zone=self.zone,
            phase=phase_of(self.workspace, self.id),
        )

    def is_nudged(self, now: datetime) -> bool:
        """Tell whether nudges may reach this member now, as far as their own consent goes."""
        return self.opt_in is OptIn.ACTIVE or (
            self.opt_in is OptIn.PAUSED
            and self.paused_until is not None
            and self.paused_until <= now
        )


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
        return replanned(replace(before, settings=settings), now)
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
    )
    return replanned(fresh, now)


def leave(member: Member) -> Member:
    """Opt a member out; nothing is due to them any more."""
    return replace(member, opt_in=OptIn.LEFT, paused_until=None, snoozed=None, next_slot=None)


def pause(member: Member, *, until: datetime, now: datetime) -> Member:
    """Silence all nudges until an instant; who never opted in, or left, stays out."""
    if not member.is_opted_in:
        return member
    return replanned(replace(member, opt_in=OptIn.PAUSED, paused_until=until, snoozed=None), now)


def resume(member: Member, *, now: datetime) -> Member:
    """End a pause now; who never opted in, or left, stays out."""
    if not member.is_opted_in:
        return member
    return replanned(replace(member, opt_in=OptIn.ACTIVE, paused_until=None), now)


def snooze(member: Member, kinds: tuple[Kind, ...], *, by: timedelta, now: datetime) -> Member:
    """Put the given kinds off. Nothing comes sooner; what falls due meanwhile comes with them.

    Budget, gaps in the hours and a pause may make it later than asked for: `snoozed` then says when
    it really comes.
    """
    put_off = replanned(replace(member, snoozed=Slot(at=now + by, kinds=kinds)), now)
    if put_off.next_slot is None:
        return replace(put_off, snoozed=None)
    return replace(put_off, snoozed=Slot(at=put_off.next_slot.at, kinds=kinds))


def hold(member: Member, *, by: timedelta, now: datetime) -> Member:
    """Let nothing come for a while; what is due later anyway stays where it is."""
    slot = member.next_slot
    if slot is None or slot.at >= now + by:
        return member
    return snooze(member, slot.kinds, by=by, now=now)


def was_active(member: Member, kinds: tuple[Kind, ...], *, at: datetime, now: datetime) -> Member:
    """Restart the clock of what a member did; a walk is a stand too.

    News may come late, so that an anchor only ever moves forward. What they did is not asked again
    by a snooze; the rest of it still comes.
    """
    did = (*kinds, Kind.STAND) if Kind.WALK in kinds else kinds
    snoozed = member.snoozed
    if snoozed is not None:
        left = tuple(kind for kind in snoozed.kinds if kind not in did)
        snoozed = replace(snoozed, kinds=left) if left else None
    anchors = member.anchors.moved(did, at)
    return replanned(replace(member, anchors=anchors, snoozed=snoozed), now)


def logged(member: Member, kinds: tuple[Kind, ...], *, at: datetime, now: datetime) -> Member:
    """Restart the clock of what a member did unasked.

    A walk taken shortly before the plan wants one is that walk.
    """
    if Kind.WALK not in kinds:
        return was_active(member, kinds, at=at, now=now)
    spans = member.settings.hours.spans_on(local_date(at, member.zone), member.zone)
    wanted = [
        walk
        for walk in walk_times(member.settings.plan.walks, spans)
        if at < walk <= at + _EARLY_WALK
    ]
    anchors = member.anchors.moved((Kind.WALK,), wanted[0]) if wanted else member.anchors
    return was_active(replace(member, anchors=anchors), kinds, at=at, now=now)


def claimed(member: Member, slot: Slot, *, now: datetime) -> Member:
    """Note that a slot became a nudge, and plan the next one.

    Slots that passed while nobody claimed them are not made up for, and after one that was claimed
    late in its window the next keeps its distance from `now`.
    """
    return replanned(
        replace(
            member,
            anchors=member.anchors.moved(slot.kinds, slot.at),
            last_nudge_at=slot.at,
            recent=_with_newest(member.recent, slot.at),
            snoozed=None,
            nudges=member.nudges + 1,
        ),
        now,
        not_before=now + CLOSEST - _PUNCTUAL,
    )


def reached(member: Member, *, at: datetime) -> Member:
    """Note when a nudge reached its member; after a late one the next keeps its distance."""
    keeps = at + CLOSEST - _PUNCTUAL
    if member.next_slot is None or member.next_slot.at >= keeps:
        return member
    return replanned(member, at, not_before=keeps)


def passed(member: Member, *, now: datetime) -> Member:
    """Note that a slot or a snooze went by, and plan the next slot."""
    return replanned(replace(member, snoozed=None), now)


def out_of_reach(member: Member, *, now: datetime) -> Member:
    """Plan the next slot no earlier than tomorrow, after Slack said that nobody is there."""
    tomorrow = local_date(now, member.zone) + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), tzinfo=member.zone).astimezone(UTC)
    return replanned(replace(member, snoozed=None), now, not_before=midnight)


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


def _with_newest(recent: tuple[datetime, ...], at: datetime) -> tuple[datetime, ...]:
    return (*recent[1 - LARGEST_BUDGET :], at)
