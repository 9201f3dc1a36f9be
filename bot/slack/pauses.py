"""Ending a pause or a snooze, by command or button."""

from bot.services.views import Overview
from bot.slack.parts import Parts
from bot.slack.payloads import Actor
from bot.slack.render import replies
from bot.slack.render.message import Rendered


async def resumed(parts: Parts, actor: Actor) -> Rendered:
    """End somebody's pause, or else their snooze; where there is neither, say so.

    Raises:
        NotOptedInError: they have not joined.
    """
    seen = await parts.services.profile.overview(actor.workspace, actor.member)
    before, now = seen.member, seen.now
    paused_until = seen.workspace_paused_until
    if before is not None and before.is_opted_in and before.is_nudged(now):
        if before.pending_snooze(now) is not None:
            return await _unsnoozed(parts, actor, seen)
        return replies.not_paused(
            before, now=now, presence=seen.presence, workspace_paused_until=paused_until
        )
    member = await parts.services.membership.resume(actor.workspace, actor.member)
    return replies.resumed(
        member, now=now, presence=seen.presence, workspace_paused_until=paused_until
    )


async def _unsnoozed(parts: Parts, actor: Actor, seen: Overview) -> Rendered:
    member, card = await parts.services.membership.unsnooze(actor.workspace, actor.member)
    if card is not None:
        parts.messenger.refresh_nudge(card)
    return replies.unsnoozed(
        member,
        now=seen.now,
        presence=seen.presence,
        workspace_paused_until=seen.workspace_paused_until,
    )
