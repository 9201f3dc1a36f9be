"""The words of every exercise, for every body."""

import pytest

from bot.domain.exercise import CATALOGUE, BodyProfile, Exercise, of_kind
from bot.domain.exercise import Kind as ExerciseKind
from bot.slack.copy import evidence, exercises
from bot.slack.render import replies
from bot.slack.render.how_modal import render_how
from tests.slack.render.builders import SQUEEZE, STAND
from tests.slack.render.seeing import takes_message, takes_view, words_of


def test_no_exercise_is_without_words_and_no_words_without_an_exercise() -> None:
    """Catalogue and copy agree."""
    assert set(exercises.FORMS) == {exercise.key for exercise in CATALOGUE}


@pytest.mark.parametrize("body", BodyProfile)
@pytest.mark.parametrize("exercise", CATALOGUE, ids=lambda exercise: exercise.key)
def test_each_form_has_a_short_phrase_and_at_most_four_steps(
    exercise: Exercise, body: BodyProfile
) -> None:
    """Reading it takes no longer than doing it."""
    steps = exercises.steps(exercise.key, body)

    phrase = exercises.phrase(exercise.key, body)
    assert 1 <= len(phrase.split()) <= 4
    assert phrase == phrase.lower()
    assert exercises.title(exercise.key, body) == phrase.capitalize()
    assert 1 <= len(steps) <= 4
    assert all(step.strip() for step in steps)


@pytest.mark.parametrize("kind", [ExerciseKind.STAND, ExerciseKind.SQUEEZE, ExerciseKind.WALK])
def test_seated_and_recovering_people_get_forms_of_their_own(kind: ExerciseKind) -> None:
    """Another body is another exercise, not a footnote."""
    for exercise in of_kind(kind):
        forms = {exercises.steps(exercise.key, body) for body in BodyProfile}
        assert len(forms) == len(BodyProfile)


def test_the_how_modal_explains_what_the_nudge_asked_for() -> None:
    """Title, time, steps, and a word of caution."""
    view = render_how((STAND, SQUEEZE), BodyProfile.STANDING)

    takes_view(view)
    assert "submit" not in view
    said = words_of(view)
    assert "*Stand tall* (about 1 minute)" in said
    assert "*Squeeze three times* (30 seconds)" in said
    assert "1. Sitting or standing, tighten both glutes." in said
    assert "No medical advice" in said


@pytest.mark.parametrize("body", BodyProfile)
@pytest.mark.parametrize("kind", ExerciseKind)
def test_how_explains_every_exercise_of_a_kind(kind: ExerciseKind, body: BodyProfile) -> None:
    """By command, without a nudge at hand."""
    rendered = replies.how(kind, body)

    takes_message(rendered)
    for exercise in of_kind(kind):
        assert exercises.title(exercise.key, body) in rendered.text
    assert "Evidence: " in rendered.text


@pytest.mark.parametrize("kind", ExerciseKind)
def test_how_and_why_name_the_same_strength(kind: ExerciseKind) -> None:
    """In the same words."""
    strength = evidence.strength(of_kind(kind)[0].evidence)

    assert f"Evidence: {strength}." in replies.how(kind, BodyProfile.STANDING).text
    assert f"(evidence: {strength})" in replies.why().text


def test_how_of_an_unknown_word_speaks_of_how() -> None:
    """And not of logging."""
    rendered = replies.how_unknown("banana")

    takes_message(rendered)
    assert "`/unsit how stand`" in rendered.text
    assert "done stand" not in rendered.text


def test_how_asks_which_one_where_nothing_was_said() -> None:
    """With every possible answer named."""
    rendered = replies.how_which()

    takes_message(rendered)
    assert all(kind in rendered.text for kind in ExerciseKind)
