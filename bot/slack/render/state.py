"""Draws a member's state in one sentence, with the buttons that change it."""

from datetime import datetime

from bot.domain.availability import quiet
from bot.domain.member import Member, OptIn
from bot.domain.plan import FEWEST_IGNORED
from bot.domain.zone import local_date
from bot.services.views import Around, Overview
from bot.slack.copy import quiet as quiet_copy
from bot.slack.copy import state as copy
from bot.slack.copy import times
from bot.slack.ids import Action
from bot.slack.render.elements import Block, button
from bot.slack.render.quiet import end_of_work, next_nudge, quiet_sentence


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
    lines = [state_sentence(member, overview)]
    if member is not None and has_joined(member):
        snoozed = member.pending_snooze(now)
        if snoozed is not None:
            lines.append(copy.snoozed(_moment(member, snoozed.at, now)))
        last = overview.left_out
        if last is not None and last.silence is not None:
            lines.append(quiet_copy.left_out(last.silence.value, _moment(member, last.due_at, now)))
        if member.unanswered >= FEWEST_IGNORED:
            lines.append(quiet_copy.eased())
    return "\n".join(lines)


def state_sentence(member: Member | None, around: Around) -> str:
    """Say in one sentence whether nudges come, until when, and when the next one does.

    Or why none does, and until when.
    """
    if member is None or not has_joined(member):
        return copy.has_left() if has_left(member) else copy.not_joined()
    reason = quiet(
        member,
        now=around.now,
        presence=around.presence,
        workspace_paused_until=around.workspace_paused_until,
    )
    if reason is None:
        return _nudged(member, around)
    return quiet_sentence(member, reason, around)


def state_buttons(member: Member | None, *, now: datetime) -> list[Block]:
    """Build the buttons that fit a state; a member's are four at most, which fit on a line."""
    if member is None or not has_joined(member):
        if has_left(member):
            return outside_buttons(is_stored=True)
        return [button(copy.join_button(), Action.OPEN_JOIN, style="primary")]
    return [
        *_quiet_buttons(member, now),
        button(copy.settings_button(), Action.OPEN_SETTINGS),
        button(copy.how_button(), Action.OPEN_HOW),
    ]


def outside_buttons(*, is_stored: bool) -> list[Block]:
    """Build the buttons of somebody who left: back in, or all of it gone."""
    row = [button(copy.join_again_button(), Action.OPEN_JOIN)]
    if is_stored:
        row.append(erase_button())
    return row


def erase_button() -> Block:
    """Build the button that leads to erasing what is kept."""
    return button(copy.erase_button(), Action.OPEN_ERASE)


def _quiet_buttons(member: Member, now: datetime) -> list[Block]:
    """Build the button that ends a pause, or begins one where any of today's work is left."""
    if not member.is_nudged(now):
        return [button(copy.resume_button(), Action.RESUME, style="primary")]
    spans = member.settings.spans_on(local_date(now, member.zone))
    longer = button(copy.pause_button(), Action.OPEN_PAUSE)
    if not spans or now >= spans[-1].end:
        return [longer]
    return [button(copy.pause_today_button(), Action.PAUSE_TODAY), longer]


def _nudged(member: Member, around: Around) -> str:
    following = next_nudge(member, around)
    end = end_of_work(member, around.now)
    if end is None:
        return copy.off_hours(following)
    return copy.working(times.timed(end, zone=member.zone), following)


def _moment(member: Member, at: datetime, now: datetime) -> str:
    return times.moment(at, zone=member.zone, now=now)
