"""Owns the limits of Block Kit's blocks: the fields of each kind, and the surfaces that take it."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from bot.sandbox.blockkit.elements import ACCESSORIES, ACTIONS, CONTEXT_ACTIONS, IMAGE, INPUTS
from bot.sandbox.blockkit.rules import (
    Rule,
    also,
    anything,
    boolean,
    integer,
    items,
    kinds,
    one_of,
    record,
    string,
    text,
    typed,
)
from bot.sandbox.model import JsonObject

Surface: TypeAlias = Literal["message", "modal", "home"]

_EVERYWHERE: frozenset[Surface] = frozenset({"message", "modal", "home"})
_MESSAGES: frozenset[Surface] = frozenset({"message"})
_ID: Mapping[str, Rule] = {"block_id": string(255)}
_TEXTS: Mapping[str, Rule] = {"plain_text": text(), "mrkdwn": text()}
_RICH = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
_RICH_ELEMENT = kinds(dict.fromkeys(_RICH, anything), "rich text element")
_POINT = record({"label": string(20), "value": anything})
_SERIES = record({"name": string(20), "data": items(_POINT, 20)})
_AXIS = record(
    {"categories": items(string(20), 20)}, {"x_label": string(50), "y_label": string(50)}
)
_PLOT = typed({"series": items(_SERIES, 12), "axis_config": _AXIS})
_CHARTS: Mapping[str, Rule] = {
    "pie": typed({"segments": items(_POINT, 12)}),
    "bar": _PLOT,
    "area": _PLOT,
    "line": _PLOT,
}
_CARD = typed(
    {},
    {
        **_ID,
        "hero_image": anything,
        "slack_icon": anything,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        "actions": items(kinds({"button": ACTIONS["button"]}, "element"), 3),
    },
)
_TASK = {"task_id": string(255), "title": string(150)}
_TASK_MORE = {"status": string(), "output": anything, "details": anything, "sources": anything}
_CELLS = ("rich_text", "raw_text", "raw_number")
_CELL = kinds(dict.fromkeys(_CELLS, anything), "table cell")


def _same_width(value: JsonObject) -> bool:
    return len({len(row) for row in value["rows"]}) == 1


def _table(required: Mapping[str, Rule], optional: Mapping[str, Rule], rows: int) -> Rule:
    cells = items(items(_CELL, 20), rows)
    shape = typed({"rows": cells, **required}, {**_ID, **optional})
    return also(shape, _same_width, "all rows must have the same number of cells")


BLOCKS: Mapping[str, Rule] = {
    "section": also(
        typed(
            {},
            {
                **_ID,
                "text": text(),
                "fields": items(text(2_000), 10),
                "accessory": kinds(ACCESSORIES, "accessory"),
                "expand": boolean,
            },
        ),
        lambda value: bool(value.get("text") or value.get("fields")),
        "must have text or fields",
    ),
    "header": typed({"text": text(150, plain=True)}, {**_ID, "level": integer(1, 4)}),
    "divider": typed({}, _ID),
    "context": typed({"elements": items(kinds({**_TEXTS, "image": IMAGE}, "element"), 10)}, _ID),
    "actions": typed({"elements": items(kinds(ACTIONS, "element"), 25)}, _ID),
    "context_actions": typed({"elements": items(kinds(CONTEXT_ACTIONS, "element"), 5)}, _ID),
    "image": also(
        typed(
            {"alt_text": string(2_000, minimum=0)},
            {
                **_ID,
                "image_url": string(3_000),
                "slack_file": anything,
                "title": text(2_000, plain=True),
            },
        ),
        lambda value: ("image_url" in value) != ("slack_file" in value),
        "must have either image_url or slack_file",
    ),
    "input": typed(
        {"label": text(2_000, plain=True), "element": kinds(INPUTS, "element")},
        {**_ID, "hint": text(2_000, plain=True), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": typed({"elements": items(_RICH_ELEMENT, 1_000)}, _ID),
    "markdown": typed({"text": string(12_000)}, _ID),
    "video": typed(
        {
            "alt_text": string(200),
            "title": text(200, plain=True),
            "thumbnail_url": string(3_000),
            "video_url": string(3_000),
        },
        {
            **_ID,
            "author_name": string(50),
            "description": text(200, plain=True),
            "provider_name": string(50),
            "provider_icon_url": string(3_000),
            "title_url": string(3_000),
        },
    ),
    "table": _table({}, {"column_settings": anything}, 100),
    "data_table": _table(
        {"caption": string()},
        {"page_size": integer(1, 100), "row_header_column_index": integer(0, 19)},
        101,
    ),
    "data_visualization": typed({"title": string(50), "chart": kinds(_CHARTS, "chart")}, _ID),
    "card": _CARD,
    "carousel": typed({"elements": items(kinds({"card": _CARD}, "element"), 10)}, _ID),
    "container": typed(
        {"child_blocks": items(anything, 10)},
        {
            **_ID,
            "title": text(150),
            "subtitle": text(150),
            "width": string(),
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
    ),
    "task_card": typed(_TASK, {**_ID, **_TASK_MORE}),
    "plan": typed({"title": string(150)}, {**_ID, "tasks": items(record(_TASK, _TASK_MORE), 50)}),
    "alert": typed(
        {"text": text(200)},
        {**_ID, "level": one_of("default", "info", "warning", "error", "success")},
    ),
}

# The surfaces that take each kind; what is not narrowed here is taken everywhere.
SURFACES: Mapping[str, frozenset[Surface]] = {
    **dict.fromkeys(BLOCKS, _EVERYWHERE),
    "markdown": _MESSAGES,
    "context_actions": _MESSAGES,
    "table": _MESSAGES,
    "data_table": _MESSAGES,
    "plan": _MESSAGES,
    "task_card": _MESSAGES,
    **dict.fromkeys(("card", "carousel", "container"), frozenset({"message", "home"})),
    "data_visualization": frozenset({"message", "home"}),
    "alert": frozenset({"modal"}),
}
