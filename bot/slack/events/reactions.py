"""Emoji put under messages and taken away again."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.services.views import Change
from bot.slack.parts import Parts
from bot.slack.payloads import parse_reaction


async def on_reaction(body: Mapping[str, Any], context: AsyncBoltContext, *, parts: Parts) -> None:
    """Take a reaction to a message of ours as the answer it is."""
    reacted = parse_reaction(body)
    if reacted.message is None or reacted.author not in {None, context.bot_user_id}:
        return
    change = await parts.services.reactions.reacted(
        reacted.actor.workspace,
        reacted.actor.member,
        reacted.message,
        reacted.emoji,
        at=reacted.at,
        on=reacted.on,
    )
    if isinstance(change, Change):
        parts.messenger.refresh_nudge(change.card)
