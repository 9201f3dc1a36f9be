"""Twelve weeks of somebody's days, and what comes of them, for the eye and for every ear."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.plan import Intensity, plan_of
from bot.domain.score import Tally
from bot.domain.suggestion import CalmerPlan, QuietHour, Split
from bot.slack.copy.languages import Language
from bot.slack.copy.translation import speaking
from bot.slack.ids import Action
from bot.slack.render.heatmap import render_weeks
from bot.slack.render.suggestion import render_split
from tests.builders import a_plan, a_tally
from tests.slack.render.seeing import buttons, takes_view, words_of

WEDNESDAY = date(2026, 3, 4)
SPLIT = Split(done=30, put_off=4, missed=16)


def view_of(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """Put blocks into a Home."""
    return {"type": "home", "blocks": blocks}


def drawn(days: dict[date, Tally], *, charts: bool = False) -> dict[str, Any]:
    """Draw the weeks before a Wednesday."""
    return view_of(render_weeks(days, today=WEDNESDAY, charts=charts))


def test_squares_stand_for_days() -> None:
    """A row for each weekday, a column for each week, this week last."""
    days = {
        WEDNESDAY: a_tally(asked=4, completed=2),
        WEDNESDAY - timedelta(days=1): a_tally(asked=4, completed=1),
        WEDNESDAY - timedelta(days=2): a_tally(asked=4, completed=0),
        WEDNESDAY - timedelta(days=7): a_tally(asked=4, completed=4),
        WEDNESDAY - timedelta(days=12 * 7): a_tally(asked=4, completed=4),
    }

    view = drawn(days)

    takes_view(view)
    rows = view["blocks"][1]["text"]["text"].strip("`").split("\n")
    assert [row.split() for row in rows] == [
        ["Mon", *"·" * 11, "□"],
        ["Tue", *"·" * 11, "▨"],
        ["Wed", *"·" * 10, "■", "■"],
        ["Thu", *"·" * 12],
        ["Fri", *"·" * 12],
    ]


def test_weekends_are_shown_to_whoever_works_then() -> None:
    """And to nobody else."""
    view = drawn({WEDNESDAY - timedelta(days=3): a_tally()})

    assert view["blocks"][1]["text"]["text"].count("\n") == 6


def test_weeks_are_told_in_words() -> None:
    """Whoever cannot see squares misses nothing."""
    days = {WEDNESDAY: a_tally(asked=4, completed=2), date(2026, 2, 23): a_tally(asked=9)}

    said = words_of(drawn(days))

    assert said.endswith(
        "Week of 2 March: 2 of 4 asked\n"
        "Week of 23 February: 5 of 9 asked\n"
        "In 10 other weeks nothing was asked."
    )


def test_a_chart_says_the_same_where_slack_draws_it() -> None:
    """Twelve points with labels that fit, in every language."""
    for language in Language:
        with speaking(language):
            view = drawn({WEDNESDAY: a_tally(asked=4, completed=1)}, charts=True)
            takes_view(view)
            (chart,) = [each for each in view["blocks"] if each["type"] == "data_visualization"]
            (series,) = chart["chart"]["series"]
            values = [point["value"] for point in series["data"]]
            assert values == [0] * 11 + [25]
            labels = chart["chart"]["axis_config"]["categories"]
            assert [point["label"] for point in series["data"]] == labels
            assert len(set(labels)) == 12


def test_nothing_is_drawn_of_weeks_without_anything() -> None:
    """A newcomer sees no empty squares, nor does who was asked only long ago."""
    assert render_weeks({}, today=WEDNESDAY, charts=True) == []
    old = {WEDNESDAY - timedelta(days=100): a_tally()}
    assert render_weeks(old, today=WEDNESDAY, charts=True) == []


def test_a_split_without_a_suggestion_is_told_alone() -> None:
    """Exactly what became of them."""
    view = view_of(render_split(SPLIT, None))

    takes_view(view)
    assert words_of(view) == (
        "Nudges of the last four weeks: 30 answered by doing it, 4 snoozed, 16 gone by (32%)."
    )
    assert render_split(Split(), None) == []


def test_a_quiet_hour_is_offered() -> None:
    """With a button that names it."""
    suggestion = QuietHour(hour=14, missed=9, asked=10)

    view = view_of(render_split(SPLIT, suggestion))

    takes_view(view)
    assert "Between 14:00 and 15:00 9 of 10 nudges went by." in words_of(view)
    assert view["blocks"][-1]["accessory"]["value"] == "14"
    assert buttons(view["blocks"]) == {Action.QUIET_HOUR: "Make 14:00 to 15:00 quiet"}


@pytest.mark.parametrize(
    ("plan", "label"),
    [(plan_of(Intensity.GENTLE), "Change to Gentle"), (a_plan(), "Fewer nudges")],
)
def test_a_calmer_plan_is_offered(plan: Any, label: str) -> None:  # noqa: ANN401 - a plan
    """By its name, if it has one."""
    view = view_of(render_split(SPLIT, CalmerPlan(plan=plan)))

    takes_view(view)
    assert buttons(view["blocks"]) == {Action.FEWER: label}
