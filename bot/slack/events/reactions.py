"""Emoji put under messages and taken away again."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.services.views import Change
from bot.slack.parts import Parts
from bot.slack.payloads import parse_reaction
from bot.slack.payloads.sources import event_name

REACTIONS = frozenset({"reaction_added", "reaction_removed"})


class Reacting(AsyncMiddleware):
    """Takes reactions before Bolt looks for a listener.

    Nothing comes as often, or from so many at once; looking for its listener and preparing what
    listeners may ask for would take half of its way through Bolt.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt passes it to every middleware
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's own name for it
    ) -> BoltResponse | None:
        """Answer a reaction here, once it is on record, and let everything else pass."""
        body = req.body
        if body.get("type") != "event_callback" or event_name(body) not in REACTIONS:
            return await next()
        await on_reaction(body, req.context, parts=self.parts)
        return BoltResponse(status=200)


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
        parts.homes.follow(reacted.actor)
