"""Blocks and views that tests post, each as small as Slack allows."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    """Write a text object without markup."""
    return {"type": "plain_text", "text": text}


def section(text: str = "Hello") -> Json:
    """Write a block of text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str = "go", value: str = "1") -> Json:
    """Write a button."""
    return {"type": "button", "action_id": action_id, "text": plain("Go"), "value": value}


def actions(*elements: Json, block_id: str = "row") -> Json:
    """Write a row of elements."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def option(value: str) -> Json:
    """Write an option of a choice."""
    return {"text": plain(value.title()), "value": value}


def select(action_id: str, *values: str, initial: str | None = None) -> Json:
    """Write a menu."""
    menu: Json = {
        "type": "static_select",
        "action_id": action_id,
        "options": [option(value) for value in values],
    }
    return menu | ({"initial_option": option(initial)} if initial else {})


def field(block_id: str, element: Json, **more: object) -> Json:
    """Write an input block."""
    block = {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element}
    return block | more


def text_input(action_id: str, initial: str | None = None) -> Json:
    """Write a text field."""
    element: Json = {"type": "plain_text_input", "action_id": action_id}
    return element | ({"initial_value": initial} if initial is not None else {})


def modal(*blocks: Json, **more: object) -> Json:
    """Write a modal."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Form"),
        "submit": plain("Send"),
        "blocks": list(blocks or [section()]),
        **more,
    }


def home(*blocks: Json) -> Json:
    """Write a Home."""
    return {"type": "home", "blocks": list(blocks or [section()])}
