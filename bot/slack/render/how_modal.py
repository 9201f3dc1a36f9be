"""Draws the modal that says how exercises are done."""

from collections.abc import Sequence

from bot.domain.exercise import BodyProfile, ExerciseKey, Kind, find_exercise, kind_of
from bot.domain.own_exercise import OwnExercise
from bot.domain.programme import Stage
from bot.slack.copy import exercises, programme
from bot.slack.copy import how as copy
from bot.slack.ids import View
from bot.slack.render.elements import Block, context, escape, plain, section
from bot.slack.render.links import link
from bot.slack.render.programme import week_sentence

_MOST_SECTIONS = 98
"""Slack takes a hundred blocks; the dose of the week and the small print are two of them."""


def render_how(
    keys: Sequence[ExerciseKey],
    body: BodyProfile,
    *,
    own: Sequence[OwnExercise] = (),
    stage: Stage | None = None,
) -> Block:
    """Draw the how-to modal of some exercises.

    Args:
        keys: which; those of the workspace's own are looked for in `own`.
        body: for whom.
        own: the workspace's own exercises, or those of them that are asked for.
        stage: where the member is in the programme, if one runs.
    """
    return {
        "type": "modal",
        "callback_id": str(View.HOW),
        "title": plain(copy.title()),
        "close": plain(copy.close()),
        "blocks": [
            *map(section, explained_all(keys, body, own=own, stage=stage)),
            context(copy.safety()),
        ],
    }


def explained_all(
    keys: Sequence[ExerciseKey],
    body: BodyProfile,
    *,
    own: Sequence[OwnExercise] = (),
    stage: Stage | None = None,
) -> list[str]:
    """Say how exercises are done, a paragraph each, and before them the dose of the week."""
    written = {each.key: each for each in own}
    paragraphs = [
        explained_own(written[key]) if key in written else explained(key, body)
        for key in keys[:_MOST_SECTIONS]
    ]
    if stage is not None and any(kind_of(key) is Kind.SQUEEZE for key in keys):
        paragraphs.insert(0, f"{week_sentence(stage)} {programme.instead()}")
    return paragraphs


def explained(key: ExerciseKey, body: BodyProfile) -> str:
    """Say how one exercise is done, in steps."""
    title = exercises.title(key, body)
    found = find_exercise(key)
    timed = found is not None and found.seconds
    heading = copy.timed_heading(title, copy.duration(timed)) if timed else copy.heading(title)
    steps = enumerate(exercises.steps(key, body), start=1)
    return "\n".join([heading, *(copy.step(number, text) for number, text in steps)])


def explained_own(exercise: OwnExercise) -> str:
    """Say how an exercise of the workspace's own is done, as far as its admins said."""
    where = exercise.link
    more = copy.no_link() if where is None else copy.read_more(link(where, where))
    return "\n".join([copy.own(escape(exercise.text)), more])
