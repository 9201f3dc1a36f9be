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
    services = parts.services
    member = await services.membership.find(actor.workspace, actor.member)
    if member is not None and member.is_nudged(parts.clock.now()):
        return replies.resumed(member, await services.profile.around(member), was_paused=False)
    member = await services.membership.resume(actor.workspace, actor.member)
    return replies.resumed(member, await services.profile.around(member))
