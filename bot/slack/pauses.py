"""Ending a pause, by command or button."""

from bot.slack.parts import Parts
from bot.slack.payloads import Actor
from bot.slack.render import replies
from bot.slack.render.message import Rendered


async def resumed(parts: Parts, actor: Actor) -> Rendered:
    """End somebody's pause; where there is none, say so and change nothing.

    Raises:
        NotOptedInError: they have not joined.
    """
    membership, now = parts.services.membership, parts.clock.now()
    before = await membership.find(actor.workspace, actor.member)
    if before is not None and before.is_opted_in and before.is_nudged(now):
        return replies.not_paused(before, now=now)
    member = await membership.resume(actor.workspace, actor.member)
    return replies.resumed(member, now=now)
