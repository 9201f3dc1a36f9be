"""The button under the Home's suggestion: an hour made quiet, or fewer nudges."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.parts import Parts
from bot.slack.payloads import hour_named, parse_action

Body = Mapping[str, Any]


async def on_quiet_hour(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Make an hour quiet; the Home then shows it, and the next nudge."""
    pressed = parse_action(body)
    actor, hour = pressed.actor, hour_named(pressed.value)
    await parts.services.membership.quieten(actor.workspace, actor.member, hour)
    await ack()
    parts.homes.refresh(actor)


async def on_fewer(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Give somebody the next calmer plan; the Home then shows it, and the next nudge."""
    pressed = parse_action(body)
    actor = pressed.actor
    await parts.services.membership.ease(actor.workspace, actor.member)
    await ack()
    parts.homes.refresh(actor)
