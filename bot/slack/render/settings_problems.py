"""Says beside which input of the settings modal something is wrong, and what would be right."""

from dataclasses import dataclass

from bot.domain.member import AliasError, SettingsError
from bot.domain.plan import PlanError
from bot.domain.work_hours import WorkHoursError
from bot.domain.zone import UnknownZoneError
from bot.slack.copy import problems
from bot.slack.ids import Field

_MINUTES = {"stand_minutes": Field.STAND_MINUTES, "squeeze_minutes": Field.SQUEEZE_MINUTES}
_CHOICES = {"walks": Field.WALKS, "budget": Field.BUDGET}


@dataclass(frozen=True, slots=True)
class QuietProblem:
    """What is wrong with quiet blocks: a line that is unclear, or None: they take all hours."""

    line: str | None


SettingsProblem = WorkHoursError | PlanError | SettingsError | UnknownZoneError | QuietProblem


def settings_problem(error: SettingsProblem) -> dict[str, str]:
    """Return the text to show by the block id of the input it belongs to."""
    if isinstance(error, UnknownZoneError):
        return {Field.ZONE: problems.zone()}
    if isinstance(error, WorkHoursError):
        return {Field.HOURS: problems.hours(error.line) if error.line else problems.no_hours()}
    if isinstance(error, QuietProblem):
        return {Field.QUIET: problems.hours(error.line) if error.line else problems.no_time_left()}
    if isinstance(error, AliasError):
        return {Field.ALIAS: problems.alias(error.flaw)}
    if isinstance(error, SettingsError):
        return {Field.COUNTRY: problems.country()}
    return _plan_problem(error)


def _plan_problem(error: PlanError) -> dict[str, str]:
    if error.field in _MINUTES:
        return {_MINUTES[error.field]: problems.minutes()}
    if error.field in _CHOICES:
        return {_CHOICES[error.field]: problems.other()}
    return {Field.INTENSITY: problems.nothing_asked()}
