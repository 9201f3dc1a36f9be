"""Members as rows: what stands in which column, and how the drivers' values become a member."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from bot.domain.cadence import Anchors, Slot
from bot.domain.holiday import NO_CALENDAR, is_calendar
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import BoardName, Member, OptIn, Settings
from bot.storage import codec
from bot.storage.raw import Instants

KEY = ("workspace_id", "member_id")

PLANNING = (
    "opt_in",
    "paused_until",
    "announces",
    "stand_anchor_at",
    "squeeze_anchor_at",
    "walk_anchor_at",
    "selfcare_anchor_at",
    "last_nudge_at",
    "recent_nudges",
    "snoozed_until",
    "snoozed_kinds",
    "next_due_at",
    "next_kinds",
    "nudges",
    "held_kinds",
    "unanswered",
)
"""What a claim or an answer changes of a member."""

_SETTINGS = (
    "zone",
    "hours",
    "plan",
    "board_name",
    "alias",
    "quiet",
    "calendar",
    "calendar_is_own",
    "language",
    "tips",
)

_REST = ("joined_at", "locale", "programme_since", "plan_changed_at")

COLUMNS = ("member_id", *_SETTINGS, *_REST, *PLANNING)
"""All that makes a member, beside the workspace."""

ALL = ("workspace_id", *COLUMNS)

_SETTINGS_END = 1 + len(_SETTINGS)
_REST_END = _SETTINGS_END + len(_REST)

_OPT_IN = {opt_in.value: opt_in for opt_in in OptIn}


def read_member(workspace: WorkspaceId, row: Sequence[Any], kept: Instants) -> Member:
    """Return the member of a row that has `COLUMNS`."""
    read = kept.read
    joined_at, locale, programme_since, plan_changed_at = row[_SETTINGS_END:_REST_END]
    opt_in, paused_until, announces, stand, squeeze, walk, selfcare, *rest = row[_REST_END:]
    last_nudge_at, recent, snoozed_until, snoozed_kinds, next_due_at, next_kinds, *counts = rest
    nudges, held, unanswered = counts
    return Member(
        workspace=workspace,
        id=MemberId(row[0]),
        opt_in=_OPT_IN[opt_in],
        settings=_settings(*row[1:_SETTINGS_END]),
        joined_at=kept.must_read(joined_at),
        anchors=Anchors(
            stand=read(stand), squeeze=read(squeeze), walk=read(walk), selfcare=read(selfcare)
        ),
        paused_until=read(paused_until),
        announces=bool(announces),
        last_nudge_at=read(last_nudge_at),
        recent=codec.read_instants(recent),
        snoozed=_slot(read(snoozed_until), snoozed_kinds),
        next_slot=_slot(read(next_due_at), next_kinds),
        nudges=nudges,
        held=codec.read_kinds(held),
        unanswered=unanswered,
        locale=locale,
        programme_since=codec.read_day(programme_since),
        plan_changed_at=read(plan_changed_at),
    )


def planning_row(member: Member, kept: Instants) -> tuple[object, ...]:
    """Return the values of `PLANNING`, and of `KEY` behind them."""
    write = kept.write
    anchors, snoozed, following = member.anchors, member.snoozed, member.next_slot
    return (
        str(member.opt_in),
        write(member.paused_until),
        member.announces,
        write(anchors.stand),
        write(anchors.squeeze),
        write(anchors.walk),
        write(anchors.selfcare),
        write(member.last_nudge_at),
        codec.write_instants(member.recent),
        None if snoozed is None else write(snoozed.at),
        "" if snoozed is None else codec.write_kinds(snoozed.kinds),
        None if following is None else write(following.at),
        "" if following is None else codec.write_kinds(following.kinds),
        member.nudges,
        codec.write_kinds(member.held),
        member.unanswered,
        member.workspace,
        member.id,
    )


def whole_row(member: Member, kept: Instants) -> tuple[object, ...]:
    """Return the values of `ALL`."""
    settings = member.settings
    return (
        member.workspace,
        member.id,
        settings.zone,
        codec.write_hours(settings.hours),
        codec.write_plan(settings.plan),
        str(settings.board_name),
        settings.alias,
        codec.write_hours(settings.quiet),
        settings.calendar,
        settings.calendar_is_own,
        settings.language,
        settings.tips,
        kept.write(member.joined_at),
        member.locale,
        codec.write_day(member.programme_since),
        kept.write(member.plan_changed_at),
        *planning_row(member, kept)[: len(PLANNING)],
    )


@lru_cache(maxsize=16384)
def _settings(  # noqa: PLR0913, PLR0917 - a column each
    zone: str,
    hours: str,
    plan: str,
    board_name: str,
    alias: str | None,
    quiet: str,
    calendar: str,
    calendar_is_own: bool,  # noqa: FBT001 - as the driver gives it
    language: str | None,
    tips: bool,  # noqa: FBT001 - same
) -> Settings:
    """Return what many members have chosen alike, as one value."""
    return Settings(
        zone=zone,
        hours=codec.read_hours(hours),
        plan=codec.read_plan(plan),
        board_name=BoardName(board_name),
        alias=alias,
        quiet=codec.read_hours(quiet),
        # Another release of the library may know other calendars: nobody is to be lost over it.
        calendar=calendar if is_calendar(calendar) else NO_CALENDAR,
        calendar_is_own=bool(calendar_is_own),
        language=language,
        tips=bool(tips),
    )


def _slot(at: Any, kinds: str) -> Slot | None:  # noqa: ANN401 - an instant, as `Instants` reads it
    return None if at is None else Slot(at=at, kinds=codec.read_kinds(kinds))
