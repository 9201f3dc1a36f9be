"""How each exercise is done, in a form for every body; all forms earn the same credit."""

from bot.domain.exercise import BodyProfile, ExerciseKey
from bot.slack.copy.exercises.form import Form
from bot.slack.copy.exercises.selfcare import SELFCARE
from bot.slack.copy.exercises.squeeze import SQUEEZE
from bot.slack.copy.exercises.stand import STAND
from bot.slack.copy.exercises.walk import WALK
from bot.slack.copy.translation import _

FORMS: dict[str, dict[BodyProfile, Form]] = {**STAND, **SQUEEZE, **WALK, **SELFCARE}


def phrase(key: ExerciseKey, body: BodyProfile) -> str:
    """Say what to do in four words at most, to stand in a sentence: stand tall."""
    return _(FORMS[key][body].phrase)


def title(key: ExerciseKey, body: BodyProfile) -> str:
    """Say the same at the beginning of a sentence: Stand tall."""
    said = phrase(key, body)
    return said[:1].upper() + said[1:]


def steps(key: ExerciseKey, body: BodyProfile) -> tuple[str, ...]:
    """Say how an exercise is done, in at most four steps."""
    return tuple(_(step) for step in FORMS[key][body].steps)
