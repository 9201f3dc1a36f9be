"""How each exercise is done, in a form for every body; all forms earn the same credit."""

from bot.domain.exercise import BodyProfile, ExerciseKey, kind_of, of_kind
from bot.slack.copy.exercises.form import Form
from bot.slack.copy.exercises.selfcare import SELFCARE
from bot.slack.copy.exercises.squeeze import SQUEEZE
from bot.slack.copy.exercises.stand import STAND
from bot.slack.copy.exercises.stand_moving import STAND_MOVING
from bot.slack.copy.exercises.walk import WALK
from bot.slack.copy.translation import _

FORMS: dict[str, dict[BodyProfile, Form]] = {**STAND, **STAND_MOVING, **SQUEEZE, **WALK, **SELFCARE}


def phrase(key: ExerciseKey, body: BodyProfile) -> str:
    """Say what to do in four words at most, to stand in a sentence: stand tall."""
    return _(_form(key, body).phrase)


def title(key: ExerciseKey, body: BodyProfile) -> str:
    """Say the same at the beginning of a sentence: Stand tall."""
    return begun(phrase(key, body))


def begun(said: str) -> str:
    """Make a phrase fit to begin a sentence."""
    return said[:1].upper() + said[1:]


def steps(key: ExerciseKey, body: BodyProfile) -> tuple[str, ...]:
    """Say how an exercise is done, in at most four steps."""
    return tuple(_(step) for step in _form(key, body).steps)


def _form(key: ExerciseKey, body: BodyProfile) -> Form:
    forms = FORMS.get(key)
    if forms is None:
        # A workspace took its own exercise away, or a newer release beside this one has another.
        forms = FORMS[of_kind(kind_of(key))[0].key]
    return forms[body]
