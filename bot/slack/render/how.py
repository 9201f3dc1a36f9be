"""Draws how exercises are done, as a modal or as an answer."""

from collections.abc import Sequence

from bot.domain.exercise import CATALOGUE, BodyProfile, Exercise, ExerciseKey, Kind, of_kind
from bot.slack.copy import evidence, exercises
from bot.slack.copy import how as copy
from bot.slack.ids import View
from bot.slack.render.elements import Block, context, plain, section
from bot.slack.render.message import Rendered, message

_BY_KEY: dict[ExerciseKey, Exercise] = {exercise.key: exercise for exercise in CATALOGUE}


def render_how(keys: Sequence[ExerciseKey], body: BodyProfile) -> Block:
    """Draw the how-to modal of some exercises."""
    return {
        "type": "modal",
        "callback_id": str(View.HOW),
        "title": plain(copy.title()),
        "close": plain(copy.close()),
        "blocks": [*(section(_explained(key, body)) for key in keys), context(copy.safety())],
    }


def how(kind: Kind, body: BodyProfile) -> Rendered:
    """Answer how the exercises of a kind are done."""
    chosen = of_kind(kind)
    return message(
        *(_explained(exercise.key, body) for exercise in chosen),
        small_print=[copy.strength(evidence.strength(chosen[0].evidence)), copy.safety()],
    )


def how_which() -> Rendered:
    """Ask which exercise is meant."""
    return message(copy.which())


def _explained(key: ExerciseKey, body: BodyProfile) -> str:
    title = exercises.title(key, body)
    seconds = _BY_KEY[key].seconds
    heading = copy.timed_heading(title, copy.duration(seconds)) if seconds else copy.heading(title)
    steps = enumerate(exercises.steps(key, body), start=1)
    return "\n".join([heading, *(copy.step(number, text) for number, text in steps)])
