"""The next gentler plan, for whoever asks for fewer nudges."""

from dataclasses import replace

from bot.domain.member import Settings
from bot.domain.plan import LONGEST_MINUTES, Intensity, Plan, plan_of

_NEXT = {
    Intensity.BY_THE_BOOK: Intensity.STANDARD,
    Intensity.STANDARD: Intensity.GENTLE,
}


def gentler(settings: Settings) -> Settings | None:
    """Return the same settings with a calmer plan, or None where there is none."""
    plan = _gentler_plan(settings.plan)
    return None if plan is None or plan == settings.plan else replace(settings, plan=plan)


def _gentler_plan(plan: Plan) -> Plan | None:
    if plan.intensity is Intensity.CUSTOM:
        return replace(
            plan,
            stand_minutes=_twice(plan.stand_minutes),
            squeeze_minutes=_twice(plan.squeeze_minutes),
        )
    intensity = _NEXT.get(plan.intensity)
    if intensity is None:
        return None
    calmer = plan_of(intensity, walks=plan.walks, selfcare=plan.selfcare, body=plan.body)
    return replace(calmer, budget=plan.budget)


def _twice(minutes: int | None) -> int | None:
    return None if minutes is None else min(2 * minutes, LONGEST_MINUTES)
