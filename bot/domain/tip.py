"""Tips: one finding a day at most, with its source and how far it can be trusted."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from bot.domain import study
from bot.domain.exercise import BodyProfile, Evidence, Kind
from bot.domain.study import Study

TipKey = NewType("TipKey", str)
"""What names a tip in the catalogue and in copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """One finding; its words live with all other words people read.

    Attributes:
        about: the kind of exercise it is about, or None for breaks, prompts and teams as such.
    """

    key: TipKey
    evidence: Evidence
    studies: tuple[Study, ...]
    about: Kind | None = None


def _tip(key: str, evidence: Evidence, *studies: Study, about: Kind | None = None) -> Tip:
    return Tip(key=TipKey(key), evidence=evidence, studies=studies, about=about)


TIPS: tuple[Tip, ...] = (
    _tip("breaks_on_average", Evidence.STRONG, study.LOH),
    _tip("squeezing_as_studied", Evidence.WEAK, study.LEHECKA, about=Kind.SQUEEZE),
    _tip("no_known_limit", Evidence.STRONG, study.BULL),
    _tip("walking_beats_standing", Evidence.STRONG, study.BUFFEY, about=Kind.WALK),
    _tip("micro_breaks", Evidence.MIXED, study.ALBULESCU),
    _tip("standing_for_sugar", Evidence.WEAK, study.BAILEY_LOCKE, about=Kind.STAND),
    _tip("own_goals", Evidence.MIXED, study.PATEL_GOALS),
    _tip("five_minutes", Evidence.WEAK, study.DURAN, about=Kind.WALK),
    _tip("prompts_wear_off", Evidence.WEAK, study.O_DOLAN),
    _tip("after_work_counts", Evidence.MIXED, study.EKELUND),
    _tip("trials_disagree", Evidence.MIXED, study.DEMPSEY, study.HOMER, about=Kind.SQUEEZE),
    _tip("standing_for_pressure", Evidence.MIXED, study.HARTMAN, about=Kind.STAND),
    _tip("threes", Evidence.MIXED, study.PATEL_COMPETITION),
    _tip("prompts_to_walk", Evidence.WEAK, study.KLASNJA, about=Kind.WALK),
    _tip("desk_prompts", Evidence.MIXED, study.GARRETT, about=Kind.STAND),
    _tip("boards_cut_both_ways", Evidence.MIXED, study.HYDARI),
    _tip("chair_massage", Evidence.WEAK, study.SISKO, about=Kind.SELFCARE),
    _tip("desk_reminders", Evidence.WEAK, study.SHARMA, about=Kind.STAND),
    _tip("wellness_programmes", Evidence.STRONG, study.SONG_BAICKER),
)
"""All tips, in an order that mixes what they are about.

Neither all of them nor those for one body are a multiple of seven: a week that repeats would never
come to some of them.
"""

_NOT_FOR = {BodyProfile.SEATED: frozenset({Kind.STAND, Kind.WALK})}
"""What is studied in people on their feet says nothing to somebody who does not stand."""

_FOR: dict[BodyProfile, tuple[Tip, ...]] = {
    body: tuple(tip for tip in TIPS if tip.about not in _NOT_FOR.get(body, ()))
    for body in BodyProfile
}


_NAMED = {tip.key: tip for tip in TIPS}


def tip_named(key: str) -> Tip | None:
    """Return the tip of a key; one that another release knew is None."""
    return _NAMED.get(TipKey(key))


def tips_for(body: BodyProfile) -> tuple[Tip, ...]:
    """Return the tips that say something to a body."""
    return _FOR[body]


def tip_for(day: date, *, phase: float, body: BodyProfile, wanted: bool, first: bool) -> Tip | None:
    """Return the tip that a nudge carries, or None for none.

    The day decides, so that nothing needs to be remembered: the first nudge of a member's day has
    the day's tip, and the next day has the next one. Members differ by their phase.

    Args:
        day: the member's local day.
        phase: the member's place in the spread of a workspace's nudges, from 0 to under 1.
        body: the member's; what was studied in people on their feet is not for everybody.
        wanted: the member has tips switched on.
        first: this is the first nudge of their day, and not the practice nudge.
    """
    if not wanted or not first:
        return None
    tips = _FOR[body]
    return tips[(day.toordinal() + int(phase * len(tips))) % len(tips)]
