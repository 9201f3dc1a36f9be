"""The modal in which admins list, remove and add exercises of their own."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.domain.exercise import ExerciseKey, Kind
from bot.domain.own_exercise import OwnExerciseError
from bot.services.exercises import TooManyExercisesError
from bot.slack.copy import own_exercises as copy
from bot.slack.ids import Field
from bot.slack.parts import Parts
from bot.slack.payloads import (
    MalformedPayloadError,
    Shown,
    parse_action,
    parse_submission,
)
from bot.slack.render.exercises_modal import added_before, exercise_problem, render_exercises

Body = Mapping[str, Any]


async def on_open(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Open the modal, to whom that is up."""
    pressed = parse_action(body)
    actor = pressed.actor
    await ack()
    await parts.admins.check(actor)
    own = await parts.services.exercises.list_of(actor.workspace)
    await parts.surfaces.open_modal(actor.workspace, pressed.trigger, render_exercises(own))


async def on_remove(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Remove an exercise, and list the others."""
    pressed = parse_action(body)
    actor = pressed.actor
    await ack()
    await parts.admins.check(actor)
    await parts.services.exercises.remove(actor.workspace, ExerciseKey(pressed.value))
    parts.homes.refresh(actor)
    view = pressed.view
    if view is not None:
        own = await parts.services.exercises.list_of(actor.workspace)
        kind, text, link = _entered(view)
        added = added_before(view.blocks_with_input)
        drawn = render_exercises(own, kind=kind, text=text, link=link, added=added)
        await parts.surfaces.update_modal(actor.workspace, view, drawn)


async def on_submitted(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Add an exercise and show it among the others, or say what is wrong with it."""
    submitted = parse_submission(body)
    actor, view = submitted.actor, submitted.view
    await parts.admins.check(actor)
    kind, text, link = _entered(view)
    try:
        exercise = await parts.services.exercises.add(
            actor.workspace, by=actor.member, kind=kind, text=text, link=link.strip() or None
        )
    except OwnExerciseError as error:
        added = added_before(view.blocks_with_input)
        await ack(response_action="errors", errors=exercise_problem(error, added=added))
        return
    except TooManyExercisesError:
        await ack(response_action="errors", errors={Field.EXERCISE_KIND: copy.too_many()})
        return
    own = await parts.services.exercises.list_of(actor.workspace)
    drawn = render_exercises(own, kind=kind, added=exercise.key)
    await ack(response_action="update", view=drawn)
    parts.homes.refresh(actor)


def _entered(view: Shown) -> tuple[Kind, str, str]:
    values = view.values
    try:
        kind = Kind(values.get(Field.EXERCISE_KIND) or "")
    except ValueError:
        raise MalformedPayloadError("view") from None
    return kind, values.get(Field.EXERCISE_TEXT) or "", values.get(Field.EXERCISE_LINK) or ""
