"""Reads the settings modal: what stands in it, and the settings it comes to or what is wrong."""

from dataclasses import dataclass

from bot.domain.holiday import is_calendar
from bot.domain.member import BoardName, Settings, SettingsError
from bot.domain.plan import (
    LARGEST_BUDGET,
    LONGEST_MINUTES,
    SHORTEST_MINUTES,
    Intensity,
    Plan,
    PlanError,
    plan_of,
)
from bot.domain.work_hours import NO_HOURS, WorkHours, WorkHoursError
from bot.domain.zone import UnknownZoneError, zone_named
from bot.slack.copy.hours import read_hours
from bot.slack.payloads import MalformedPayloadError, Shown
from bot.slack.render.calendars import AS_WORKSPACE, calendar_chosen
from bot.slack.render.draft import Draft, read_draft
from bot.slack.render.settings_problems import QuietProblem, SettingsProblem, settings_problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A modal as it was submitted.

    Attributes:
        settings: what it comes to, or None while something is wrong.
        errors: what is wrong, by the block id of the input at fault.
    """

    settings: Settings | None
    errors: dict[str, str]


def draft_in(view: Shown) -> Draft:
    """Return what a settings modal holds.

    Raises:
        MalformedPayloadError: this app's modal cannot hold such values.
    """
    try:
        return read_draft(view.values, metadata=view.metadata)
    except (ValueError, LookupError, TypeError, AttributeError):
        raise MalformedPayloadError("view") from None


def check(draft: Draft) -> Form:
    """Read every field, so that each that is wrong says so at once."""
    problems: list[SettingsProblem] = []
    hours = _hours(draft, problems)
    quiet = _quiet(draft, hours, problems)
    plan = _plan(draft, problems)
    zone = _zone(draft, problems)
    if hours is None or quiet is None or plan is None or zone is None:
        return Form(settings=None, errors=_told(problems))
    calendar = calendar_chosen(draft.country, draft.region)
    if not is_calendar(calendar):
        return Form(settings=None, errors=settings_problem(SettingsError("calendar")))
    try:
        settings = Settings(
            zone=zone,
            hours=hours,
            quiet=quiet,
            calendar=calendar,
            calendar_is_own=draft.country != AS_WORKSPACE,
            plan=plan,
            board_name=draft.board_name,
            alias=draft.alias.strip() if draft.board_name is BoardName.ALIAS else None,
            tips=draft.tips,
            language=draft.language,
        )
    except SettingsError as error:
        return Form(settings=None, errors=settings_problem(error))
    return Form(settings=settings, errors={})


def _zone(draft: Draft, problems: list[SettingsProblem]) -> str | None:
    try:
        zone_named(draft.zone or "")
    except UnknownZoneError as error:
        problems.append(error)
        return None
    return draft.zone


def _hours(draft: Draft, problems: list[SettingsProblem]) -> WorkHours | None:
    try:
        return read_hours(draft.hours_text)
    except WorkHoursError as error:
        problems.append(error)
        return None


def _quiet(
    draft: Draft, hours: WorkHours | None, problems: list[SettingsProblem]
) -> WorkHours | None:
    """Return the quiet blocks, which may be none; they may not take all of the work hours."""
    if not draft.quiet_text.strip():
        return NO_HOURS
    try:
        quiet = read_hours(draft.quiet_text)
    except WorkHoursError as error:
        problems.append(QuietProblem(error.line or draft.quiet_text.strip()))
        return None
    if hours is not None and hours.without(quiet) == NO_HOURS:
        problems.append(QuietProblem(None))
        return None
    return quiet


def _plan(draft: Draft, problems: list[SettingsProblem]) -> Plan | None:
    try:
        if draft.intensity is not Intensity.CUSTOM:
            return plan_of(
                draft.intensity, walks=draft.walks, selfcare=draft.selfcare, body=draft.body
            )
        return _custom_plan(draft, problems)
    except PlanError as error:
        problems.append(error)
        return None


def _custom_plan(draft: Draft, problems: list[SettingsProblem]) -> Plan | None:
    """Read a plan of somebody's own, so that each number that is wrong says so at once.

    Raises:
        PlanError: the numbers are fine one by one, and not together.
    """
    stand = _minutes(draft.stand_minutes, "stand_minutes", problems)
    squeeze = _minutes(draft.squeeze_minutes, "squeeze_minutes", problems)
    budget = _number(draft.budget, least=1, most=LARGEST_BUDGET)
    if budget is None:
        problems.append(PlanError("budget"))
    if budget is None or any(isinstance(problem, PlanError) for problem in problems):
        return None
    return Plan(
        intensity=draft.intensity,
        stand_minutes=stand,
        squeeze_minutes=squeeze,
        walks=draft.walks,
        selfcare=draft.selfcare,
        body=draft.body,
        budget=budget,
    )


def _minutes(text: str, field: str, problems: list[SettingsProblem]) -> int | None:
    """Return the minutes between two, or None where none are wanted."""
    if not text.strip():
        return None
    minutes = _number(text, least=SHORTEST_MINUTES, most=LONGEST_MINUTES)
    if minutes is None:
        problems.append(PlanError(field))
    return minutes


def _number(text: str, *, least: int, most: int) -> int | None:
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > len(str(most)):
        return None
    return int(digits) if least <= int(digits) <= most else None


def _told(problems: list[SettingsProblem]) -> dict[str, str]:
    errors: dict[str, str] = {}
    for problem in problems:
        errors |= settings_problem(problem)
    return errors
