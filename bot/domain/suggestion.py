"""What became of a member's nudges, and the one change of their settings that would help most."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from bot.domain.member import Settings
from bot.domain.nudge import Answer, Silence
from bot.domain.plan import Plan, gentler
from bot.domain.work_hours import NO_HOURS, Window, WorkHours

HOURS_A_DAY = 24
SUGGESTED_WEEKS = 4
"""How far back a suggestion looks."""

_HOUR = 60
_LEAST_IN_AN_HOUR = 8
_LEAST_IN_ALL = 20
_MOSTLY = Fraction(2, 3)
_HALF = Fraction(1, 2)


class Fate(StrEnum):
    """What became of a nudge; one that was held back never reached its member."""

    DONE = "done"
    ALREADY_UP = "already_up"
    PUT_OFF = "put_off"
    SKIPPED = "skipped"
    UNANSWERED = "unanswered"
    HELD = "held"


Fates = Mapping[tuple[int, Fate], int]
"""How many nudges had each fate, by the hour of the member's clock at which they were due."""

_FATES = {
    None: Fate.UNANSWERED,
    Answer.DONE: Fate.DONE,
    Answer.ALREADY_UP: Fate.ALREADY_UP,
    Answer.SNOOZED: Fate.PUT_OFF,
    Answer.BUSY: Fate.PUT_OFF,
    Answer.SKIPPED: Fate.SKIPPED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """How many nudges had each fate.

    Attributes:
        done: answered with doing it.
        already_up: answered with being up already.
        put_off: snoozed, or answered with being in a meeting.
        skipped: answered with a no.
        unanswered: gone by without a word.
        held: never sent, since their member was busy or away; not among those asked.
    """

    done: int = 0
    already_up: int = 0
    put_off: int = 0
    skipped: int = 0
    unanswered: int = 0
    held: int = 0

    @property
    def asked(self) -> int:
        """Return how many reached their member."""
        return self.done + self.already_up + self.put_off + self.missed

    @property
    def missed(self) -> int:
        """Return how many went by, with a no or without a word."""
        return self.skipped + self.unanswered

    @property
    def share_missed(self) -> Fraction:
        """Return which part went by; none where there were none."""
        return Fraction(self.missed, self.asked) if self.asked else Fraction()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHour:
    """Make an hour of the day quiet in which most nudges go by."""

    hour: int
    missed: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalmerPlan:
    """Ask less often, since half of what is asked goes by."""

    plan: Plan


Suggestion = QuietHour | CalmerPlan


def fate_of(answer: Answer | None, silence: Silence | None) -> Fate:
    """Return what became of a nudge with an answer or without one, or held back for a reason."""
    return _FATES[answer] if silence is None else Fate.HELD


def split(fates: Fates) -> Split:
    """Count fates whatever the hour."""
    counts: Counter[Fate] = Counter()
    for (_, fate), count in fates.items():
        counts[fate] += count
    return Split(**{fate.value: count for fate, count in counts.items()})


def suggest(fates: Fates, settings: Settings) -> Suggestion | None:
    """Return the one change that would help most, or None where all is well or too little known.

    An hour that stands out comes before asking less often altogether.
    """
    return _quiet_hour(fates, settings) or _calmer(split(fates), settings)


def with_quiet_hour(settings: Settings, hour: int) -> Settings | None:
    """Return settings in which an hour is quiet on each day that works in it.

    None where no day does, or nothing would be left of the hours.
    """
    block = Window(hour * _HOUR, (hour + 1) * _HOUR)
    quiet = WorkHours(
        tuple(
            _joined((*blocks, block)) if _overlaps(windows, block) else blocks
            for windows, blocks in zip(settings.open_hours.days, settings.quiet.days, strict=True)
        )
    )
    if quiet == settings.quiet or settings.hours.without(quiet) == NO_HOURS:
        return None
    return replace(settings, quiet=quiet)


def _quiet_hour(fates: Fates, settings: Settings) -> QuietHour | None:
    of_hours = {hour: _of_hour(fates, hour) for hour in {hour for hour, _ in fates}}
    worst = max(
        (
            (of_hour.share_missed, of_hour.asked, -hour)
            for hour, of_hour in of_hours.items()
            if of_hour.asked >= _LEAST_IN_AN_HOUR and with_quiet_hour(settings, hour) is not None
        ),
        default=None,
    )
    if worst is None or worst[0] < _MOSTLY:
        return None
    hour = -worst[2]
    rest = split({key: count for key, count in fates.items() if key[0] != hour})
    if rest.share_missed >= _HALF:
        return None
    return QuietHour(hour=hour, missed=of_hours[hour].missed, asked=of_hours[hour].asked)


def _of_hour(fates: Fates, hour: int) -> Split:
    return split({key: count for key, count in fates.items() if key[0] == hour})


def _calmer(of_all: Split, settings: Settings) -> CalmerPlan | None:
    if of_all.asked < _LEAST_IN_ALL or of_all.share_missed < _HALF:
        return None
    plan = gentler(settings.plan)
    return None if plan is None else CalmerPlan(plan=plan)


def _overlaps(windows: tuple[Window, ...], block: Window) -> bool:
    return any(window.start < block.end and block.start < window.end for window in windows)


def _joined(blocks: tuple[Window, ...]) -> tuple[Window, ...]:
    """Return blocks in order, those that touch or overlap as one."""
    joined: list[Window] = []
    for block in sorted(blocks):
        if joined and block.start <= joined[-1].end:
            joined[-1] = Window(joined[-1].start, max(joined[-1].end, block.end))
        else:
            joined.append(block)
    return tuple(joined)
