"""Draws the eight-week programme: the week, its dose, and how much of it was done."""

from collections.abc import Mapping
from datetime import date

from bot.domain.exercise import BodyProfile, Kind
from bot.domain.plan import Plan
from bot.domain.programme import STUDIED_SECONDS, WEEKS, Dose, Stage, dose, stage_on
from bot.slack.copy import programme as copy
from bot.slack.render.elements import Block, context, section

_CELLS = STUDIED_SECONDS // 60
_FULL, _EMPTY = "\N{BLACK PARALLELOGRAM}", "\N{WHITE PARALLELOGRAM}"


def render_programme(
    since: date | None, *, today: date, rounds: Mapping[date, int], plan: Plan
) -> list[Block]:
    """Draw where a member is in the programme.

    Args:
        since: the first day of their programme, or None without one.
        today: their local date.
        rounds: completed squeezes by local day, of the last seven days at least.
        plan: theirs, which may have no squeezes, or be for a body that takes it easy.
    """
    stage = stage_on(since, today)
    if since is None or stage is None:
        return [section(said) for said in paragraphs(since, today=today, rounds=rounds, plan=plan)]
    week, counted, measured, *rest, honest = paragraphs(
        since, today=today, rounds=rounds, plan=plan
    )
    bar = meter_bar(dose(rounds, since=since, day=today))
    return [
        section(week),
        section(f"{bar}\n{measured}\n{counted}"),
        *map(section, rest),
        context(honest),
    ]


def paragraphs(
    since: date | None, *, today: date, rounds: Mapping[date, int], plan: Plan
) -> list[str]:
    """Say the same in sentences: the week, today, the dose, what else matters, and how sure it is.

    Without a running programme it is what the programme is, and how sure that is.
    """
    stage = stage_on(since, today)
    if since is None or stage is None:
        return [copy.off() if since is None else copy.finished(), copy.honesty()]
    done = rounds.get(today, 0)
    said = [
        week_sentence(stage),
        copy.today(done, Dose(seconds=done * stage.round.seconds, days=1)),
        copy.meter(dose(rounds, since=since, day=today)),
    ]
    if Kind.SQUEEZE not in plan.kinds:
        said.append(copy.no_squeezes())
    if plan.body is BodyProfile.RECOVERING:
        said.append(copy.softly())
    return [*said, copy.honesty()]


def week_sentence(stage: Stage) -> str:
    """Say which week it is and what it asks for."""
    return copy.week(stage.week, len(WEEKS), stage.round)


def meter_bar(measured: Dose) -> str:
    """Draw a cell for each minute that was studied, filled as far as an average day came."""
    filled = min(_CELLS, int(measured.share * _CELLS))
    return _FULL * filled + _EMPTY * (_CELLS - filled)
