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
LONG_AGO = date(2025, 1, 1)
SPLIT = Split(done=30, put_off=4, unanswered=16)


def view_of(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """Put blocks into a Home."""
    return {"type": "home", "blocks": blocks}


def drawn(
    days: dict[date, Tally], *, joined_on: date = LONG_AGO, charts: bool = False
) -> dict[str, Any]:
    """Draw the weeks before a Wednesday."""
    return view_of(render_weeks(days, today=WEDNESDAY, joined_on=joined_on, charts=charts))


def points_of(view: dict[str, Any]) -> dict[str, int]:
    """Return what each week's bar in the chart shows."""
    (chart,) = [each for each in view["blocks"] if each["type"] == "data_visualization"]
    (series,) = chart["chart"]["series"]
    labels = [point["label"] for point in series["data"]]
    assert labels == chart["chart"]["axis_config"]["categories"]
    return {point["label"]: point["value"] for point in series["data"]}


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
    days = {
        WEDNESDAY - timedelta(weeks=ago): a_tally(asked=4, completed=int(ago == 0))
        for ago in range(12)
    }
    for language in Language:
        with speaking(language):
            view = drawn(days, charts=True)
            takes_view(view)
            assert list(points_of(view).values()) == [0] * 11 + [25]


def test_a_chart_leaves_out_weeks_in_which_nothing_was_asked() -> None:
    """A holiday is no nought, nor is the time before somebody joined."""
    days = {
        WEDNESDAY: a_tally(asked=4, completed=1),
        WEDNESDAY - timedelta(weeks=1): Tally(logged=3),
        WEDNESDAY - timedelta(weeks=2): a_tally(asked=4, completed=0),
    }

    assert points_of(drawn(days, charts=True)) == {"16 Feb": 0, "2 Mar": 25}


def test_a_single_week_needs_no_chart() -> None:
    """One bar says nothing that the words below it do not."""
    view = drawn({WEDNESDAY: a_tally()}, charts=True)

    assert "data_visualization" not in {each["type"] for each in view["blocks"]}


def test_weeks_begin_with_the_one_of_joining() -> None:
    """There is nothing to show of the time before: not as squares, and not in words."""
    days = {WEDNESDAY: a_tally(asked=4, completed=2), date(2026, 2, 19): a_tally(asked=9)}

    view = drawn(days, joined_on=date(2026, 2, 18))

    assert view["blocks"][0]["text"]["text"] == "Your weeks so far"
    rows = view["blocks"][1]["text"]["text"].strip("`").split("\n")
    assert [row.split() for row in rows] == [
        ["Mon", *"···"],
        ["Tue", *"···"],
        ["Wed", *"··■"],
        ["Thu", *"■··"],
        ["Fri", *"···"],
    ]
    assert words_of(view).endswith(
        "Week of 2 March: 2 of 4 asked\n"
        "Week of 16 February: 5 of 9 asked\n"
        "In 1 other week nothing was asked."
    )


def test_this_week_is_not_counted_among_those_without_nudges() -> None:
    """On Monday morning it has only begun."""
    last_week = {WEDNESDAY - timedelta(weeks=1): a_tally(asked=9)}

    said = words_of(drawn(last_week, joined_on=WEDNESDAY - timedelta(weeks=1)))

    assert said.endswith("Week of 23 February: 5 of 9 asked")


def test_who_came_back_sees_the_weeks_before_they_left() -> None:
    """What they did then is theirs, whenever they joined anew."""
    days = {WEDNESDAY: a_tally(), WEDNESDAY - timedelta(weeks=5): a_tally()}

    said = words_of(drawn(days, joined_on=WEDNESDAY))

    assert "Week of 26 January" in said
    assert "In 4 other weeks nothing was asked." in said


def test_twelve_weeks_are_called_so() -> None:
    """Whoever joined earlier has more of them than are shown."""
    view = drawn({WEDNESDAY: a_tally()})

    assert view["blocks"][0]["text"]["text"] == "Your last twelve weeks"


def test_nothing_is_drawn_of_weeks_without_anything() -> None:
    """A newcomer sees no empty squares, nor does who was asked only long ago."""
    for days in ({}, {WEDNESDAY - timedelta(days=100): a_tally()}):
        assert drawn(days, charts=True)["blocks"] == []


def test_a_split_without_a_suggestion_is_told_alone() -> None:
    """Exactly what became of them."""
    view = view_of(render_split(SPLIT, None))

    takes_view(view)
    assert words_of(view) == (
        "Your 50 nudges of the last four weeks: 30 done, 4 snoozed and 16 unanswered."
    )
    assert render_split(Split(), None) == []


def test_each_part_of_a_split_is_told() -> None:
    """And beside it what never came."""
    whole = Split(done=1, already_up=2, put_off=3, skipped=4, unanswered=5, held=1_200)

    said = words_of(view_of(render_split(whole, None)))

    assert said == (
        "Your 15 nudges of the last four weeks: 1 done, 2 when you were already up, 3 snoozed, "
        "4 skipped and 5 unanswered. Held back while you were busy or away: 1,200."
    )


def test_what_was_held_back_is_told_where_nothing_else_came() -> None:
    """A month of meetings is no month without a word."""
    said = words_of(view_of(render_split(Split(held=7), None)))

    assert said == "Held back while you were busy or away: 7."


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
    [
        (plan_of(Intensity.GENTLE), "Change to Gentle"),
        (plan_of(Intensity.STANDARD), "Change to Standard"),
        (a_plan(), "Fewer nudges"),
    ],
)
def test_a_calmer_plan_is_offered(plan: Any, label: str) -> None:  # noqa: ANN401 - a plan
    """By its name, if it has one."""
    view = view_of(render_split(SPLIT, CalmerPlan(plan=plan)))

    takes_view(view)
    assert buttons(view["blocks"]) == {Action.FEWER: label}
