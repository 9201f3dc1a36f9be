"""Whether a member may be interrupted now, and if not, why not."""

from datetime import datetime

from bot.domain.member import Member
from bot.domain.nudge import Silence


def silence(member: Member, *, expires_at: datetime, now: datetime) -> Silence | None:
    """Return why a nudge must not be sent now, or None if it is welcome.

    Args:
        member: whom it is for, as they are now.
        expires_at: the end of the nudge's window.
        now: the instant of sending.
    """
    if not member.is_opted_in:
        return Silence.NOT_OPTED_IN
    if not member.is_nudged(now):
        return Silence.PAUSED
    if now >= expires_at:
        return Silence.LATE
    if not member.settings.hours.contains(now, member.zone):
        return Silence.OUTSIDE_HOURS
    return None
