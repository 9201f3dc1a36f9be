"""The menu of a nudge: already up, how, in a meeting, fewer, stop."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.domain.completion import Ignored
from bot.slack.actions.nudges import redraw, show
from bot.slack.answering import answer
from bot.slack.ids import More
from bot.slack.parts import Parts
from bot.slack.payloads import Pressed, menu_choice, parse_action
from bot.slack.render import replies
from bot.slack.views.how import open_how_of


async def on_more(ack: AsyncAck, body: Mapping[str, Any], *, parts: Parts) -> None:
    """Do what was chosen."""
    pressed = parse_action(body)
    choice, due_at = menu_choice(pressed.value)
    await ack()
    await CHOICES[choice](parts, pressed, due_at)


async def _already_up(parts: Parts, pressed: Pressed, due_at: datetime) -> None:
    actor = pressed.actor
    change = await parts.services.completions.already_up(
        actor.workspace, actor.member, due_at, at=pressed.at
    )
    show(parts, pressed, due_at, change)


async def _how(parts: Parts, pressed: Pressed, due_at: datetime) -> None:
    actor = pressed.actor
    card = await parts.services.completions.find_card(actor.workspace, actor.member, due_at)
    if card is None:
        answer(parts, pressed, replies.ignored(Ignored.NOT_A_NUDGE))
        return
    await open_how_of(parts, pressed, card)


async def _meeting(parts: Parts, pressed: Pressed, due_at: datetime) -> None:
    actor = pressed.actor
    change = await parts.services.completions.busy(
        actor.workspace, actor.member, due_at, at=pressed.at
    )
    show(parts, pressed, due_at, change)
    if isinstance(change, Ignored):
        return
    parts.homes.refresh(actor)
    member = change.card.member
    answer(parts, pressed, replies.paused(member, await parts.services.profile.around(member)))


async def _fewer(parts: Parts, pressed: Pressed, due_at: datetime) -> None:
    actor = pressed.actor
    card = await parts.services.completions.find_card(actor.workspace, actor.member, due_at)
    if card is None:
        answer(parts, pressed, replies.ignored(Ignored.NOT_A_NUDGE))
        return
    asked = card.nudge.kinds
    member = await parts.services.membership.ease(actor.workspace, actor.member, asked)
    if member is None:
        answer(parts, pressed, replies.fewest(asked, card.member.settings.plan.body))
        return
    parts.homes.refresh(actor)
    around = await parts.services.profile.around(member)
    answer(parts, pressed, replies.fewer(card.member, member, around, asked=asked))


async def _stop(parts: Parts, pressed: Pressed, due_at: datetime) -> None:
    actor = pressed.actor
    is_open = await parts.services.membership.leave(actor.workspace, actor.member, erase=False)
    parts.homes.refresh(actor)
    if is_open is not None and is_open.nudge.due_at != due_at:
        parts.messenger.refresh_nudge(is_open)
    card = await parts.services.completions.find_card(actor.workspace, actor.member, due_at)
    if card is not None:
        redraw(parts, pressed, card)
    answer(parts, pressed, replies.left(erased=False))


Choice = Callable[[Parts, Pressed, datetime], Awaitable[None]]

CHOICES: Mapping[More, Choice] = {
    More.ALREADY_UP: _already_up,
    More.HOW: _how,
    More.MEETING: _meeting,
    More.FEWER: _fewer,
    More.STOP: _stop,
}
