"""Draws the modal that says how exercises are done."""

from collections.abc import Sequence

from bot.domain.exercise import CATALOGUE, BodyProfile, Exercise, ExerciseKey
from bot.slack.copy import exercises
from bot.slack.copy import how as copy
from bot.slack.ids import View
from bot.slack.render.elements import Block, context, plain, section

_BY_KEY: dict[ExerciseKey, Exercise] = {exercise.key: exercise for exercise in CATALOGUE}


def render_how(keys: Sequence[ExerciseKey], body: BodyProfile) -> Block:
    """Draw the how-to modal of some exercises."""
    return {
        "type": "modal",
        "callback_id": str(View.HOW),
        "title": plain(copy.title()),
        "close": plain(copy.close()),
        "blocks": [*(section(explained(key, body)) for key in keys), context(copy.safety())],
    }


def explained(key: ExerciseKey, body: BodyProfile) -> str:
    """Say how one exercise is done, in steps."""
    title = exercises.title(key, body)
    seconds = _BY_KEY[key].seconds
    heading = copy.timed_heading(title, copy.duration(seconds)) if seconds else copy.heading(title)
    steps = enumerate(exercises.steps(key, body), start=1)
    return "\n".join([heading, *(copy.step(number, text) for number, text in steps)])
