"""Choices in a modal that show or hide others of its inputs."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.parts import Parts
from bot.slack.payloads import Shown, parse_action
from bot.slack.render.elements import Block

Redraw = Callable[[Shown], Block]
"""Draws a modal anew from what it holds."""


async def on_choice(
    ack: AsyncAck, body: Mapping[str, Any], *, parts: Parts, redraw: Redraw
) -> None:
    """Redraw a modal after a choice, with all that was typed into it."""
    pressed = parse_action(body)
    await ack()
    if pressed.view is not None:
        view = redraw(pressed.view)
        await parts.surfaces.update_modal(pressed.actor.workspace, pressed.view, view)
