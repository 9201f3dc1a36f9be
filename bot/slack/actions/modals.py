"""Buttons that open modals."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.ids import Action
from bot.slack.parts import Parts
from bot.slack.payloads import parse_action
from bot.slack.views import doors
from bot.slack.views.how import open_how

Body = Mapping[str, Any]


async def on_join(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Open the modal in which people join."""
    pressed = parse_action(body)
    await ack()
    await doors.open_join(parts, pressed)


async def on_settings(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Open the modal with a member's settings."""
    pressed = parse_action(body)
    await ack()
    await doors.open_settings(parts, pressed)


async def on_how(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Show how a member's exercises are done."""
    pressed = parse_action(body)
    await ack()
    await open_how(parts, pressed)


async def on_pause(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Ask for how long it is to be quiet."""
    pressed = parse_action(body)
    await ack()
    await doors.open_pause(parts, pressed)


async def on_leave(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Ask what becomes of the history."""
    pressed = parse_action(body)
    await ack()
    await doors.open_leave(parts, pressed, erase=pressed.action == Action.OPEN_ERASE)
