"""The join and settings modal: redrawn as choices are made, and submitted."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.ids import View
from bot.slack.parts import Parts
from bot.slack.payloads import Actor, Submitted, parse_action, parse_submission
from bot.slack.render.settings_modal import render_settings
from bot.slack.views.doors import CannotJoinError
from bot.slack.views.form import check, draft_in

Body = Mapping[str, Any]


async def on_choice(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Redraw the modal after a choice that shows or hides inputs."""
    pressed = parse_action(body)
    await ack()
    if pressed.view is not None:
        view = render_settings(draft_in(pressed.view), joining=_joins(pressed.view.callback_id))
        await parts.surfaces.update_modal(pressed.actor.workspace, pressed.view, view)


async def on_submitted(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Join, or change settings, or say beside each input what is wrong with it."""
    submitted = parse_submission(body)
    if submitted.actor.outside:
        raise CannotJoinError
    form = check(draft_in(submitted.view))
    if form.settings is None:
        await _refuse(ack, submitted, form.errors)
        return
    actor = submitted.actor
    joined = await parts.services.membership.join(actor.workspace, actor.member, form.settings)
    await ack()
    if joined.newly:
        parts.background.start(("practice", actor), partial(_practise, parts, actor))
    parts.homes.refresh(actor)


async def _practise(parts: Parts, actor: Actor) -> None:
    await parts.services.nudging.practise(actor.workspace, actor.member)


async def _refuse(ack: AsyncAck, submitted: Submitted, errors: dict[str, str]) -> None:
    view = submitted.view
    if set(errors) <= set(view.blocks_with_input):
        await ack(response_action="errors", errors=errors)
        return
    # Submitted faster than the choice before it was drawn: show the inputs that are now needed.
    modal = render_settings(draft_in(view), joining=_joins(view.callback_id))
    await ack(response_action="update", view=modal)


def _joins(callback_id: str) -> bool:
    return callback_id == View.JOIN
