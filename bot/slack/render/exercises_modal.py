"""Draws the modal in which admins list, remove and add exercises of their own."""

from collections.abc import Iterable, Sequence

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
    own: Sequence[OwnExercise],
    *,
    kind: Kind = Kind.STAND,
    text: str = "",
    link: str = "",
    added: str = "",
) -> Block:
    """Draw the modal.

    Args:
        own: what there is to remove.
        kind: what is chosen.
        text: what stands in the input for what to do.
        link: what stands in the input for an address.
        added: what was added last in this modal. Where an input keeps its name Slack keeps what
            was typed, and the next press would add the same again.
    """
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
            _named(labelled(copy.text(), words, hint=copy.text_hint()), added),
            _named(labelled(copy.link(), address, hint=copy.link_hint(), optional=True), added),
        ],
    }


def added_before(inputs: Iterable[str]) -> str:
    """Return what was added last in a modal, by the block ids of its inputs."""
    start = f"{Field.EXERCISE_TEXT}."
    return next((each.removeprefix(start) for each in inputs if each.startswith(start)), "")


def exercise_problem(error: OwnExerciseError, *, added: str = "") -> dict[str, str]:
    """Return what is wrong with a new exercise, by the block id of the input at fault."""
    return {_name(_FIELDS[error.field], added): copy.problem(error.problem)}


def _named(block: Block, added: str) -> Block:
    return block | {"block_id": _name(block["block_id"], added)}


def _name(field: str, added: str) -> str:
    return f"{field}.{added}" if added else str(field)


def _row(exercise: OwnExercise) -> Block:
    name, text = kinds.name(exercise.kind), escape(exercise.text)
    said = copy.row(name, text)
    if exercise.link is not None:
        said = copy.row_with_link(name, text, escape(exercise.link))
    remove = button(copy.remove_button(), Action.EXERCISE_REMOVE, value=exercise.key)
    return section(said) | {"accessory": remove}
