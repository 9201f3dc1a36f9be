"""Says beside which input of the settings modal something is wrong, and what would be right."""

from bot.domain.member import SettingsError
from bot.domain.plan import PlanError
from bot.domain.work_hours import WorkHoursError
from bot.domain.zone import UnknownZoneError
from bot.slack.copy import problems
from bot.slack.ids import Field

_MINUTES = {"stand_minutes": Field.STAND_MINUTES, "squeeze_minutes": Field.SQUEEZE_MINUTES}
_CHOICES = {"walks": Field.WALKS, "budget": Field.BUDGET}

SettingsProblem = WorkHoursError | PlanError | SettingsError | UnknownZoneError


def settings_problem(error: SettingsProblem) -> dict[str, str]:
    """Return the text to show by the block id of the input it belongs to."""
    if isinstance(error, UnknownZoneError):
        return {Field.ZONE: problems.zone()}
    if isinstance(error, WorkHoursError):
        return {Field.HOURS: problems.hours(error.line) if error.line else problems.no_hours()}
    if isinstance(error, SettingsError):
        return {Field.ALIAS: problems.alias()}
    if error.field in _MINUTES:
        return {_MINUTES[error.field]: problems.minutes()}
    if error.field in _CHOICES:
        return {_CHOICES[error.field]: problems.other()}
    return {Field.INTENSITY: problems.nothing_asked()}
