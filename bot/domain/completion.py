"""What an answer to a nudge comes to: accepted for some kinds, or ignored with a reason."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, MessageRef
from bot.domain.nudge import Delivery, Nudge
from bot.domain.zone import local_date

CLOSEST_LOGS = timedelta(minutes=10)
"""At most one completion that no nudge asked for counts per kind in this time."""

EARLY = timedelta(minutes=5)
"""How far Slack's clock may run behind ours before an answer looks older than its question."""

_NOT_SENT = (Delivery.SKIPPED, Delivery.DUE, Delivery.UNREACHABLE)
_SAME = {"thumbsup": "+1", "thumbsdown": "-1", "hankey": "poop", "shit": "poop"}
_PERSON = re.compile(r"(?:(?:person|man|woman)[-_])?(standing|walking)(?:[-_]facing[-_]right)?")


class Source(StrEnum):
    """How a completion was said."""

    REACTION = "reaction"
    BUTTON = "button"
    COMMAND = "command"


class Ignored(StrEnum):
    """Why an answer changes nothing."""

    NOT_A_NUDGE = "not_a_nudge"
    NOT_THE_ADDRESSEE = "not_the_addressee"
    NOT_AN_ANSWER = "not_an_answer"
    NOT_SENT = "not_sent"
    TOO_LATE = "too_late"
    TOO_EARLY = "too_early"
    TOO_SOON = "too_soon"
    OLD_NEWS = "old_news"


class Meaning(StrEnum):
    """What an emoji says."""

    COMPLETE = "complete"
    SKIP = "skip"
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmojiSet:
    """Which emoji answer a nudge; names are canonical, without colons or skin tone."""

    any_kind: frozenset[str] = frozenset(
        {"white_check_mark", "heavy_check_mark", "muscle", "+1", "raised_hands"}
    )
    of_kind: Mapping[str, Kind] = field(
        default_factory=lambda: MappingProxyType(
            {"standing_person": Kind.STAND, "peach": Kind.SQUEEZE, "walking": Kind.WALK}
        )
    )
    skip: frozenset[str] = frozenset({"x", "no_entry_sign"})
    snooze: frozenset[str] = frozenset({"zzz", "alarm_clock"})

    def meaning(self, emoji: str) -> Meaning | None:
        """Return what a canonical emoji name says to a nudge, or None for nothing."""
        if emoji in self.any_kind or emoji in self.of_kind:
            return Meaning.COMPLETE
        if emoji in self.skip:
            return Meaning.SKIP
        return Meaning.SNOOZE if emoji in self.snooze else None


DEFAULT_EMOJI = EmojiSet()


def canonical(emoji: str) -> str:
    """Return an emoji's base name: skin tone and gender cut off, aliases made one.

    Slack writes tones as `::skin-tone-2` to `-6`, both `+1` and `thumbsup` for one picture, and
    `man_standing`, but `man-walking` and `man_walking_facing_right`.
    """
    base = emoji.strip(":").partition("::")[0]
    person = _PERSON.fullmatch(base)
    if person is not None:
        return "standing_person" if person[1] == "standing" else "walking"
    return _SAME.get(base, base)


def kinds_completed(nudge: Nudge, emoji: str, emoji_set: EmojiSet) -> tuple[Kind, ...]:
    """Return the kinds that a completion emoji answers.

    One that stands for a kind the nudge asks for answers that kind; any other answers them all,
    since it cannot have meant anything else.
    """
    kind = emoji_set.of_kind.get(emoji)
    return (kind,) if kind in nudge.kinds and kind is not None else nudge.kinds


def refusal(nudge: Nudge | None, *, by: MemberId, at: datetime, zone: ZoneInfo) -> Ignored | None:
    """Return why nobody's answer counts here, or None if it does.

    An answer counts from the addressee alone, to a nudge that may have reached them, until the end
    of the calendar day (in the member's zone) on which it was due.
    """
    if nudge is None:
        return Ignored.NOT_A_NUDGE
    if nudge.member != by:
        return Ignored.NOT_THE_ADDRESSEE
    if nudge.delivery in _NOT_SENT:
        return Ignored.NOT_SENT
    if at < nudge.due_at - EARLY:
        return Ignored.TOO_EARLY
    if is_over(nudge, at=at, zone=zone):
        return Ignored.TOO_LATE
    return None


def is_over(nudge: Nudge, *, at: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a nudge belongs to a day that has ended by then, where its member is."""
    return local_date(at, zone) > local_date(nudge.due_at, zone)


def may_be(nudge: Nudge, message: MessageRef) -> bool:
    """Tell whether a message, of which no record came back, can be a nudge's.

    A nudge whose answer from Slack was lost, or is not written down yet, has reached its member
    all the same; Slack's timestamp then lies within the nudge's window.
    """
    at = message.at
    return (
        nudge.message is None
        and nudge.delivery in {Delivery.SENDING, Delivery.UNKNOWN}
        and message.is_direct
        and at is not None
        and nudge.due_at - EARLY <= at <= nudge.expires_at + EARLY
    )


def log_counts(*, at: datetime, logged: Collection[datetime]) -> bool:
    """Tell whether a completion logged unasked counts, beside those of its kind logged before."""
    return all(abs(at - other) >= CLOSEST_LOGS for other in logged)
