"""The buttons of a nudge. Whoever presses one answers their own nudge and nobody else's."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.domain.completion import Ignored
from bot.domain.ids import MessageRef
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
    show(parts, pressed, due_at, change)


on_done = partial(on_answer, take=lambda said: said.complete)
on_snooze = partial(on_answer, take=lambda said: said.put_off)
on_skip = partial(on_answer, take=lambda said: said.skip)
on_undo = partial(on_answer, take=lambda said: said.undo)


def show(parts: Parts, pressed: Pressed, due_at: datetime, change: Change | Ignored) -> None:
    """Redraw the card that was pressed soon, or say why nothing changes.

    One of another day loses its buttons then, so that nobody presses them twice.
    """
    if isinstance(change, Ignored):
        answer(parts, pressed, replies.ignored(change))
        if change is Ignored.TOO_LATE:
            work = partial(_close, parts, pressed, due_at)
            parts.background.start(_key(pressed, pressed.message), work)
    else:
        parts.homes.follow(pressed.actor)
        redraw(parts, pressed, change.card)


def redraw(parts: Parts, pressed: Pressed, card: NudgeCard) -> None:
    """Redraw a card that was pressed soon."""
    key = _key(pressed, card.nudge.message or pressed.message)
    parts.background.start(key, partial(_redraw, parts, pressed, card))


def _key(pressed: Pressed, message: MessageRef | None) -> Hashable:
    return "card", pressed.actor.workspace, message


async def _close(parts: Parts, pressed: Pressed, due_at: datetime) -> None:
    """Redraw a card of another day as one that offers nothing."""
    actor = pressed.actor
    card = await parts.services.completions.find_card(actor.workspace, actor.member, due_at)
    if card is not None:
        await _redraw(parts, pressed, replace(card, is_over=True))


async def _redraw(parts: Parts, pressed: Pressed, card: NudgeCard) -> None:
    """Redraw a card the way back that Slack gives with a press, which is not rationed as edits are.

    A press may carry the name of a nudge whose card stands elsewhere; that one is then edited.
    """
    stands_here = card.nudge.message in {None, pressed.message}
    picture = drawn(card)
    if not stands_here or not await parts.surfaces.redraw(pressed.response_url, picture):
        parts.messenger.refresh_nudge(card)
