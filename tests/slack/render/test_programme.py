"""The eight-week programme as it is drawn, and what it says of its own dose."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from bot.domain.exercise import BodyProfile, Kind
from bot.domain.plan import DEFAULT_PLAN, Intensity, Plan, plan_of
from bot.domain.programme import WEEKS, Dose
from bot.services.programmes import Progress
from bot.slack.copy import programme as copy
from bot.slack.render import replies
from bot.slack.render.message import Rendered
from bot.slack.render.programme import meter_bar, render_programme
from tests.builders import a_member, a_plan, some_settings
from tests.slack.render.seeing import takes_blocks, words_of_block

BEGUN = date(2026, 3, 2)


def said(day: int, rounds: dict[int, int] | None = None, *, plan: Plan = DEFAULT_PLAN) -> str:
    """Return what is drawn on a day of the programme, the first being 0."""
    counted = {BEGUN + timedelta(days=each): count for each, count in (rounds or {}).items()}
    today = BEGUN + timedelta(days=day)
    blocks = render_programme(BEGUN, today=today, rounds=counted, plan=plan)
    takes_blocks(Rendered(text="drawn", blocks=blocks))
    return "\n".join(words for block in blocks for words in words_of_block(block))


def progress(since: date | None, today: date = BEGUN) -> Progress:
    """Make the progress of somebody who did nothing yet."""
    return Progress(member=a_member(programme_since=since), today=today, rounds={})


def test_the_usual_three_squeezes_an_hour_are_a_seventh_of_the_studied_dose() -> None:
    """That is what the first week comes to, said as it is."""
    text = said(0, {0: 8})

    assert "*Week 1 of 8.* Each squeeze nudge asks for 3 squeezes, held for 5 seconds" in text
    assert "Today: 8 rounds, about 2 minutes of squeezing." in text
    assert "about 2 minutes a day over 1 day, about one seventh of what was studied" in text


def test_a_week_is_an_average_of_its_days() -> None:
    """Those without a squeeze included."""
    text = said(55, {50: 8, 51: 8, 55: 8})

    assert "*Week 8 of 8.* Each squeeze nudge asks for 2 sets of 8 squeezes, held for 7" in text
    assert "Today: 8 rounds, about 15 minutes of squeezing." in text
    assert "about 6 minutes a day over 7 days, about two fifths of what was studied" in text


def test_nothing_yet_is_said_without_reproach() -> None:
    """And names what was studied."""
    text = said(3)

    assert "Today: no squeezes yet." in text
    assert "Dose: nothing yet. What was studied is 15 minutes" in text


@pytest.mark.parametrize("day", [0, 30, 55])
def test_the_evidence_is_called_weak(day: int) -> None:
    """In every week, with how few it was and what was not tried."""
    text = said(day, {day: 4})

    assert "Evidence: weak. 32 students" in text
    assert "nobody among them did neither" in text
    assert "takes your word for it" in text


def test_who_never_began_reads_what_it_is() -> None:
    """Its dose, its evidence, and how to begin."""
    rendered = replies.programme(progress(None))

    takes_blocks(rendered)
    assert "`/unsit programme start` begins it" in rendered.text
    assert "Evidence: weak." in rendered.text


def test_who_is_through_reads_that_it_is_over() -> None:
    """It ended by itself."""
    rendered = replies.programme(progress(BEGUN, BEGUN + timedelta(weeks=8)))

    takes_blocks(rendered)
    assert rendered.text.startswith("Your eight weeks are over")
    assert "Week" not in rendered.text.split("week 1")[0]


def test_a_plan_without_squeezes_is_pointed_out() -> None:
    """Or the programme would wait for ever."""
    assert Kind.SQUEEZE not in a_plan().kinds

    assert "Your plan asks for no squeezes" in said(0, plan=a_plan())
    assert "Your plan asks for no squeezes" not in said(0)


def test_who_is_recovering_may_do_half() -> None:
    """And is told to ask first."""
    plan = plan_of(Intensity.GENTLE, body=BodyProfile.RECOVERING)

    assert "Ask whoever looks after you" in said(0, plan=plan)
    assert "Ask whoever looks after you" not in said(0)


def test_start_and_stop_say_what_happened() -> None:
    """And what did not."""
    begun = replies.programme_started(progress(BEGUN), newly=True)
    again = replies.programme_started(progress(BEGUN), newly=False)

    takes_blocks(begun)
    assert begun.text.startswith("Week 1 begins today.")
    assert again.text.startswith("It is running already.")
    assert replies.programme_stopped(was_running=True).text.startswith("Stopped.")
    assert replies.programme_stopped(was_running=False).text.startswith("No programme")


def test_an_unknown_word_is_named_and_harmless() -> None:
    """With what can be typed."""
    rendered = replies.programme_unclear("<!here>")

    assert "“&lt;!here&gt;”" in rendered.text
    assert "`/unsit programme stop`" in rendered.text


@pytest.mark.parametrize(
    ("seconds", "cells"), [(0, 0), (59, 0), (60, 1), (450, 7), (900, 15), (9000, 15)]
)
def test_the_bar_has_a_cell_for_each_studied_minute(seconds: int, cells: int) -> None:
    """Filled only for whole ones."""
    bar = meter_bar(Dose(seconds=seconds, days=1))

    assert len(bar) == 15
    assert bar.count("\N{BLACK PARALLELOGRAM}") == cells


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(1, 100), "less than one tenth"),
        (Fraction(1, 10), "about one tenth"),
        (Fraction(2, 15), "about one seventh"),
        (Fraction(1, 4), "about a quarter"),
        (Fraction(47, 100), "about half"),
        (Fraction(7, 10), "about two thirds"),
        (Fraction(224, 225), "about all"),
        (Fraction(2), "more than all"),
    ],
)
def test_a_share_is_named_as_people_name_it(share: Fraction, words: str) -> None:
    """And not rounded up to something handsome."""
    assert copy.share(share) == words


@pytest.mark.parametrize("week", range(1, len(WEEKS) + 1))
def test_every_week_can_be_drawn(week: int) -> None:
    """From the first to the last."""
    assert f"*Week {week} of 8.*" in said(7 * (week - 1), {7 * (week - 1): 3})


def test_a_member_with_any_settings_has_a_status() -> None:
    """Theirs are looked at for what the plan asks for."""
    member = a_member(programme_since=BEGUN, settings=some_settings(plan=a_plan()))
    rendered = replies.programme(Progress(member=member, today=BEGUN, rounds={}))

    takes_blocks(rendered)
    assert "no squeezes, so only" in rendered.text
