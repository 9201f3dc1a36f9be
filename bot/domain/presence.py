"""What Slack says of a person just now: Do Not Disturb, a huddle, a status that means busy."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Busy(StrEnum):
    """What a Slack status says, as far as it says that nobody should interrupt.

    Only this is kept of a status: neither its words nor its emoji.
    """

    MEETING = "meeting"
    FOCUS = "focus"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A person as Slack last told of them.

    Attributes:
        dnd_start, dnd_end: the Do Not Disturb that runs, or the next one.
        status: what the status says, while it says that.
        status_until: when it says so no more; None if nobody knows.
        in_huddle: they are in a huddle, as far as was heard.
        huddle_until: when Slack takes the huddle for over, if it says.
        seen_at: when status and huddle were heard of.
        dnd_seen_at: when Do Not Disturb was.
    """

    dnd_start: datetime | None = None
    dnd_end: datetime | None = None
    status: Busy | None = None
    status_until: datetime | None = None
    in_huddle: bool = False
    huddle_until: datetime | None = None
    seen_at: datetime | None = None
    dnd_seen_at: datetime | None = None

    def in_dnd(self, now: datetime) -> bool:
        """Tell whether Do Not Disturb is on."""
        return (
            self.dnd_start is not None
            and self.dnd_end is not None
            and self.dnd_start <= now < self.dnd_end
        )

    def huddles(self, now: datetime) -> bool:
        """Tell whether they are in a huddle."""
        return self.in_huddle and (self.huddle_until is None or now < self.huddle_until)

    def busy_with(self, now: datetime) -> Busy | None:
        """Return what their status says that keeps nudges away, or None."""
        if self.status is None or (self.status_until is not None and self.status_until <= now):
            return None
        return self.status


UNSEEN = Presence()
"""Somebody of whom Slack has said nothing yet."""
