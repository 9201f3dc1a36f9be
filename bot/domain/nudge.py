"""One nudge: what it asks, how its delivery went, and how its member answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.domain.exercise import ExerciseKey, Kind, kind_of
from bot.domain.ids import MemberId, MessageRef, WorkspaceId
from bot.domain.plan import Plan
from bot.domain.tip import TipKey

LONGEST_WINDOW = timedelta(minutes=10)


class Delivery(StrEnum):
    """How far the sending of a nudge has come.

    `SENDING` is claimed and perhaps on its way; whoever holds it keeps a lease. `DUE` is claimed,
    certainly not sent, and to be tried again. The rest are final.
    """

    SENDING = "sending"
    DUE = "due"
    SENT = "sent"
    SKIPPED = "skipped"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


class Silence(StrEnum):
    """Why a slot passed without a nudge."""

    LATE = "late"
    OUTSIDE_HOURS = "outside_hours"
    QUIET_BLOCK = "quiet_block"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    WORKSPACE_PAUSED = "workspace_paused"
    DO_NOT_DISTURB = "do_not_disturb"
    IN_A_HUDDLE = "in_a_huddle"
    IN_A_MEETING = "in_a_meeting"
    FOCUSING = "focusing"
    AWAY = "away"
    NOT_OPTED_IN = "not_opted_in"
    WORKSPACE_GONE = "workspace_gone"


class Answer(StrEnum):
    """What a member last said to a nudge."""

    DONE = "done"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    ALREADY_UP = "already_up"
    BUSY = "busy"


CLOSED = frozenset({Silence.OUTSIDE_HOURS, Silence.QUIET_BLOCK, Silence.HOLIDAY})
"""Reasons that a member's own calendar gives; a practice nudge comes all the same."""

HELD = frozenset(
    {
        Silence.DO_NOT_DISTURB,
        Silence.IN_A_HUDDLE,
        Silence.IN_A_MEETING,
        Silence.FOCUSING,
        Silence.AWAY,
    }
)
"""Reasons that Slack gives and takes back: what fell due meanwhile comes once when it is over."""

EXCUSED = (Answer.SNOOZED, Answer.BUSY)
"""Answers after which what is still open was not asked for in vain: it counts in no score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """One DM that asks one member for one or more exercises at one instant.

    Attributes:
        due_at: the slot, which with the member names the nudge.
        expires_at: until then it may still be sent.
        tip: what the tip under it is called, if it carries one.
        practice: the first one, sent at once so that the person learns the gesture; it counts in
            no score.
        snoozed_until: when it comes again, while it is put off.
    """

    workspace: WorkspaceId
    member: MemberId
    due_at: datetime
    expires_at: datetime
    exercises: tuple[ExerciseKey, ...]
    delivery: Delivery
    silence: Silence | None = None
    tip: TipKey | None = None
    practice: bool = False
    message: MessageRef | None = None
    sent_at: datetime | None = None
    answer: Answer | None = None
    snoozed_until: datetime | None = None

    @property
    def counts(self) -> bool:
        """Tell whether this nudge counts in scores: it reached its member, and not for practice."""
        return self.delivery is Delivery.SENT and not self.practice

    def asked_for(self, completed: Collection[Kind]) -> tuple[Kind, ...]:
        """Return the kinds that count as asked for, given those completed."""
        if not self.counts:
            return ()
        if self.answer not in EXCUSED:
            return self.kinds
        return tuple(kind for kind in self.kinds if kind in completed)

    def answered(self, answer: Answer | None, *, snoozed_until: datetime | None) -> "Nudge":
        """Return this nudge with an answer, as `replace` would in twice the time.

        An answer proves that the nudge came, whatever was heard of its sending.
        """
        on_its_way = self.delivery is Delivery.SENDING or self.delivery is Delivery.UNKNOWN
        return Nudge(
            workspace=self.workspace,
            member=self.member,
            due_at=self.due_at,
            expires_at=self.expires_at,
            exercises=self.exercises,
            delivery=Delivery.SENT if on_its_way else self.delivery,
            silence=self.silence,
            tip=self.tip,
            practice=self.practice,
            message=self.message,
            sent_at=self.sent_at,
            answer=answer,
            snoozed_until=snoozed_until,
        )

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds asked for, in the order in which people read them."""
        return _kinds_of(self.exercises)


@lru_cache(maxsize=1024)
def _kinds_of(exercises: tuple[ExerciseKey, ...]) -> tuple[Kind, ...]:
    return tuple(kind_of(key) for key in exercises)


def window(plan: Plan) -> timedelta:
    """Return how late a nudge may still be sent: half an interval, ten minutes at most."""
    return min(plan.shortest / 2, LONGEST_WINDOW)
