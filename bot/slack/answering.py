"""Answers to whoever did something, where they did it and for their eyes only."""

import secrets
from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from slack_bolt.async_app import AsyncAck

from bot.slack.parts import Parts
from bot.slack.payloads import Pressed, Submitted, Typed
from bot.slack.render import replies
from bot.slack.render.message import Rendered
from bot.slack.render.metadata import read_metadata

log = structlog.get_logger(__name__)


async def acknowledge(ack: AsyncAck, message: Rendered | None) -> None:
    """Acknowledge a command, with an answer if there is one."""
    if message is None:
        await ack()
    else:
        await ack(text=message.text, blocks=message.blocks, response_type="ephemeral")


def answer(parts: Parts, pressed: Pressed, message: Rendered) -> None:
    """Answer a press soon: beside its message, or by redrawing the Home it was in."""
    if pressed.in_home:
        parts.homes.refresh(pressed.actor)
    else:
        work = partial(parts.surfaces.answer, pressed.response_url, message)
        parts.background.start(object(), work)


def answer_later(
    parts: Parts, asked: Pressed | Typed, work: Callable[[], Awaitable[Rendered]]
) -> None:
    """Do what was asked in the background, and answer when it is done.

    For what waits for Slack: whoever asked is acknowledged in time whatever that takes.
    """
    parts.background.start(object(), partial(_done_and_answered, parts, asked, work))


async def _done_and_answered(
    parts: Parts, asked: Pressed | Typed, work: Callable[[], Awaitable[Rendered]]
) -> None:
    try:
        message = await work()
    except Exception:  # as in a listener: the log gets the fault, the person a reference to it
        reference = secrets.token_hex(4)
        log.exception("slack.fault", reference=reference)
        message = replies.fault(reference)
    if isinstance(asked, Pressed):
        answer(parts, asked, message)
    else:
        await parts.surfaces.answer(asked.response_url, message)


def confirm(parts: Parts, submitted: Submitted, message: Rendered) -> None:
    """Confirm a submission soon, where its modal was opened; in a Home that shows it itself."""
    url = address_of(submitted)
    if url is not None:
        work = partial(parts.surfaces.answer, url, message)
        parts.background.start(("answer", url), work)


def address_of(submitted: Submitted) -> str | None:
    """Return where whatever opened a modal can be answered; nothing fails for the lack of it."""
    try:
        return read_metadata(submitted.view.metadata).answer_url
    except ValueError:
        return None
