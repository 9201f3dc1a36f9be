"""The record: how the sending of a batch went, what it counts for, and what it moves."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.domain import arrival
from bot.domain.ids import WorkspaceId
from bot.domain.member import Member
from bot.domain.nudge import Delivery
from bot.services.endings import Ended, asked, sorted_by_state
from bot.storage import claims, deliveries, totals
from bot.storage.deliveries import Sent, SlotOfMember, State

_UNSEEN = frozenset({Delivery.UNREACHABLE, Delivery.SKIPPED, Delivery.UNKNOWN})
"""Ends of which nobody can say that a member saw the nudge, and ignored it."""


def record(
    connection: Connection, workspace: WorkspaceId, ended: Sequence[Ended], *, now: datetime
) -> None:
    """Write down how a batch went.

    Meanwhile its member may have been erased, and then nothing is written; or they may have
    answered, which proved that the nudge came and counted it, whatever we heard of it.
    """
    states = deliveries.list_states(connection, workspace, [card.nudge for card, _ in ended])
    fresh, answered = sorted_by_state(ended, states)
    deliveries.record(connection, [one for _, one in (*fresh, *answered)])
    counts = asked(fresh)
    totals.add_all(connection, {(workspace, *key): tally for key, tally in counts.items()})
    _move(connection, workspace, [one for _, one in fresh if _moves(one, states)], now)


def _move(
    connection: Connection, workspace: WorkspaceId, moving: Sequence[Sent], now: datetime
) -> None:
    found = claims.find_some(connection, workspace, {one.nudge.member for one in moving})
    claims.advance(connection, [_moved(found[one.nudge.member], one, now) for one in moving])


def _moves(sent: Sent, states: Mapping[SlotOfMember, State]) -> bool:
    """Tell whether the way that a nudge ended may change when its member's next slot is."""
    if sent.delivery in _UNSEEN:
        return True
    following = states[sent.nudge.member, sent.nudge.due_at].next_due_at
    return (
        sent.sent_at is not None
        and following is not None
        and arrival.is_too_soon(following, after=sent.sent_at)
    )


def _moved(member: Member, sent: Sent, now: datetime) -> Member:
    """Return a member whose next slot keeps its distance from how a nudge ended."""
    if sent.delivery is Delivery.UNREACHABLE:
        return arrival.out_of_reach(arrival.unsent(member), now=now)
    if sent.sent_at is None:
        return arrival.unsent(member)
    return arrival.reached(member, at=sent.sent_at)
