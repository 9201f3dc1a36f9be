"""Answers to whoever did something, where they did it and for their eyes only."""

from functools import partial

from slack_bolt.async_app import AsyncAck

from bot.slack.parts import Parts
from bot.slack.payloads import Pressed, Submitted
from bot.slack.render.message import Rendered
from bot.slack.render.metadata import read_metadata


async def acknowledge(ack: AsyncAck, message: Rendered | None) -> None:
    """Acknowledge a command, with an answer if there is one."""
    if message is None:
        await ack()
    else:
        await ack(text=message.text, blocks=message.blocks, response_type="ephemeral")


async def answer(parts: Parts, pressed: Pressed, message: Rendered) -> None:
    """Answer a press: beside its message, or by redrawing the Home it was in."""
    if pressed.in_home:
        parts.homes.refresh(pressed.actor)
    else:
        await parts.surfaces.answer(pressed.response_url, message)


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
