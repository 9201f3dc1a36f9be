"""A message as it goes to Slack: blocks for the eye, and text that says it all without them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.slack.render.elements import (
    LONGEST_TEXT,
    Block,
    context,
    escape,
    section,
    shortened,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message ready to send; screen readers and notifications read `text` alone."""

    text: str
    blocks: list[Block]


def message(
    *paragraphs: str, buttons: Block | None = None, small_print: Sequence[str] = ()
) -> Rendered:
    """Build a message of paragraphs, then a row of buttons, then small print."""
    blocks = [section(paragraph) for paragraph in paragraphs]
    if buttons is not None:
        blocks.append(buttons)
    if small_print:
        blocks.append(context(*small_print))
    return Rendered(text=fallback(*paragraphs, *small_print), blocks=blocks)


def fallback(*parts: str) -> str:
    """Join all that a message says into the text that stands for it."""
    return shortened("\n".join(parts), LONGEST_TEXT)


def mention(member: str) -> str:
    """Name a person by id; where it may notify them is for the caller to think about."""
    return f"<@{member}>"


def channel_link(channel: str) -> str:
    """Name a channel by id."""
    return f"<#{channel}>"


def typed(text: str, most: int = 80) -> str:
    """Quote what a person typed, harmless and not too long."""
    return escape(shortened(" ".join(text.split()).replace("`", "'"), most))
