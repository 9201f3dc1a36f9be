"""A member: whether they opted in, what they chose, and when they are nudged next."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.alias import is_presentable
from bot.domain.cadence import Anchors, Slot
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.plan import Plan
from bot.domain.timetable import Timetable, phase_of
from bot.domain.work_hours import WorkHours
from bot.domain.zone import zone_named

LONGEST_ALIAS = 40


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
    """All that a member chooses in the join and settings modal.

    Attributes:
        zone: the IANA name of the member's time zone.
        place: that zone.
    """

    zone: str
    hours: WorkHours
    plan: Plan
    board_name: BoardName = BoardName.HIDDEN
    alias: str | None = None
    place: ZoneInfo = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", zone_named(self.zone))
        if self.board_name is BoardName.ALIAS and not (self.alias or "").strip():
            raise SettingsError("alias")
        if self.alias is not None and not _is_fit(self.alias):
            raise SettingsError("alias")


def _is_fit(alias: str) -> bool:
    return len(alias) <= LONGEST_ALIAS and is_presentable(alias)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in a workspace who has met the bot.

    Attributes:
        next_slot: when the next nudge is wanted and for what, or None while none is.
        snoozed: what was put off and until when, while that is ahead.
        recent: the nudges of the hour before the newest, oldest first, and that one.
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
        return self.settings.place

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
        )

    def is_nudged(self, now: datetime) -> bool:
        """Tell whether nudges may reach this member now, as far as their own consent goes."""
        return self.opt_in is OptIn.ACTIVE or (
            self.opt_in is OptIn.PAUSED
            and self.paused_until is not None
            and self.paused_until <= now
        )
