"""The button that posts a board again of which nobody knows whether it went out."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.answering import answer_later
from bot.slack.parts import Parts
from bot.slack.payloads import board_named, parse_action
from bot.slack.render import replies
from bot.slack.render.message import Rendered


async def on_post_again(ack: AsyncAck, body: Mapping[str, Any], *, parts: Parts) -> None:
    """Post it again, if whoever pressed set it up."""
    pressed = parse_action(body)
    channel, last = board_named(pressed.value)
    actor = pressed.actor

    async def post() -> Rendered:
        outcome = await parts.services.leaderboards.post_again(
            actor.workspace, channel, last, by=actor.member
        )
        return replies.posted_again(channel, outcome)

    await ack()
    answer_later(parts, pressed, post)
