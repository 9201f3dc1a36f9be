"""A member: whether they opted in, what they chose, and when they are nudged next."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.alias import AliasFlaw, AliasProblem, flaw_of
from bot.domain.cadence import Anchors, Slot
from bot.domain.exercise import Kind
from bot.domain.holiday import NO_CALENDAR, holiday_on
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import Silence
from bot.domain.plan import Plan, eased
from bot.domain.timetable import HORIZON_DAYS, Timetable, phase_of
from bot.domain.work_hours import NO_HOURS, Span, WorkHours
from bot.domain.zone import local_date, zone_named

_DAY = timedelta(days=1)


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


class AliasError(SettingsError):
    """An alias cannot be shown; `flaw` says why not."""

    def __init__(self, flaw: AliasFlaw) -> None:
        super().__init__("alias")
        self.flaw = flaw


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that a member chooses in the join and settings modal.

    Attributes:
        zone: the IANA name of the member's time zone.
        quiet: weekly blocks without nudges, within the hours or not.
        calendar: whose public holidays are days off; see `bot.domain.holiday`.
        calendar_is_own: the member chose it; else it follows the workspace's.
        language: the language the member chose, or None for the one that Slack shows them.
        tips: whether a nudge a day may carry a tip.
        place: that zone.
        open_hours: the hours without the quiet blocks.
    """

    zone: str
    hours: WorkHours
    plan: Plan
    board_name: BoardName = BoardName.HIDDEN
    alias: str | None = None
    quiet: WorkHours = NO_HOURS
    calendar: str = NO_CALENDAR
    calendar_is_own: bool = False
    language: str | None = None
    tips: bool = True
    place: ZoneInfo = field(init=False, repr=False, compare=False)
    open_hours: WorkHours = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", zone_named(self.zone))
        object.__setattr__(self, "open_hours", self.hours.without(self.quiet))
        if self.board_name is BoardName.ALIAS and self.alias is None:
            raise AliasError(AliasFlaw(AliasProblem.MISSING))
        flaw = None if self.alias is None else flaw_of(self.alias)
        if flaw is not None:
            raise AliasError(flaw)

    def is_open(self, at: datetime) -> bool:
        """Tell whether an instant lies in the hours, outside quiet blocks and holidays."""
        return (
            self.open_hours.contains(at, self.place)
            and self.holiday_on(local_date(at, self.place)) is None
        )

    def why_closed(self, at: datetime) -> Silence:
        """Return why an instant is none for nudges, given that it is not."""
        if self.holiday_on(local_date(at, self.place)) is not None:
            return Silence.HOLIDAY
        if self.hours.contains(at, self.place):
            return Silence.QUIET_BLOCK
        return Silence.OUTSIDE_HOURS

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return the spans of a day in which nudges may come; a holiday has none."""
        if self.holiday_on(day) is not None:
            return ()
        return self.open_hours.spans_on(day, self.place)

    def opens_at(self, at: datetime) -> datetime | None:
        """Return the first instant from `at` on at which nudges may come; None if none is near."""
        today = local_date(at, self.place)
        days = (today + ahead * _DAY for ahead in range(HORIZON_DAYS))
        spans = (span for day in days for span in self.spans_on(day) if span.end > at)
        return next((max(span.start, at) for span in spans), None)

    def holiday_on(self, day: date) -> str | None:
        """Return the name of the holiday that a day is, or None."""
        return holiday_on(self.calendar, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in a workspace who has met the bot.

    Attributes:
        next_slot: when the next nudge is wanted and for what, or None while none is.
        snoozed: what was put off and until when, while that is ahead.
        recent: the nudges of the hour before the newest, oldest first, and that one.
        nudges: how many nudges were ever claimed, which turns the rotation of exercises.
        held: the kinds that fell due while Slack said that they were busy.
        unanswered: how many nudges in a row went without an answer, the newest included.
        announces: they asked to be told when their pause ends, or have just been told.
        locale: the language in which Slack shows itself to them, such as `pt-BR`, if known.
        programme_since: the day on which they began the eight-week programme, while it runs.
        plan_changed_at: when their plan or their hours last changed; None for not since they
            joined. How it went before says nothing of how they are asked now.
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
    held: tuple[Kind, ...] = ()
    unanswered: int = 0
    announces: bool = False
    locale: str | None = None
    programme_since: date | None = None
    plan_changed_at: datetime | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Return the member's time zone."""
        return self.settings.place

    @property
    def has_to_tell(self) -> bool:
        """Tell whether the next nudge is to say that a pause is over: none has said it yet."""
        return self.announces and (self.snoozed is not None or bool(self.held))

    @property
    def is_opted_in(self) -> bool:
        """Tell whether this member is in, paused or not."""
        return self.opt_in is OptIn.ACTIVE or self.opt_in is OptIn.PAUSED

    @property
    def timetable(self) -> Timetable:
        """Return what decides when this member's slots fall."""
        return Timetable(
            plan=eased(self.settings.plan, self.unanswered),
            hours=self.settings.open_hours,
            zone=self.zone,
            calendar=self.settings.calendar,
            phase=phase_of(self.workspace, self.id),
        )

    def nudged(
        self,
        at: datetime,
        *,
        anchors: Anchors,
        recent: tuple[datetime, ...],
        next_slot: Slot | None,
    ) -> "Member":
        """Return this member with one more nudge, as `replace` would in twice the time."""
        return Member(
            workspace=self.workspace,
            id=self.id,
            opt_in=self.opt_in,
            settings=self.settings,
            joined_at=self.joined_at,
            anchors=anchors,
            paused_until=self.paused_until,
            last_nudge_at=at,
            recent=recent,
            next_slot=next_slot,
            nudges=self.nudges + 1,
            unanswered=self.unanswered + 1,
            # The first nudge after a pause tells of its end, however long it was held; no other.
            announces=self.has_to_tell,
            locale=self.locale,
            programme_since=self.programme_since,
            plan_changed_at=self.plan_changed_at,
        )

    def with_settings(self, settings: Settings, *, now: datetime) -> "Member":
        """Return this member with other settings, noting a change of what they are asked when."""
        before = self.settings
        is_asked_alike = (settings.plan, settings.open_hours) == (before.plan, before.open_hours)
        changed_at = self.plan_changed_at if is_asked_alike else now
        return replace(self, settings=settings, plan_changed_at=changed_at)

    def has_newer_than(self, due_at: datetime) -> bool:
        """Tell whether a newer nudge came after the one of a slot, which thereby went by."""
        return self.last_nudge_at is not None and self.last_nudge_at > due_at

    def is_nudged(self, now: datetime) -> bool:
        """Tell whether nudges may reach this member now, as far as their own consent goes."""
        return self.opt_in is OptIn.ACTIVE or (
            self.opt_in is OptIn.PAUSED
            and self.paused_until is not None
            and self.paused_until <= now
        )

    def pending_snooze(self, now: datetime) -> Slot | None:
        """Return what this member snoozed themselves, while that is ahead.

        What was held for them, or is to tell of a pause's end, was put off by nobody.
        """
        slot, following = self.snoozed, self.next_slot
        if slot is None or following is None or self.held or self.announces:
            return None
        is_ahead = bool(slot.kinds) and now < slot.at == following.at
        return slot if is_ahead else None
