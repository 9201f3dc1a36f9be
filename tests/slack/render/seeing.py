"""What a reader sees of something drawn, and whether Slack would take it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.sandbox.blockkit import check_blocks, check_view
from bot.slack.render.elements import LONGEST_TEXT
from bot.slack.render.message import Rendered

_MOMENT = re.compile(r"<!date\^[^|]*\|([^>]*)>")
_WEB_LINK = re.compile(r"<https?:[^|>]*\|([^>]*)>")


def takes_message(rendered: Rendered) -> None:
    """Check that Slack takes a message, and that its text says all that its blocks say.

    Where a block links, it is enough for the text to have what the link reads.
    """
    takes_blocks(rendered)
    for block in rendered.blocks:
        for words in words_of_block(block):
            assert words in rendered.text or _WEB_LINK.sub(r"\1", words) in rendered.text


def takes_blocks(rendered: Rendered) -> None:
    """Check that Slack takes a message, some of whose small print only its blocks have."""
    check_blocks(rendered.blocks)
    assert 0 < len(rendered.text) <= LONGEST_TEXT


def takes_view(view: Mapping[str, Any]) -> None:
    """Check that Slack takes a modal or a Home."""
    check_view(view, view["type"])


def spelled(text: str) -> str:
    """Return a text with its moments as they read where Slack does not write them itself."""
    return _MOMENT.sub(r"\1", text)


def words_of_block(block: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a block says, leaving out what is written on buttons."""
    if block["type"] in {"section", "header"}:
        yield block["text"]["text"]
    if block["type"] == "context":
        yield from (element["text"] for element in block["elements"])


def words_of(view: Mapping[str, Any]) -> str:
    """Return what a view says, leaving out its inputs and buttons."""
    return "\n".join(words for block in view["blocks"] for words in words_of_block(block))


def buttons(blocks: list[dict[str, Any]]) -> dict[str, str]:
    """Return what is written on each button by its action id."""
    return {
        each["action_id"]: each["text"]["text"]
        for each in _elements(blocks)
        if each["type"] == "button"
    }


def menu(blocks: list[dict[str, Any]]) -> list[str]:
    """Return what is written in the overflow menu."""
    return [
        option["text"]["text"]
        for each in _elements(blocks)
        if each["type"] == "overflow"
        for option in each["options"]
    ]


def inputs(view: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the inputs of a modal by block id."""
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def content(view: Mapping[str, Any]) -> dict[str, str | None]:
    """Return what stands in a modal's inputs, as it is handed back when nobody touches it."""
    return {
        block["element"]["action_id"]: _held(block["element"]) for block in inputs(view).values()
    }


def _held(element: Mapping[str, Any]) -> str | None:
    if "initial_option" in element:
        value: str = element["initial_option"]["value"]
        return value
    if "initial_date" in element:
        day: str = element["initial_date"]
        return day
    return element.get("initial_value")


def _elements(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield from block.get("elements", ())
        if "accessory" in block:
            yield block["accessory"]
