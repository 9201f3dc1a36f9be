"""The button that brings a plan back which was eased because nobody answered."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.actions.nudges import redraw
from bot.slack.answering import answer
from bot.slack.parts import Parts
from bot.slack.payloads import nudge_named, parse_action
from bot.slack.render import replies


async def on_often(ack: AsyncAck, body: Mapping[str, Any], *, parts: Parts) -> None:
    """Take the press for a sign of life; its card offers it no longer, and asks as before."""
    pressed = parse_action(body)
    actor, due_at = pressed.actor, nudge_named(pressed.value)
    member = await parts.services.membership.wake(actor.workspace, actor.member)
    await ack()
    parts.homes.refresh(actor)
    card = await parts.services.completions.find_card(actor.workspace, actor.member, due_at)
    if card is not None:
        redraw(parts, pressed, card)
    around = await parts.services.profile.around(member)
    answer(parts, pressed, replies.as_often(member, around))
