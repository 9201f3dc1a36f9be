"""`join`, `settings`, `leave`, `pause`, `resume` and `snooze`."""

from datetime import timedelta

from bot.domain.pause import PauseError, parse_duration
from bot.slack.parts import Parts
from bot.slack.pauses import redraw_put_away, resumed
from bot.slack.payloads import Typed
from bot.slack.render import replies
from bot.slack.render.message import Rendered
from bot.slack.views import doors

DEFAULT_SNOOZE = "10m"
_SHORTEST_SNOOZE = timedelta(minutes=1)
_LONGEST_SNOOZE = timedelta(days=1)


async def join(typed: Typed, parts: Parts) -> None:
    """Open the modal in which people join."""
    await doors.open_join(parts, typed)


async def settings(typed: Typed, parts: Parts) -> None:
    """Open the modal with a member's settings."""
    await doors.open_settings(parts, typed)


async def leave(typed: Typed, parts: Parts) -> None:
    """Ask what becomes of the history."""
    await doors.open_leave(parts, typed)


async def pause(typed: Typed, parts: Parts) -> Rendered | None:
    """Silence all nudges for as long as is said, or ask for how long."""
    actor = typed.actor
    if not typed.rest:
        await doors.open_pause(parts, typed)
        return None
    member = await parts.services.membership.pause(actor.workspace, actor.member, typed.rest)
    await redraw_put_away(parts, actor)
    parts.homes.refresh(actor)
    return replies.paused(member, await parts.services.profile.around(member))


async def resume(typed: Typed, parts: Parts) -> Rendered:
    """End a pause, or take a snooze back."""
    answer = await resumed(parts, typed.actor)
    parts.homes.refresh(typed.actor)
    return answer


async def snooze(typed: Typed, parts: Parts) -> Rendered:
    """Put the open nudge off, or the next one."""
    actor = typed.actor
    try:
        by = _length(typed.rest or DEFAULT_SNOOZE)
    except PauseError:
        return replies.snooze_unclear(typed.rest)
    member, card = await parts.services.membership.snooze(actor.workspace, actor.member, by)
    if card is not None:
        parts.messenger.refresh_nudge(card)
    parts.homes.refresh(actor)
    return replies.snoozed(member, card, await parts.services.profile.around(member))


def _length(text: str) -> timedelta:
    by = parse_duration(text)
    if by < _SHORTEST_SNOOZE:
        raise PauseError("unclear", text)
    # Whoever wants longer wants a pause.
    return min(by, _LONGEST_SNOOZE)
