"""What becomes of a member's slot and plan, given what Slack says: decided here, done elsewhere."""

from datetime import datetime

from bot.domain import planning
from bot.domain.availability import Quiet, busy, silence
from bot.domain.cadence import Slot
from bot.domain.member import Member
from bot.domain.nudge import HELD, Silence, window
from bot.domain.presence import UNSEEN, Presence

_RESTFUL = frozenset({Silence.IN_A_HUDDLE, Silence.AWAY})
"""What people get up after anyway, so that their clock starts again."""


def decide(
    member: Member,
    slot: Slot,
    *,
    now: datetime,
    presence: Presence = UNSEEN,
    workspace_paused_until: datetime | None = None,
) -> tuple[Member, Quiet | None]:
    """Return a member whose slot has come with the next one planned, and why this one is silent.

    None means that it is to be sent.
    """
    quiet = silence(
        member,
        expires_at=slot.at + window(member.settings.plan),
        now=now,
        presence=presence,
        workspace_paused_until=workspace_paused_until,
    )
    if quiet is None:
        return planning.claimed(member, slot, now=now), None
    if quiet.why in HELD:
        return planning.held(member, slot.kinds, until=quiet.until, now=now), quiet
    return planning.passed(member, now=now), quiet


def heard(member: Member, before: Presence, after: Presence, *, now: datetime) -> Member:
    """Return a member whose next slot fits what Slack says of them now, and said before."""
    was, still = busy(before, now=now), busy(after, now=now)
    if was is None or not member.is_opted_in:
        return member
    if still is None:
        return planning.freed(member, now=now, rested=was.why in _RESTFUL)
    if member.held and still != was:
        return planning.held(member, (), until=still.until, now=now)
    return member
