"""Says why no nudge comes, and when one can again."""

from datetime import datetime

from bot.domain.availability import Quiet, last_quiet
from bot.domain.member import Member
from bot.domain.nudge import HELD, Silence
from bot.domain.zone import local_date
from bot.services.views import Around
from bot.slack.copy import quiet as copy
from bot.slack.copy import state as state_copy
from bot.slack.copy import times
from bot.slack.render.elements import escape

_PAUSES = frozenset({Silence.PAUSED, Silence.WORKSPACE_PAUSED})

_UNTIL = {
    Silence.PAUSED: state_copy.paused,
    Silence.WORKSPACE_PAUSED: copy.workspace_paused,
    Silence.DO_NOT_DISTURB: copy.do_not_disturb,
    Silence.OUTSIDE_HOURS: copy.in_a_gap,
}

_PERHAPS_UNTIL = {
    Silence.IN_A_MEETING: copy.in_a_meeting,
    Silence.FOCUSING: copy.focusing,
    Silence.AWAY: copy.away,
    Silence.QUIET_BLOCK: copy.quiet_block,
}


def quiet_sentence(member: Member, reason: Quiet, around: Around) -> str:
    """Say why no nudge comes now and until when, and when one can if it stays quiet after that."""
    now = around.now
    if reason.why is Silence.OUTSIDE_HOURS and end_of_work(member, now) is None:
        return _outside_hours(member, around)
    end = _end(member, reason, now)
    sentence = _why(member, reason.why, end, now)
    return sentence if end is None else and_after_it(sentence, end, member, around)


def and_after_it(sentence: str, end: datetime, member: Member, around: Around) -> str:
    """Add when nudges can come, where it stays quiet after the end that a sentence names."""
    last = _last(member, around, end)
    if last is None:
        return sentence
    if last.until is not None:
        return copy.nothing_before(
            sentence, times.moment(last.until, zone=member.zone, now=around.now)
        )
    return copy.nothing_meanwhile(sentence) if last.why in HELD else sentence


def next_nudge(member: Member, around: Around) -> str | None:
    """Say roughly when the next nudge comes: at its slot, or after what keeps it away then."""
    slot = member.next_slot
    if slot is None:
        return None
    last = _last(member, around, max(slot.at, around.now))
    at = slot.at if last is None else last.until
    return None if at is None else times.about(at, zone=member.zone, now=around.now)


def back_at(member: Member, *, now: datetime) -> datetime:
    """Return when nudges can come again: the first working minute at or after a pause's end."""
    return _at_work(member, member.paused_until or now)


def end_of_work(member: Member, now: datetime) -> datetime | None:
    """Return when today's work ends, or None outside the day's first and last minute of it."""
    spans = member.settings.spans_on(local_date(now, member.zone))
    if not spans or not spans[0].start <= now < spans[-1].end:
        return None
    return spans[-1].end


def _outside_hours(member: Member, around: Around) -> str:
    """Say when the next nudge comes, or what will keep it away for nobody knows how long."""
    last = _last(member, around, around.now)
    if last is not None and last.until is None and last.why in HELD:
        return _why(member, last.why, None, around.now)
    return state_copy.off_hours(next_nudge(member, around))


def _end(member: Member, reason: Quiet, now: datetime) -> datetime | None:
    """Return when a reason ends, as its member would say: a pause with the first work after it."""
    if reason.why in _PAUSES:
        return _at_work(member, reason.until or now)
    # Slack only says when it will not believe in a huddle any more.
    return None if reason.why is Silence.IN_A_HUDDLE else reason.until


def _why(member: Member, why: Silence, end: datetime | None, now: datetime) -> str:
    until = None if end is None else times.moment(end, zone=member.zone, now=now)
    if why is Silence.IN_A_HUDDLE:
        return copy.in_a_huddle()
    if why in _PERHAPS_UNTIL:
        return _PERHAPS_UNTIL[why](until)
    if until is None:
        return state_copy.off_hours(None)
    if why is Silence.HOLIDAY:
        name = member.settings.holiday_on(local_date(now, member.zone))
        return copy.holiday(escape(name or ""), until)
    return _UNTIL[why](until)


def _at_work(member: Member, at: datetime) -> datetime:
    return member.settings.opens_at(at) or at


def _last(member: Member, around: Around, at: datetime) -> Quiet | None:
    return last_quiet(
        member,
        now=at,
        presence=around.presence,
        workspace_paused_until=around.workspace_paused_until,
    )
