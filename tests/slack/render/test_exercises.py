"""The words of every exercise, for every body."""

import pytest

from bot.domain.exercise import CATALOGUE, BodyProfile, Exercise, of_kind
from bot.domain.exercise import Kind as ExerciseKind
from bot.domain.own_exercise import LONGEST_TEXT, OwnExercise, own_key
from bot.domain.programme import WEEKS, Stage
from bot.slack.commands.exercises import exercise_named
from bot.slack.copy import evidence, exercises
from bot.slack.render import replies
from bot.slack.render.how_modal import render_how
from tests.slack.render.builders import SQUEEZE, STAND
from tests.slack.render.seeing import takes_message, takes_view, words_of

LINK = "https://example.com/rows?a=1#b"
STAGE = Stage(week=3, round=WEEKS[2])


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


def test_the_how_modal_of_everything_fits() -> None:
    """Every exercise there is, and as many again of the workspace's own."""
    own = [
        OwnExercise(key=own_key(each.kind, str(number)), text="x" * LONGEST_TEXT, link=LINK)
        for number, each in enumerate(CATALOGUE * 4)
    ]
    keys = [*(each.key for each in CATALOGUE), *(each.key for each in own)]

    for body in BodyProfile:
        takes_view(render_how(keys, body, own=own, stage=STAGE))


def test_how_of_an_own_exercise_leads_to_where_it_is_explained() -> None:
    """Its text is shown as it is, and its link is a link."""
    linked = OwnExercise(key=own_key(ExerciseKind.STAND, "1"), text="Rows & more", link=LINK)
    bare = OwnExercise(key=own_key(ExerciseKind.STAND, "2"), text="Squats")
    rendered = replies.how(ExerciseKind.STAND, BodyProfile.STANDING, own=[linked, bare])

    takes_message(rendered)
    assert f"*Rows &amp; more* (from your team)\nHow it is done: <{LINK}|{LINK}>" in rendered.text
    assert "*Squats* (from your team)\nWhoever manages Unsit here" in rendered.text


def test_how_lists_own_exercises_of_its_kind_alone() -> None:
    """A stand is no walk."""
    stand = OwnExercise(key=own_key(ExerciseKind.STAND, "1"), text="Squats")

    assert "Squats" not in replies.how(ExerciseKind.WALK, BodyProfile.STANDING, own=[stand]).text


def test_the_dose_of_the_week_stands_before_the_squeezes() -> None:
    """And before nothing else."""
    squeezes = replies.how(ExerciseKind.SQUEEZE, BodyProfile.STANDING, stage=STAGE).text
    stands = replies.how(ExerciseKind.STAND, BodyProfile.STANDING, stage=STAGE).text

    assert squeezes.startswith("*Week 3 of 8.* Each squeeze nudge asks for 8 squeezes")
    assert "Week 3" not in stands


def test_how_of_one_exercise_is_about_that_one() -> None:
    """With its strength and the same caution."""
    exercise = of_kind(ExerciseKind.STAND)[2]
    rendered = replies.how_one(exercise, BodyProfile.SEATED)

    takes_message(rendered)
    assert rendered.text.startswith("*Lift your heels* (about 1 minute)\n1. Put both feet flat")
    assert "Evidence: mixed." in rendered.text


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("calf raises", "stand.calf_raises"),
        ("calf_raises", "stand.calf_raises"),
        ("Rise on your toes", "stand.calf_raises"),
        ("  rise   on your TOES ", "stand.calf_raises"),
        ("book a massage", "selfcare.massage"),
    ],
)
def test_an_exercise_goes_by_its_words(words: str, key: str) -> None:
    """Those of its nudge, or those of its key."""
    found = exercise_named(words, BodyProfile.STANDING)

    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("words", ["banana", "", "stand.tall", "lift your heels"])
def test_other_words_name_no_exercise(words: str) -> None:
    """Those for another body neither."""
    assert exercise_named(words, BodyProfile.STANDING) is None


def test_how_of_an_unknown_word_speaks_of_how() -> None:
    """And not of logging."""
    rendered = replies.how_unknown("banana")

    takes_message(rendered)
    assert "`/unsit how stand`" in rendered.text
    assert "done stand" not in rendered.text


def test_how_asks_which_one_where_nothing_was_said() -> None:
    """With every possible answer named, in the words for the body that asks."""
    rendered = replies.how_which(BodyProfile.SEATED)

    takes_message(rendered)
    for exercise in CATALOGUE:
        assert f"`/unsit how {exercise.kind}`: " in rendered.text
        assert exercises.phrase(exercise.key, BodyProfile.SEATED) in rendered.text
