"""Plans, hours and kinds as text columns, each distinct text read once."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from bot.domain.exercise import BodyProfile, ExerciseKey, Kind
from bot.domain.plan import Intensity, Plan, SelfcareEvery
from bot.domain.work_hours import Window, WorkHours

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@lru_cache(maxsize=16384)
def write_hours(hours: WorkHours) -> str:
    """Write hours as seven lists of minute pairs."""
    return json.dumps([[[window.start, window.end] for window in day] for day in hours.days])


@lru_cache(maxsize=16384)
def read_hours(text: str) -> WorkHours:
    """Read what `write_hours` wrote."""
    return WorkHours(
        tuple(tuple(Window(start, end) for start, end in day) for day in json.loads(text))
    )


@lru_cache(maxsize=16384)
def write_plan(plan: Plan) -> str:
    """Write a plan as a JSON object."""
    return json.dumps(
        {
            "intensity": plan.intensity,
            "stand_minutes": plan.stand_minutes,
            "squeeze_minutes": plan.squeeze_minutes,
            "walks": plan.walks,
            "selfcare": plan.selfcare,
            "body": plan.body,
            "budget": plan.budget,
        }
    )


@lru_cache(maxsize=16384)
def read_plan(text: str) -> Plan:
    """Read what `write_plan` wrote."""
    fields = json.loads(text)
    fields["intensity"] = Intensity(fields["intensity"])
    fields["selfcare"] = SelfcareEvery(fields["selfcare"])
    fields["body"] = BodyProfile(fields["body"])
    return Plan(**fields)


def write_kinds(kinds: tuple[Kind, ...]) -> str:
    """Write kinds as words."""
    return " ".join(kinds)


@lru_cache(maxsize=1024)
def read_kinds(text: str) -> tuple[Kind, ...]:
    """Read what `write_kinds` wrote."""
    return tuple(Kind(word) for word in text.split())


def write_exercises(keys: tuple[ExerciseKey, ...]) -> str:
    """Write exercise keys as words."""
    return " ".join(keys)


def read_exercises(text: str) -> tuple[ExerciseKey, ...]:
    """Read what `write_exercises` wrote."""
    return tuple(ExerciseKey(word) for word in text.split())


def write_day(day: date | None) -> str | None:
    """Write a day as every driver takes one."""
    return None if day is None else day.isoformat()


def read_day(day: date | str | None) -> date | None:
    """Read a day as a driver gives it: PostgreSQL's as a date, SQLite's as text."""
    return date.fromisoformat(day) if isinstance(day, str) else day


def write_instants(instants: tuple[datetime, ...]) -> str:
    """Write a few instants as microseconds of the epoch."""
    return " ".join([str((at - _EPOCH) // _MICROSECOND) for at in instants])


def read_instants(text: str) -> tuple[datetime, ...]:
    """Read what `write_instants` wrote."""
    return tuple([_EPOCH + int(word) * _MICROSECOND for word in text.split()])
