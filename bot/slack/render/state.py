"""Draws a member's state in one sentence, with the buttons that change it."""

from datetime import datetime

from bot.domain.member import Member, OptIn
from bot.domain.zone import local_date
from bot.slack.copy import state as copy
from bot.slack.copy import times
from bot.slack.ids import Action, History
from bot.slack.render.elements import Block, button

_LOOK_AHEAD_DAYS = 14


def has_joined(member: Member | None) -> bool:
    """Tell whether somebody is opted in, paused or not."""
    return member is not None and member.is_opted_in


def has_left(member: Member | None) -> bool:
    """Tell whether somebody was opted in once, and left with their history kept."""
    return member is not None and member.opt_in is OptIn.LEFT


def state_sentence(member: Member | None, *, now: datetime) -> str:
    """Say in one sentence whether nudges come, until when, and when the next one does."""
    if member is None or not has_joined(member):
        return copy.has_left() if has_left(member) else copy.not_joined()
    if not member.is_nudged(now):
        return copy.paused(_moment(member, back_at(member, now=now), now))
    return _nudged(member, now)


def back_at(member: Member, *, now: datetime) -> datetime:
    """Return when nudges can come again: the first working minute at or after a pause's end."""
    end = member.paused_until or now
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


def _nudged(member: Member, now: datetime) -> str:
    slot = member.next_slot
    following = None
    if slot is not None:
        following = times.about(slot.at, zone=member.zone, now=now)
    end = _end_of_work(member, now)
    if end is None:
        return copy.off_hours(following)
    return copy.working(_moment(member, end, now), following)


def _end_of_work(member: Member, now: datetime) -> datetime | None:
    """Return when today's work ends, or None outside the day's first and last minute of it."""
    spans = member.settings.spans_on(local_date(now, member.zone))
    if not spans or not spans[0].start <= now < spans[-1].end:
        return None
    return spans[-1].end


def _moment(member: Member, at: datetime, now: datetime) -> str:
    return times.moment(at, zone=member.zone, now=now)
