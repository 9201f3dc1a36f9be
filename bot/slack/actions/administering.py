"""Buttons of the Home that open what admins decide."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.parts import Parts
from bot.slack.payloads import parse_action
from bot.slack.views import administering

Body = Mapping[str, Any]


async def on_admin(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Open the modal of what is decided for everybody."""
    pressed = parse_action(body)
    await ack()
    await administering.open_admin(parts, pressed)
