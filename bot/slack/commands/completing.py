"""Completions said by command."""

from typing import assert_never

from bot.domain.completion import Ignored
from bot.domain.exercise import Kind
from bot.services.views import Change, Logged
from bot.slack.commands.exercises import kind_named
from bot.slack.parts import Parts
from bot.slack.payloads import Typed
from bot.slack.render import replies
from bot.slack.render.message import Rendered


async def done(typed: Typed, parts: Parts) -> Rendered:
    """Complete the open nudge, or one exercise, be it asked for or not."""
    if not typed.rest:
        return await complete(typed, parts, None)
    kind = kind_named(typed.rest)
    if kind is None:
        return replies.unknown_exercise(typed.rest)
    return await complete(typed, parts, (kind,))


async def complete(typed: Typed, parts: Parts, kinds: tuple[Kind, ...] | None) -> Rendered:
    """Take a completion and say what came of it."""
    actor = typed.actor
    taken = await parts.services.completions.done(
        actor.workspace, actor.member, kinds, at=parts.clock.now()
    )
    if not isinstance(taken, Ignored):
        parts.homes.follow(actor)
    match taken:
        case Change(card=card):
            parts.messenger.refresh_nudge(card)
            return replies.done(taken)
        case Logged():
            return replies.logged(taken)
        case Ignored():
            return replies.ignored(taken)
        case _:
            assert_never(taken)
