"""Answers to whoever did something, where they did it and for their eyes only."""

from slack_bolt.async_app import AsyncAck

from bot.slack.parts import Parts
from bot.slack.payloads import Pressed
from bot.slack.render.message import Rendered


async def acknowledge(ack: AsyncAck, message: Rendered | None) -> None:
    """Acknowledge a command, with an answer if there is one."""
    if message is None:
        await ack()
    else:
        await ack(text=message.text, blocks=message.blocks, response_type="ephemeral")


async def answer(parts: Parts, pressed: Pressed, message: Rendered) -> None:
    """Answer a press: beside its message, or by redrawing the Home it was in."""
    if pressed.in_home:
        parts.homes.refresh(pressed.actor)
    else:
        await parts.surfaces.answer(pressed.response_url, message)
