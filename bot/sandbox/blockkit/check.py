"""Owns the verdict on what a bot wants to show: whole messages, modals and Homes."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from bot.sandbox.blockkit.blocks import BLOCKS, SURFACES, Surface
from bot.sandbox.blockkit.elements import (
    MESSAGE_ONLY,
    MODAL_ONLY,
    NOT_IN_MESSAGES,
    NOT_ON_HOME,
)
from bot.sandbox.blockkit.rules import (
    anything,
    boolean,
    items,
    kinds,
    one_of,
    record,
    string,
    text,
    wrong,
)
from bot.sandbox.errors import SlackError
from bot.sandbox.inputs import elements_of
from bot.sandbox.model import JsonObject
from bot.sandbox.realm import secret

_LIMITS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
_VIEW_BYTES = 250_000
_BARRED: dict[Surface, frozenset[str]] = {
    "message": MODAL_ONLY | NOT_IN_MESSAGES,
    "modal": MESSAGE_ONLY,
    "home": MODAL_ONLY | MESSAGE_ONLY | NOT_ON_HOME,
}
_ID_LENGTH = 5
_BLOCK = kinds(BLOCKS, "block")
_VIEW_FIELDS = {
    "private_metadata": string(3_000, minimum=0),
    "callback_id": string(255, minimum=0),
    "external_id": string(255, minimum=0),
}
_HOME = record({"type": one_of("home"), "blocks": anything}, _VIEW_FIELDS)
_MODAL = record(
    {"type": one_of("modal"), "title": text(24, plain=True), "blocks": anything},
    {
        **_VIEW_FIELDS,
        "submit": text(24, plain=True),
        "close": text(24, plain=True),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)


def check_blocks(blocks: object) -> tuple[JsonObject, ...]:
    """Check the blocks of a message and give them back with ids."""
    found = list(_blocks(blocks, "message", "/blocks"))
    if found or not isinstance(blocks, list):
        raise SlackError("invalid_blocks", *found)
    return with_ids(blocks)


def check_view(view: object, surface: Literal["modal", "home"]) -> JsonObject:
    """Check a view and give it back with ids in its blocks."""
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", wrong("must provide an object", "/view"))
    if len(json.dumps(view, ensure_ascii=False).encode()) > _VIEW_BYTES:
        raise SlackError("view_too_large")
    found = [
        *(_HOME if surface == "home" else _MODAL)(view, "/view"),
        *_blocks(view.get("blocks"), surface, "/view/blocks"),
        *_submit(view, surface),
    ]
    if found:
        raise SlackError("invalid_arguments", *found)
    return view | {"blocks": list(with_ids(view["blocks"]))}


def with_ids(blocks: Iterable[JsonObject]) -> tuple[JsonObject, ...]:
    """Give every block and every interactive element an id, as Slack does."""
    return tuple(_with_ids(block) for block in blocks)


def _with_ids(block: JsonObject) -> JsonObject:
    named = {**block, "block_id": block.get("block_id") or secret(_ID_LENGTH)}
    for slot in ("accessory", "element"):
        if isinstance(block.get(slot), dict):
            named[slot] = _with_action_id(block[slot])
    if block["type"] in {"actions", "context_actions"}:
        named["elements"] = [_with_action_id(element) for element in block["elements"]]
    return named


def _with_action_id(element: JsonObject) -> JsonObject:
    if element["type"] == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": secret(_ID_LENGTH)}


def _blocks(blocks: object, surface: Surface, at: str) -> Iterator[str]:
    found = list(items(_BLOCK, _LIMITS[surface], minimum=0)(blocks, at))
    yield from found
    if found or not isinstance(blocks, list):
        return
    yield from _repeated((block.get("block_id") for block in blocks), "block_id", at)
    for index, block in enumerate(blocks):
        yield from _fits(block, surface, f"{at}/{index}")


def _fits(block: JsonObject, surface: Surface, at: str) -> Iterator[str]:
    if surface not in SURFACES[block["type"]]:
        yield wrong(f"unsupported type of block for a {surface}: {block['type']}", at)
    inside = list(elements_of(block))
    yield from _repeated((element.get("action_id") for element in inside), "action_id", at)
    for element in inside:
        if element["type"] in _BARRED[surface]:
            yield wrong(f"unsupported element for a {surface}: {element['type']}", at)


def _repeated(ids: Iterable[str | None], what: str, at: str) -> Iterator[str]:
    for one, count in Counter(ids).items():
        if one is not None and count > 1:
            yield wrong(f"`{what}` must be unique: {one}", at)


def _submit(view: JsonObject, surface: Surface) -> Iterator[str]:
    blocks = view.get("blocks")
    has_input = isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
    if surface == "modal" and has_input and not view.get("submit"):
        yield wrong("`submit` is required when an input is within blocks", "/view")
