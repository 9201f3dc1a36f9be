"""`/unsit programme`: start, stop and status, which is also what nothing at all means."""

from collections.abc import Awaitable, Callable

from bot.slack.ids import ProgrammeWord
from bot.slack.parts import Parts
from bot.slack.payloads import Typed
from bot.slack.render import replies
from bot.slack.render.message import Rendered


async def programme(typed: Typed, parts: Parts) -> Rendered:
    """Begin, end or show the eight-week programme."""
    word = typed.rest.strip().lower() or ProgrammeWord.STATUS
    answer = _WORDS.get(word)
    if answer is None:
        return replies.programme_unclear(typed.rest)
    return await answer(typed, parts)


async def _start(typed: Typed, parts: Parts) -> Rendered:
    actor = typed.actor
    progress, newly = await parts.services.programmes.start(actor.workspace, actor.member)
    if newly:
        parts.homes.refresh(actor)
    return replies.programme_started(progress, newly=newly)


async def _stop(typed: Typed, parts: Parts) -> Rendered:
    actor = typed.actor
    was_running = await parts.services.programmes.stop(actor.workspace, actor.member)
    if was_running:
        parts.homes.refresh(actor)
    return replies.programme_stopped(was_running=was_running)


async def _status(typed: Typed, parts: Parts) -> Rendered:
    actor = typed.actor
    return replies.programme(await parts.services.programmes.find(actor.workspace, actor.member))


_WORDS: dict[str, Callable[[Typed, Parts], Awaitable[Rendered]]] = {
    ProgrammeWord.START: _start,
    ProgrammeWord.STOP: _stop,
    ProgrammeWord.STATUS: _status,
}
