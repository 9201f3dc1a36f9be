"""Builders of Block Kit's parts as plain dicts, with Slack's limits where text may be long."""

from collections.abc import Sequence
from typing import Any, TypeAlias

Block: TypeAlias = dict[str, Any]
"""A block, an element or a view, as Slack's API takes it."""

LONGEST_SECTION = 3000
LONGEST_TEXT = 4000
MOST_OPTIONS = 100

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def escape(text: str) -> str:
    """Make what a person typed harmless in Slack's markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, most: int) -> str:
    """Cut text to a length, showing that something was cut."""
    return text if len(text) <= most else text[: most - 1] + _ELLIPSIS


def plain(text: str) -> Block:
    """Build text without markup."""
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Block:
    """Build text with Slack's markup."""
    return {"type": "mrkdwn", "text": text}


def section(text: str) -> Block:
    """Build a paragraph."""
    return {"type": "section", "text": mrkdwn(shortened(text, LONGEST_SECTION))}


def header(text: str) -> Block:
    """Build a heading."""
    return {"type": "header", "text": plain(text)}


def context(*texts: str) -> Block:
    """Build small print."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def divider() -> Block:
    """Build a line across."""
    return {"type": "divider"}


def actions(*elements: Block, block_id: str) -> Block:
    """Build a row of things to press."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def button(
    text: str, action_id: str, *, value: str | None = None, style: str | None = None
) -> Block:
    """Build a button; at most one of a row has a style."""
    built: Block = {"type": "button", "text": plain(text), "action_id": str(action_id)}
    if value is not None:
        built["value"] = value
    if style is not None:
        built["style"] = style
    return built


def option(text: str, value: str, *, description: str | None = None) -> Block:
    """Build one choice of a menu, a select or a row of radio buttons."""
    built: Block = {"text": plain(text), "value": str(value)}
    if description is not None:
        built["description"] = plain(description)
    return built


def overflow(action_id: str, options: Sequence[Block]) -> Block:
    """Build the menu behind three dots."""
    return {"type": "overflow", "action_id": str(action_id), "options": list(options)}


def radio_buttons(action_id: str, options: Sequence[Block], *, chosen: str | None) -> Block:
    """Build radio buttons with one chosen, if that value is among them."""
    built: Block = {
        "type": "radio_buttons",
        "action_id": str(action_id),
        "options": list(options),
    }
    return _chosen(built, options, chosen)


def select(action_id: str, options: Sequence[Block], *, chosen: str | None) -> Block:
    """Build a drop-down list with one chosen, if that value is among them."""
    built: Block = {
        "type": "static_select",
        "action_id": str(action_id),
        "options": list(options),
    }
    return _chosen(built, options, chosen)


def text_input(action_id: str, *, initial: str, most: int, multiline: bool = False) -> Block:
    """Build a field to type in."""
    built: Block = {
        "type": "plain_text_input",
        "action_id": str(action_id),
        "multiline": multiline,
        "max_length": most,
    }
    if initial:
        built["initial_value"] = initial[:most]
    return built


def labelled(
    label: str,
    element: Block,
    *,
    hint: str | None = None,
    optional: bool = False,
    dispatch: bool = False,
) -> Block:
    """Build an input of a modal; its block id is its action id."""
    built: Block = {
        "type": "input",
        "block_id": element["action_id"],
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    if hint is not None:
        built["hint"] = plain(hint)
    if dispatch:
        built["dispatch_action"] = True
    return built


def _chosen(element: Block, options: Sequence[Block], value: str | None) -> Block:
    for each in options:
        if each["value"] == value:
            element["initial_option"] = each
            break
    return element
