"""Buttons that pause and resume."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.answering import answer
from bot.slack.parts import Parts
from bot.slack.pauses import resumed
from bot.slack.payloads import parse_action
from bot.slack.render import replies

Body = Mapping[str, Any]


async def on_pause_today(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Silence all nudges for the rest of the day."""
    pressed = parse_action(body)
    actor = pressed.actor
    member = await parts.services.membership.pause(actor.workspace, actor.member, "today")
    await ack()
    answer(parts, pressed, replies.paused(member, now=parts.clock.now()))


async def on_resume(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """End a pause."""
    pressed = parse_action(body)
    reply = await resumed(parts, pressed.actor)
    await ack()
    answer(parts, pressed, reply)
