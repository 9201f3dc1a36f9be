"""What the way that a nudge ended does to its member's plan."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.domain import planning
from bot.domain.member import Member
from bot.domain.zone import local_date


def unsent(member: Member) -> Member:
    """Note that a nudge never came: nobody can have ignored it."""
    return replace(member, unanswered=max(0, member.unanswered - 1))


def reached(member: Member, *, at: datetime) -> Member:
    """Note when a nudge reached its member; after a late one the next keeps its distance."""
    if member.next_slot is None or not is_too_soon(member.next_slot.at, after=at):
        return member
    return planning.replanned(member, at, not_before=at + planning.KEPT)


def is_too_soon(slot_at: datetime, *, after: datetime) -> bool:
    """Tell whether a slot is too close to a nudge that reached its member at an instant."""
    return slot_at < after + planning.KEPT


def out_of_reach(member: Member, *, now: datetime) -> Member:
    """Plan the next slot no earlier than tomorrow, after Slack said that nobody is there."""
    tomorrow = local_date(now, member.zone) + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), tzinfo=member.zone).astimezone(UTC)
    return planning.replanned(replace(member, snoozed=None), now, not_before=midnight)
