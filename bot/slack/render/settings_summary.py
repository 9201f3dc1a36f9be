"""Says in a few lines what a member has chosen."""

from datetime import timedelta

from bot.domain.member import Settings
from bot.domain.plan import Intensity, Plan
from bot.domain.work_hours import NO_HOURS
from bot.slack.copy import home as copy
from bot.slack.copy import kinds
from bot.slack.copy import settings as settings_copy
from bot.slack.copy.hours import written_hours
from bot.slack.render.calendars import calendar_name


def settings_paragraphs(settings: Settings) -> list[str]:
    """Say how often nudges come, in which hours of which zone, and when never."""
    said = [
        copy.plan(_intensity(settings.plan), settings.plan.budget),
        copy.hours(settings.zone.replace("_", " "), written_hours(settings.hours)),
    ]
    if settings.quiet != NO_HOURS:
        said.append(copy.quiet(written_hours(settings.quiet)))
    words = copy.holidays if settings.calendar_is_own else copy.holidays_as_workspace
    return [*said, words(calendar_name(settings.calendar))]


def _intensity(plan: Plan) -> str:
    """Name a plan; one of somebody's own has no minutes that everybody knows."""
    name = settings_copy.intensity_name(plan.intensity)
    if plan.intensity is not Intensity.CUSTOM or not plan.intervals:
        return name
    often = [
        copy.every(kinds.name(kind, plan.body), interval // timedelta(minutes=1))
        for kind, interval in plan.intervals.items()
    ]
    return copy.own_plan(name, kinds.listed(often))
