"""The buttons of a nudge. Whoever presses one answers their own nudge and nobody else's."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.domain.completion import Ignored
from bot.services.completions import Completions
from bot.services.ports import NudgeCard
from bot.services.views import Change
from bot.slack.answering import answer
from bot.slack.messenger import drawn
from bot.slack.parts import Parts
from bot.slack.payloads import Pressed, nudge_named, parse_action
from bot.slack.render import replies

Body = Mapping[str, Any]


Answering = Callable[..., Awaitable[Change | Ignored]]
"""A use case that takes an answer: workspace, member, the nudge's slot, and when it was said."""


async def on_answer(
    ack: AsyncAck, body: Body, *, parts: Parts, take: Callable[[Completions], Answering]
) -> None:
    """Take what a button says to its nudge."""
    pressed = parse_action(body)
    actor, due_at = pressed.actor, nudge_named(pressed.value)
    change = await take(parts.services.completions)(
        actor.workspace, actor.member, due_at, at=pressed.at
    )
    await ack()
    if isinstance(change, Ignored):
        await parts.voices.speak_to(actor)
    show(parts, pressed, change)


on_done = partial(on_answer, take=lambda said: said.complete)
on_snooze = partial(on_answer, take=lambda said: said.put_off)
on_skip = partial(on_answer, take=lambda said: said.skip)
on_undo = partial(on_answer, take=lambda said: said.undo)


def show(parts: Parts, pressed: Pressed, change: Change | Ignored) -> None:
    """Redraw the card that was pressed soon, or say why nothing changes."""
    if isinstance(change, Ignored):
        answer(parts, pressed, replies.ignored(change))
    else:
        parts.homes.follow(pressed.actor)
        key = ("card", pressed.actor.workspace, change.card.nudge.message or pressed.message)
        parts.background.start(key, partial(_redraw, parts, pressed, change.card))


async def _redraw(parts: Parts, pressed: Pressed, card: NudgeCard) -> None:
    """Redraw a card the way back that Slack gives with a press, which is not rationed as edits are.

    A press may carry the name of a nudge whose card stands elsewhere; that one is then edited.
    """
    stands_here = card.nudge.message in {None, pressed.message}
    picture = drawn(card)
    if not stands_here or not await parts.surfaces.redraw(pressed.response_url, picture):
        parts.messenger.refresh_nudge(card)
