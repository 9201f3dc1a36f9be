"""Which exercise a typed word means."""

from bot.domain.exercise import CATALOGUE, BodyProfile, Exercise, Kind
from bot.slack.copy import exercises

_OTHER_WORDS = {
    "standing": Kind.STAND,
    "up": Kind.STAND,
    "squeezes": Kind.SQUEEZE,
    "glutes": Kind.SQUEEZE,
    "walking": Kind.WALK,
    "massage": Kind.SELFCARE,
    "self-care": Kind.SELFCARE,
}
_WORDS = {kind.value: kind for kind in Kind} | _OTHER_WORDS


def kind_named(text: str) -> Kind | None:
    """Return the kind that a word names, or None for none."""
    word = text.strip().lower()
    return _WORDS.get(word) or _WORDS.get(word.removesuffix("s"))


def exercise_named(text: str, body: BodyProfile) -> Exercise | None:
    """Return the exercise that some words name, or None for none.

    It goes by the words that its nudge uses for that body, in the language spoken, or by the second
    half of its key: "rise on your toes", "calf raises".
    """
    words = " ".join(text.lower().replace("_", " ").split())
    for exercise in CATALOGUE:
        name = exercise.key.partition(".")[2].replace("_", " ")
        if words in {name, exercises.phrase(exercise.key, body).lower()}:
            return exercise
    return None
