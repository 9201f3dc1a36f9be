"""A member's plan: which exercises, how often, in which form, and how many nudges an hour."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from bot.domain.exercise import BodyProfile, Kind

SHORTEST_MINUTES = 10
LONGEST_MINUTES = 240
MOST_WALKS = 2
DEFAULT_BUDGET = 3
LARGEST_BUDGET = 6


class Intensity(StrEnum):
    """How hard a plan is on its member."""

    GENTLE = "gentle"
    STANDARD = "standard"
    BY_THE_BOOK = "by_the_book"
    CUSTOM = "custom"


class SelfcareEvery(StrEnum):
    """How often selfcare is suggested."""

    OFF = "off"
    WEEK = "week"
    MONTH = "month"


class PlanError(ValueError):
    """The plan asks for what no plan may; `field` names the setting at fault."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to ask a member for.

    Attributes:
        stand_minutes: a stand every so many minutes of work, or None for off.
        squeeze_minutes: the same for squeezes.
        walks: walks a day, 0 to 2.
        budget: the most nudges in any hour.
        kinds: the kinds that this plan asks for.
        intervals: those that repeat through the work day, with the time between two.
        shortest: the shortest interval, or an hour for a plan that has none.
    """

    intensity: Intensity
    stand_minutes: int | None
    squeeze_minutes: int | None
    walks: int = 1
    selfcare: SelfcareEvery = SelfcareEvery.OFF
    body: BodyProfile = BodyProfile.STANDING
    budget: int = DEFAULT_BUDGET
    # Asked for at every slot, and worked out once: a thousand members share a plan.
    kinds: tuple[Kind, ...] = field(init=False, repr=False, compare=False)
    intervals: Mapping[Kind, timedelta] = field(init=False, repr=False, compare=False)
    shortest: timedelta = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("stand_minutes", "squeeze_minutes"):
            minutes = getattr(self, name)
            if minutes is not None and not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
                raise PlanError(name)
        if not 0 <= self.walks <= MOST_WALKS:
            raise PlanError("walks")
        if not 1 <= self.budget <= LARGEST_BUDGET:
            raise PlanError("budget")
        self._work_out()
        if not self.kinds:
            raise PlanError("intensity")

    def _work_out(self) -> None:
        on = {
            Kind.STAND: self.stand_minutes is not None,
            Kind.SQUEEZE: self.squeeze_minutes is not None,
            Kind.WALK: self.walks > 0,
            Kind.SELFCARE: self.selfcare is not SelfcareEvery.OFF,
        }
        minutes = {Kind.STAND: self.stand_minutes, Kind.SQUEEZE: self.squeeze_minutes}
        intervals = {kind: timedelta(minutes=every) for kind, every in minutes.items() if every}
        object.__setattr__(self, "kinds", tuple(kind for kind in Kind if on[kind]))
        object.__setattr__(self, "intervals", MappingProxyType(intervals))
        shortest = min(intervals.values(), default=timedelta(hours=1))
        object.__setattr__(self, "shortest", shortest)


_MINUTES: dict[Intensity, tuple[int, int]] = {
    Intensity.GENTLE: (60, 120),
    Intensity.STANDARD: (30, 60),
    Intensity.BY_THE_BOOK: (20, 60),
}


def plan_of(
    intensity: Intensity,
    *,
    walks: int = 1,
    selfcare: SelfcareEvery = SelfcareEvery.OFF,
    body: BodyProfile = BodyProfile.STANDING,
) -> Plan:
    """Return one of the three ready-made plans.

    Raises:
        PlanError: a custom plan has no ready-made intervals.
    """
    if intensity not in _MINUTES:
        raise PlanError("intensity")
    stand, squeeze = _MINUTES[intensity]
    return Plan(
        intensity=intensity,
        stand_minutes=stand,
        squeeze_minutes=squeeze,
        walks=walks,
        selfcare=selfcare,
        body=body,
    )


DEFAULT_PLAN = plan_of(Intensity.STANDARD)


FEWEST_IGNORED = 3
"""Nudges in a row without an answer after which they become rarer."""

_EASED_AFTER = ((6, Fraction(2)), (FEWEST_IGNORED, Fraction(3, 2)))


def eased(plan: Plan, unanswered: int) -> Plan:
    """Return what a plan comes to after so many nudges in a row without an answer.

    From three on its intervals are half as long again, from six on twice as long.
    """
    for after, stretch in _EASED_AFTER:
        if unanswered >= after:
            return _stretched(plan, stretch)
    return plan


@lru_cache(maxsize=1024)
def _stretched(plan: Plan, stretch: Fraction) -> Plan:
    stretched = replace(plan)
    intervals = {
        kind: timedelta(seconds=int(every.total_seconds() * stretch))
        for kind, every in plan.intervals.items()
    }
    object.__setattr__(stretched, "intervals", MappingProxyType(intervals))
    shortest = min(intervals.values(), default=plan.shortest)
    object.__setattr__(stretched, "shortest", shortest)
    return stretched


_CALMER = {
    Intensity.BY_THE_BOOK: Intensity.STANDARD,
    Intensity.STANDARD: Intensity.GENTLE,
}


def gentler(plan: Plan, kinds: Collection[Kind] | None = None) -> Plan | None:
    """Return the next calmer plan, or None where this one is as calm as it gets.

    Given kinds, each of them is asked for less often, as far as there is any less: by the next
    ready-made plan where that does it, and else by one of the member's own.
    """
    return _calmer(plan) if kinds is None else _calmer_in(plan, kinds)


def _calmer(plan: Plan) -> Plan | None:
    if plan.intensity is Intensity.CUSTOM:
        calmer = replace(
            plan,
            stand_minutes=_twice(plan.stand_minutes),
            squeeze_minutes=_twice(plan.squeeze_minutes),
        )
        return None if calmer == plan else calmer
    intensity = _CALMER.get(plan.intensity)
    if intensity is None:
        return None
    calmer = plan_of(intensity, walks=plan.walks, selfcare=plan.selfcare, body=plan.body)
    return replace(calmer, budget=plan.budget)


def _calmer_in(plan: Plan, kinds: Collection[Kind]) -> Plan | None:
    calmer = _less_often(plan, [kind for kind in kinds if kind in plan.intervals])
    if Kind.WALK in kinds:
        calmer = replace(calmer, walks=min(plan.walks, 1))
    if Kind.SELFCARE in kinds and plan.selfcare is SelfcareEvery.WEEK:
        calmer = replace(calmer, selfcare=SelfcareEvery.MONTH)
    return None if calmer == plan else calmer


def _less_often(plan: Plan, kinds: Collection[Kind]) -> Plan:
    if not kinds or plan.intensity is Intensity.GENTLE:
        return plan
    if plan.intensity is not Intensity.CUSTOM:
        ready = _calmer(plan)
        if ready and all(ready.intervals[kind] > plan.intervals[kind] for kind in kinds):
            return ready
    stand, squeeze = plan.stand_minutes, plan.squeeze_minutes
    return replace(
        plan,
        intensity=Intensity.CUSTOM,
        stand_minutes=_twice(stand) if Kind.STAND in kinds else stand,
        squeeze_minutes=_twice(squeeze) if Kind.SQUEEZE in kinds else squeeze,
    )


def _twice(minutes: int | None) -> int | None:
    return None if minutes is None else min(2 * minutes, LONGEST_MINUTES)
