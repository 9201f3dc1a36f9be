"""How the sending of nudges ended: what is written down of it, and what it counts for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import assert_never

from bot.domain.ids import MemberId
from bot.domain.nudge import Delivery, Nudge, Silence
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services.ports import (
    Delivered,
    NotSent,
    NudgeCard,
    Outcome,
    Revoked,
    Unknown,
    Unreachable,
)
from bot.storage.deliveries import Sent, SlotOfMember, State

SHORTEST_WAIT = timedelta(seconds=1)
"""Nothing is tried again sooner, lest a wait of nothing spin until the window ends."""

Ended = tuple[NudgeCard, Sent]


def how_it_ended(card: NudgeCard, outcome: Outcome | Silence, *, now: datetime) -> Sent:
    """Turn an outcome into what is written down."""
    nudge = card.nudge
    match outcome:
        case Delivered(message=message):
            end = Sent(nudge=nudge, delivery=Delivery.SENT, message=message, sent_at=now)
        case NotSent(retry_after=wait):
            end = _again_or_late(nudge, now + max(wait, SHORTEST_WAIT))
        case Unreachable():
            end = Sent(nudge=nudge, delivery=Delivery.UNREACHABLE)
        case Unknown():
            end = Sent(nudge=nudge, delivery=Delivery.UNKNOWN)
        case Revoked():
            end = _skipped(nudge, Silence.WORKSPACE_GONE)
        case Silence():
            end = _skipped(nudge, outcome)
        case _:
            assert_never(outcome)
    return end


def sorted_by_state(
    ended: Sequence[Ended], states: Mapping[SlotOfMember, State]
) -> tuple[list[Ended], list[Ended]]:
    """Return what is news, and what only adds the message to a nudge answered meanwhile."""
    fresh: list[Ended] = []
    answered: list[Ended] = []
    for card, one in ended:
        state = states.get((one.nudge.member, one.nudge.due_at))
        if state is None:
            continue
        if state.delivery is Delivery.SENDING or state.delivery is Delivery.UNKNOWN:
            fresh.append((card, one))
        elif state.delivery is Delivery.SENT and one.delivery is Delivery.SENT:
            answered.append((card, one))
    return fresh, answered


def asked(ended: Sequence[Ended]) -> dict[tuple[MemberId, date], Tally]:
    """Count what the nudges that went out asked for, by member and day."""
    counts: Counter[tuple[MemberId, date]] = Counter()
    for card, one in ended:
        if one.delivery is Delivery.SENT and not card.nudge.practice:
            day = local_date(card.nudge.due_at, card.member.zone)
            counts[card.member.id, day] += len(card.nudge.kinds)
    return {key: Tally(asked=count) for key, count in counts.items()}


def _again_or_late(nudge: Nudge, again: datetime) -> Sent:
    if again < nudge.expires_at:
        return Sent(nudge=nudge, delivery=Delivery.DUE, retry_at=again)
    return _skipped(nudge, Silence.LATE)


def _skipped(nudge: Nudge, reason: Silence) -> Sent:
    return Sent(nudge=nudge, delivery=Delivery.SKIPPED, silence=reason)
