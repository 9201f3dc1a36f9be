"""Draws twelve weeks of somebody's days: as squares for the eye, and in words for every ear."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.domain.score import Tally
from bot.domain.streak import goal_met
from bot.slack.copy import history as copy
from bot.slack.render.elements import Block, context, header, section, shortened
from bot.slack.render.figures import share_points

WEEKS = 12

_MET, _SOME, _NONE, _OFF = (
    "\N{BLACK SQUARE}",
    "\N{SQUARE WITH UPPER RIGHT TO LOWER LEFT FILL}",
    "\N{WHITE SQUARE}",
    "\N{MIDDLE DOT}",
)
_WORK_DAYS = 5
_DAYS = 7
_LONGEST_LABEL = 20
_LONGEST_TITLE = 50


def render_weeks(
    days: Mapping[date, Tally], *, today: date, joined_on: date, charts: bool
) -> list[Block]:
    """Draw the last twelve weeks, this one included; nothing where nothing was asked in them.

    They begin no earlier than somebody joined. What a chart says is said in words too: who cannot
    see it misses nothing.
    """
    weeks = _weeks(days, today, joined_on)
    asked = [monday for monday in weeks if _of_week(days, monday).asked > 0]
    if not asked:
        return []
    return [
        header(copy.heading() if len(weeks) == WEEKS else copy.first_heading()),
        *([_chart(days, asked)] if charts and len(asked) > 1 else []),
        section(f"```{squares(days, weeks)}```"),
        context(copy.legend(_MET, _SOME, _NONE, _OFF)),
        context("\n".join(in_words(days, weeks))),
    ]


def squares(days: Mapping[date, Tally], weeks: Sequence[date]) -> str:
    """Draw a line for each weekday and a column for each week, the newest last."""
    rows = range(_DAYS if _has_weekends(days, weeks) else _WORK_DAYS)
    names = [copy.weekday_column(weekday) for weekday in rows]
    width = max(map(len, names))
    return "\n".join(
        f"{name:<{width}} {' '.join(_square(days.get(_day(monday, row))) for monday in weeks)}"
        for row, name in zip(rows, names, strict=True)
    )


def in_words(days: Mapping[date, Tally], weeks: Sequence[date]) -> list[str]:
    """Say how many were done in each week, the newest first."""
    totals = [(monday, _of_week(days, monday)) for monday in reversed(weeks)]
    said = [
        copy.week(monday, total.completed, total.asked)
        for monday, total in totals
        if total.asked > 0
    ]
    # This week is not over: that nothing was asked in it yet says nothing.
    quiet = sum(total.asked <= 0 for _, total in totals[1:])
    return [*said, copy.quiet_weeks(quiet)] if quiet else said


def _weeks(days: Mapping[date, Tally], today: date, joined_on: date) -> list[date]:
    """Return the Mondays of the weeks to show, from joining on; who came back has earlier days."""
    first = _monday(min((day for day, tally in days.items() if tally.asked > 0), default=joined_on))
    weeks = [_monday(today) - timedelta(weeks=ago) for ago in reversed(range(WEEKS))]
    return [monday for monday in weeks if monday >= min(first, _monday(joined_on))]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(monday: date, weekday: int) -> date:
    return monday + timedelta(days=weekday)


def _of_week(days: Mapping[date, Tally], monday: date) -> Tally:
    return sum((days.get(_day(monday, row), Tally()) for row in range(_DAYS)), Tally())


def _has_weekends(days: Mapping[date, Tally], weeks: Sequence[date]) -> bool:
    return any(
        days.get(_day(monday, row), Tally()).asked
        for monday in weeks
        for row in range(_WORK_DAYS, _DAYS)
    )


def _square(tally: Tally | None) -> str:
    if tally is None or tally.asked <= 0:
        return _OFF
    if goal_met(tally):
        return _MET
    return _SOME if tally.completed else _NONE


def _chart(days: Mapping[date, Tally], weeks: Sequence[date]) -> Block:
    """Draw the share that was done of what was asked in each week.

    Slack wants a value for every label, and nought is not what a week without nudges is.
    """
    labels = [shortened(copy.chart_week(monday), _LONGEST_LABEL) for monday in weeks]
    points = [
        {"label": label, "value": share_points(_of_week(days, monday))}
        for label, monday in zip(labels, weeks, strict=True)
    ]
    name = shortened(copy.chart_series(), _LONGEST_LABEL)
    return {
        "type": "data_visualization",
        "title": shortened(copy.chart_title(), _LONGEST_TITLE),
        "chart": {
            "type": "bar",
            "series": [{"name": name, "data": points}],
            "axis_config": {
                "categories": labels,
                "x_label": shortened(copy.chart_weeks(), _LONGEST_TITLE),
            },
        },
    }
