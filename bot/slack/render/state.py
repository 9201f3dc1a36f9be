"""Draws a member's state in one sentence, with the buttons that change it."""

from datetime import datetime

from bot.domain.availability import Quiet, quiet
from bot.domain.member import Member, OptIn
from bot.domain.nudge import Silence
from bot.domain.plan import FEWEST_IGNORED
from bot.domain.presence import UNSEEN, Presence
from bot.domain.zone import local_date
from bot.services.views import Overview
from bot.slack.copy import quiet as quiet_copy
from bot.slack.copy import state as copy
from bot.slack.copy import times
from bot.slack.ids import Action, History
from bot.slack.render.elements import Block, button, escape

_LOOK_AHEAD_DAYS = 14

_OF_STATUS = {
    Silence.IN_A_MEETING: quiet_copy.in_a_meeting,
    Silence.FOCUSING: quiet_copy.focusing,
    Silence.AWAY: quiet_copy.away,
}


def has_joined(member: Member | None) -> bool:
    """Tell whether somebody is opted in, paused or not."""
    return member is not None and member.is_opted_in


def has_left(member: Member | None) -> bool:
    """Tell whether somebody was opted in once, and left with their history kept."""
    return member is not None and member.opt_in is OptIn.LEFT


def how_it_stands(overview: Overview) -> str:
    """Say whether nudges come, or why it is quiet and until when, and what was left out last.

    Each is a sentence on a line of its own.
    """
    member, now = overview.member, overview.now
    lines = [
        state_sentence(
            member,
            now=now,
            presence=overview.presence,
            workspace_paused_until=overview.workspace_paused_until,
        )
    ]
    if member is not None and has_joined(member):
        last = overview.left_out
        if last is not None and last.silence is not None:
            lines.append(quiet_copy.left_out(last.silence.value, _moment(member, last.due_at, now)))
        if member.unanswered >= FEWEST_IGNORED:
            lines.append(quiet_copy.eased())
    return "\n".join(lines)


def state_sentence(
    member: Member | None,
    *,
    now: datetime,
    presence: Presence = UNSEEN,
    workspace_paused_until: datetime | None = None,
) -> str:
    """Say in one sentence whether nudges come, until when, and when the next one does.

    Or why none does, and until when. What is not given keeps nobody from being nudged.
    """
    if member is None or not has_joined(member):
        return copy.has_left() if has_left(member) else copy.not_joined()
    why = quiet(member, now=now, presence=presence, workspace_paused_until=workspace_paused_until)
    return _nudged(member, now) if why is None else _quiet(member, why, now)


def back_at(member: Member, *, now: datetime) -> datetime:
    """Return when nudges can come again: the first working minute at or after a pause's end."""
    return _open_from(member, member.paused_until or now)


def _open_from(member: Member, end: datetime) -> datetime:
    days = member.timetable.days_from(end, days=_LOOK_AHEAD_DAYS)
    ahead = (span for _day, spans in days for span in spans if span.end > end)
    return next((max(span.start, end) for span in ahead), end)


def state_buttons(member: Member | None, *, now: datetime) -> list[Block]:
    """Build the buttons that fit a state."""
    if member is None or not has_joined(member):
        if has_left(member):
            return outside_buttons(is_stored=True)
        return [button(copy.join_button(), Action.OPEN_JOIN, style="primary")]
    return [
        *_quiet_buttons(member, now),
        button(copy.settings_button(), Action.OPEN_SETTINGS),
        button(copy.how_button(), Action.OPEN_HOW),
        button(copy.leave_button(), Action.OPEN_LEAVE),
    ]


def outside_buttons(*, is_stored: bool) -> list[Block]:
    """Build the buttons of somebody who left: back in, or all of it gone."""
    row = [button(copy.join_again_button(), Action.OPEN_JOIN)]
    if is_stored:
        row.append(button(copy.erase_button(), Action.OPEN_LEAVE, value=History.ERASE))
    return row


def _quiet_buttons(member: Member, now: datetime) -> list[Block]:
    """Build the button that ends a pause, or begins one where any of today's work is left."""
    if not member.is_nudged(now):
        return [button(copy.resume_button(), Action.RESUME, style="primary")]
    spans = member.settings.spans_on(local_date(now, member.zone))
    longer = button(copy.pause_button(), Action.OPEN_PAUSE)
    if not spans or now >= spans[-1].end:
        return [longer]
    return [button(copy.pause_today_button(), Action.PAUSE_TODAY), longer]


def _quiet(member: Member, reason: Quiet, now: datetime) -> str:
    """Say why no nudge comes."""
    why = reason.why
    until = None if reason.until is None else _moment(member, reason.until, now)
    if why in _OF_STATUS:
        return _OF_STATUS[why](until)
    match why:
        case Silence.PAUSED:
            return copy.paused(_moment(member, back_at(member, now=now), now))
        case Silence.WORKSPACE_PAUSED if reason.until is not None:
            back = _open_from(member, reason.until)
            return quiet_copy.workspace_paused(_moment(member, back, now))
        case Silence.DO_NOT_DISTURB if until is not None:
            return quiet_copy.do_not_disturb(until)
        case Silence.IN_A_HUDDLE:
            return quiet_copy.in_a_huddle()
        case _:
            return _closed(member, why, now)


def _closed(member: Member, why: Silence, now: datetime) -> str:
    """Say that a member's own hours, quiet times or holidays leave no nudge."""
    opens = _open_from(member, now)
    back = _moment(member, opens, now)
    if why is Silence.HOLIDAY:
        name = member.settings.holiday_on(local_date(now, member.zone))
        return quiet_copy.holiday(escape(name or ""), back)
    if why is Silence.QUIET_BLOCK:
        return quiet_copy.quiet_block(back) if opens > now else quiet_copy.quiet_block_at_the_end()
    if _end_of_work(member, now) is not None and opens > now:
        return quiet_copy.in_a_gap(back)
    return copy.off_hours(_following(member, now))


def _following(member: Member, now: datetime) -> str | None:
    slot = member.next_slot
    return None if slot is None else times.about(slot.at, zone=member.zone, now=now)


def _nudged(member: Member, now: datetime) -> str:
    following = _following(member, now)
    end = _end_of_work(member, now)
    if end is None:
        return copy.off_hours(following)
    return copy.working(times.timed(end, zone=member.zone), following)


def _end_of_work(member: Member, now: datetime) -> datetime | None:
    """Return when today's work ends, or None outside the day's first and last minute of it."""
    spans = member.settings.spans_on(local_date(now, member.zone))
    if not spans or not spans[0].start <= now < spans[-1].end:
        return None
    return spans[-1].end


def _moment(member: Member, at: datetime, now: datetime) -> str:
    return times.moment(at, zone=member.zone, now=now)
