"""Says in a few lines what a member has chosen."""

from bot.domain.member import Settings
from bot.domain.work_hours import NO_HOURS
from bot.slack.copy import home as copy
from bot.slack.copy import settings as settings_copy
from bot.slack.copy.hours import written_hours
from bot.slack.render.calendars import calendar_name


def settings_paragraphs(settings: Settings) -> list[str]:
    """Say how often nudges come, in which hours of which zone, and when never."""
    intensity, _description = settings_copy.intensity_choice(settings.plan.intensity)
    said = [
        copy.plan(intensity, settings.plan.budget),
        copy.hours(settings.zone.replace("_", " "), written_hours(settings.hours)),
    ]
    if settings.quiet != NO_HOURS:
        said.append(copy.quiet(written_hours(settings.quiet)))
    words = copy.holidays if settings.calendar_is_own else copy.holidays_as_workspace
    return [*said, words(calendar_name(settings.calendar))]
