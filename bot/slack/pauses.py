"""Pauses and snoozes that end, and the card that says how long they last."""

from bot.slack.parts import Parts
from bot.slack.payloads import Actor
from bot.slack.render import replies
from bot.slack.render.message import Rendered


async def resumed(parts: Parts, actor: Actor) -> Rendered:
    """End somebody's pause, or else their snooze; where there is neither, say so.

    Raises:
        NotOptedInError: they have not joined.
    """
    services = parts.services
    now = parts.clock.now()
    member = await services.membership.find(actor.workspace, actor.member)
    if member is not None and member.is_nudged(now):
        if member.pending_snooze(now) is not None:
            return await _unsnoozed(parts, actor)
        return replies.resumed(member, await services.profile.around(member), was_paused=False)
    member = await services.membership.resume(actor.workspace, actor.member)
    await redraw_put_away(parts, actor)
    return replies.resumed(member, await services.profile.around(member))


async def redraw_put_away(parts: Parts, actor: Actor) -> None:
    """Redraw the card that says until when it is put away, after a pause has begun or ended."""
    card = await parts.services.completions.find_put_away(actor.workspace, actor.member)
    if card is not None:
        parts.messenger.refresh_nudge(card)


async def _unsnoozed(parts: Parts, actor: Actor) -> Rendered:
    member, card = await parts.services.membership.unsnooze(actor.workspace, actor.member)
    if card is not None:
        parts.messenger.refresh_nudge(card)
    return replies.unsnoozed(member, await parts.services.profile.around(member))
