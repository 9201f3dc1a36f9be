"""Whether a member may be interrupted now, and if not, why not and until when."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.member import Member
from bot.domain.nudge import Silence
from bot.domain.presence import UNSEEN, Busy, Presence

_OF_STATUS = {
    Busy.MEETING: Silence.IN_A_MEETING,
    Busy.FOCUS: Silence.FOCUSING,
    Busy.AWAY: Silence.AWAY,
}


@dataclass(frozen=True, slots=True)
class Quiet:
    """Why nothing is sent, and until when; None if nobody can tell."""

    why: Silence
    until: datetime | None = None


def silence(
    member: Member,
    *,
    expires_at: datetime,
    now: datetime,
    presence: Presence = UNSEEN,
    workspace_paused_until: datetime | None = None,
) -> Quiet | None:
    """Return why a nudge must not be sent now, or None if it is welcome.

    Args:
        member: whom it is for, as they are now.
        expires_at: the end of the nudge's window.
        now: the instant of sending.
        presence: what Slack says of them.
        workspace_paused_until: until when nobody in the workspace is nudged.
    """
    if now >= expires_at and member.is_nudged(now):
        return Quiet(Silence.LATE)
    return quiet(member, now=now, presence=presence, workspace_paused_until=workspace_paused_until)


def quiet(
    member: Member,
    *,
    now: datetime,
    presence: Presence = UNSEEN,
    workspace_paused_until: datetime | None = None,
) -> Quiet | None:
    """Return why no nudge may reach a member now, the reason that lasts longest first, or None."""
    if not member.is_opted_in:
        return Quiet(Silence.NOT_OPTED_IN)
    if not member.is_nudged(now):
        return Quiet(Silence.PAUSED, member.paused_until)
    if workspace_paused_until is not None and now < workspace_paused_until:
        return Quiet(Silence.WORKSPACE_PAUSED, workspace_paused_until)
    if not member.settings.is_open(now):
        return Quiet(member.settings.why_closed(now), member.settings.opens_at(now))
    return busy(presence, now=now)


def last_quiet(
    member: Member,
    *,
    now: datetime,
    presence: Presence = UNSEEN,
    workspace_paused_until: datetime | None = None,
) -> Quiet | None:
    """Return the last of the reasons that follow upon one another from now on, or None for none.

    Nudges can come again at its end. Where nobody can tell when a reason ends, nobody can tell what
    follows it either: then it is the last one, and without an end. So is a huddle, of which Slack
    only says when it will not believe in it any more.
    """
    last, at = None, now
    # Each reason ends later than it is asked about, and only the closed hours come back, between
    # others: this ends after a few rounds.
    while (
        found := quiet(
            member, now=at, presence=presence, workspace_paused_until=workspace_paused_until
        )
    ) is not None:
        last = Quiet(found.why) if found.why is Silence.IN_A_HUDDLE else found
        if last.until is None:
            break
        at = last.until
    return last


def busy(presence: Presence, *, now: datetime) -> Quiet | None:
    """Return what Slack says that keeps nudges away, or None."""
    if presence is UNSEEN:
        return None
    status = presence.busy_with(now)
    if status is not None:
        return Quiet(_OF_STATUS[status], presence.status_until)
    if presence.in_dnd(now):
        return Quiet(Silence.DO_NOT_DISTURB, presence.dnd_end)
    if presence.huddles(now):
        return Quiet(Silence.IN_A_HUDDLE, presence.huddle_until)
    return None
