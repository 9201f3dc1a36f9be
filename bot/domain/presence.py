"""What Slack says of a person just now: Do Not Disturb, a huddle, a status that means busy."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_SPELL = timedelta(hours=4)
"""How long a meeting, focus or huddle is believed of which nobody knows the end.

People forget to clear a status, and news of an end can be lost: neither may silence for ever.
"""

AWAY_UNCONFIRMED = timedelta(days=4)
"""How long an absence without an end is believed when nothing is heard: over a long weekend.

Slack is asked again before that, and an absence that it confirms goes on.
"""


class Busy(StrEnum):
    """What a Slack status says, as far as it says that nobody should interrupt.

    Only this is kept of a status: neither its words nor its emoji.
    """

    MEETING = "meeting"
    FOCUS = "focus"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What a profile says that somebody is doing, at an instant; see `Presence`."""

    at: datetime
    status: Busy | None = None
    status_until: datetime | None = None
    in_huddle: bool = False
    huddle_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoNotDisturb:
    """When Do Not Disturb is on, or next will be, as Slack says at an instant."""

    at: datetime
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A person as Slack last told of them.

    Attributes:
        dnd_start, dnd_end: the Do Not Disturb that runs, or the next one.
        status: what the status says, while it says that.
        status_until: when it says so no more; None if nobody knows.
        status_since: when it was first heard to say what it says.
        in_huddle: they are in a huddle, as far as was heard.
        huddle_until: when Slack takes the huddle for over, if it says.
        huddle_since: when it was first heard that they are, or are not.
        seen_at: when status and huddle were heard of.
        dnd_seen_at: when Do Not Disturb was.
    """

    dnd_start: datetime | None = None
    dnd_end: datetime | None = None
    status: Busy | None = None
    status_until: datetime | None = None
    status_since: datetime | None = None
    in_huddle: bool = False
    huddle_until: datetime | None = None
    huddle_since: datetime | None = None
    seen_at: datetime | None = None
    dnd_seen_at: datetime | None = None

    def doing(self, seen: "Doing") -> "Presence":
        """Return what is known once a profile was seen; older news changes nothing."""
        if self.seen_at is not None and seen.at < self.seen_at:
            return self
        goes_on = seen.status is self.status and not _has_ended(self.status_until, seen.at)
        huddles_on = seen.in_huddle is self.in_huddle and not _has_ended(self.huddle_until, seen.at)
        return replace(
            self,
            status=seen.status,
            status_until=seen.status_until,
            status_since=(self.status_since if goes_on else None) or seen.at,
            in_huddle=seen.in_huddle,
            huddle_until=seen.huddle_until,
            huddle_since=(self.huddle_since if huddles_on else None) or seen.at,
            seen_at=seen.at,
        )

    def disturbed(self, told: "DoNotDisturb") -> "Presence":
        """Return what is known once Slack told of Do Not Disturb; older news changes nothing."""
        if self.dnd_seen_at is not None and told.at < self.dnd_seen_at:
            return self
        return replace(self, dnd_start=told.start, dnd_end=told.end, dnd_seen_at=told.at)

    def in_dnd(self, now: datetime) -> bool:
        """Tell whether Do Not Disturb is on."""
        return (
            self.dnd_start is not None
            and self.dnd_end is not None
            and self.dnd_start <= now < self.dnd_end
        )

    def huddles(self, now: datetime) -> bool:
        """Tell whether they are in a huddle."""
        if not self.in_huddle:
            return False
        return not _is_over(now, until=self.huddle_until, since=self.huddle_since)

    def busy_with(self, now: datetime) -> Busy | None:
        """Return what their status says that keeps nudges away, or None."""
        if self.status is Busy.AWAY and self.status_until is None:
            confirmed_at = self.seen_at or self.status_since
            is_old = confirmed_at is not None and confirmed_at + AWAY_UNCONFIRMED <= now
            return None if is_old else self.status
        is_over = _is_over(now, until=self.status_until, since=self.status_since)
        return None if is_over else self.status


def _has_ended(until: datetime | None, now: datetime) -> bool:
    return until is not None and until <= now


def _is_over(now: datetime, *, until: datetime | None, since: datetime | None) -> bool:
    if until is not None:
        return until <= now
    return since is not None and since + LONGEST_SPELL <= now


UNSEEN = Presence()
"""Somebody of whom Slack has said nothing yet."""
