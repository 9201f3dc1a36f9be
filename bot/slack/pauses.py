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
    seen = await parts.services.profile.overview(actor.workspace, actor.member)
    before, now = seen.member, seen.now
    paused_until = seen.workspace_paused_until
    if before is not None and before.is_opted_in and before.is_nudged(now):
        return replies.not_paused(
            before, now=now, presence=seen.presence, workspace_paused_until=paused_until
        )
    member = await parts.services.membership.resume(actor.workspace, actor.member)
    return replies.resumed(
        member, now=now, presence=seen.presence, workspace_paused_until=paused_until
    )
