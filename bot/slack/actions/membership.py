"""Buttons that pause, resume and come back, and that wish to be told."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.answering import answer
from bot.slack.parts import Parts
from bot.slack.pauses import redraw_put_away, resumed
from bot.slack.payloads import parse_action
from bot.slack.render import replies

Body = Mapping[str, Any]


async def on_pause_today(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Silence all nudges for the rest of the day."""
    pressed = parse_action(body)
    actor = pressed.actor
    member = await parts.services.membership.pause(actor.workspace, actor.member, "today")
    await ack()
    await redraw_put_away(parts, actor)
    around = await parts.services.profile.around(member)
    answer(parts, pressed, replies.paused(member, around))


async def on_tell(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Let a pause's end be told; where it has ended meanwhile, say how things stand."""
    pressed = parse_action(body)
    actor = pressed.actor
    member = await parts.services.membership.announce_end(actor.workspace, actor.member)
    await ack()
    around = await parts.services.profile.around(member)
    if member.is_nudged(around.now):
        answer(parts, pressed, replies.resumed(member, around, was_paused=False))
    else:
        answer(parts, pressed, replies.paused(member, around))


async def on_resume(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """End a pause."""
    pressed = parse_action(body)
    reply = await resumed(parts, pressed.actor)
    await ack()
    answer(parts, pressed, reply)


async def on_rejoin(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Take leaving back: everything is as it was, the open card too."""
    pressed = parse_action(body)
    actor = pressed.actor
    member, card = await parts.services.membership.come_back(actor.workspace, actor.member)
    await ack()
    if card is not None:
        parts.messenger.refresh_nudge(card)
    parts.homes.refresh(actor)
    around = await parts.services.profile.around(member)
    answer(parts, pressed, replies.rejoined(member, around))
