"""The button that brings a plan back which was eased because nobody answered."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.answering import answer
from bot.slack.parts import Parts
from bot.slack.payloads import parse_action
from bot.slack.render import replies


async def on_often(ack: AsyncAck, body: Mapping[str, Any], *, parts: Parts) -> None:
    """Take the press for a sign of life."""
    pressed = parse_action(body)
    actor = pressed.actor
    member = await parts.services.membership.wake(actor.workspace, actor.member)
    await ack()
    parts.homes.refresh(actor)
    around = await parts.services.profile.around(member)
    answer(parts, pressed, replies.as_often(member, around))
