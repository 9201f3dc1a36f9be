"""Draws the modal in which admins list, remove and add exercises of their own."""

from collections.abc import Sequence

from bot.domain.exercise import Kind
from bot.domain.own_exercise import LONGEST_LINK, LONGEST_TEXT, OwnExercise, OwnExerciseError
from bot.slack.copy import kinds
from bot.slack.copy import own_exercises as copy
from bot.slack.ids import Action, Field, View
from bot.slack.render.elements import (
    Block,
    button,
    escape,
    labelled,
    option,
    plain,
    section,
    select,
    text_input,
)

_FIELDS = {"text": Field.EXERCISE_TEXT, "link": Field.EXERCISE_LINK}
_ROOM = 2
"""What is a little too long is to be told so, and not cut while it is typed."""


def render_exercises(
    own: Sequence[OwnExercise], *, kind: Kind = Kind.STAND, text: str = "", link: str = ""
) -> Block:
    """Draw the modal; kind, text and link are what stands in the inputs."""
    choices = [option(kinds.name(each), each) for each in Kind]
    words = text_input(Field.EXERCISE_TEXT, initial=text, most=_ROOM * LONGEST_TEXT)
    address = text_input(Field.EXERCISE_LINK, initial=link, most=_ROOM * LONGEST_LINK)
    return {
        "type": "modal",
        "callback_id": str(View.EXERCISES),
        "title": plain(copy.title()),
        "submit": plain(copy.submit()),
        "close": plain(copy.close()),
        "blocks": [
            section(copy.intro(len(own))),
            *map(_row, own),
            labelled(copy.kind(), select(Field.EXERCISE_KIND, choices, chosen=kind)),
            labelled(copy.text(), words, hint=copy.text_hint()),
            labelled(copy.link(), address, hint=copy.link_hint(), optional=True),
        ],
    }


def exercise_problem(error: OwnExerciseError) -> dict[str, str]:
    """Return what is wrong with a new exercise, by the block id of the input at fault."""
    return {_FIELDS[error.field]: copy.problem(error.problem)}


def _row(exercise: OwnExercise) -> Block:
    name, text = kinds.name(exercise.kind), escape(exercise.text)
    said = copy.row(name, text)
    if exercise.link is not None:
        said = copy.row_with_link(name, text, escape(exercise.link))
    remove = button(copy.remove_button(), Action.EXERCISE_REMOVE, value=exercise.key)
    return section(said) | {"accessory": remove}
