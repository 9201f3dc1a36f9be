"""Block Kit's limits, met and just missed."""

from typing import Any

import pytest

from bot.sandbox.blockkit import check_blocks, check_view
from bot.sandbox.errors import SlackError
from tests.sandbox.samples import (
    actions,
    button,
    field,
    home,
    modal,
    option,
    plain,
    section,
    select,
    text_input,
)

Json = dict[str, Any]
IMAGE: Json = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A"}
TABLE: Json = {
    "type": "table",
    "rows": [[{"type": "raw_text", "text": "a"}], [{"type": "raw_text", "text": "b"}]],
}
DATA_TABLE: Json = {**TABLE, "type": "data_table", "caption": "Board", "page_size": 10}
POINT: Json = {"label": "Mon", "value": 3}
BARS: Json = {
    "type": "data_visualization",
    "title": "This week",
    "chart": {
        "type": "bar",
        "series": [{"name": "Done", "data": [POINT]}],
        "axis_config": {"categories": ["Mon"], "x_label": "Day"},
    },
}
PIE: Json = {
    "type": "data_visualization",
    "title": "Share",
    "chart": {"type": "pie", "segments": [POINT]},
}
RICH: Json = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
VIDEO: Json = {
    "type": "video",
    "alt_text": "How",
    "title": plain("How"),
    "thumbnail_url": "https://example.com/a.png",
    "video_url": "https://example.com/a",
}

VALID: list[Json] = [
    section("x" * 3_000),
    {"type": "section", "fields": [plain("x" * 2_000)] * 10},
    section() | {"accessory": button()},
    section() | {"accessory": IMAGE},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    {"type": "context", "elements": [plain("a"), IMAGE] * 5},
    actions(*(button(f"b{number}") for number in range(25))),
    IMAGE,
    RICH,
    {"type": "markdown", "text": "x" * 12_000},
    VIDEO,
    TABLE,
    DATA_TABLE,
    BARS,
    PIE,
    field("when", select("when", "now")),
    actions({"type": "overflow", "action_id": "more", "options": [option("a")] * 5}),
    actions({"type": "checkboxes", "action_id": "days", "options": [option("mon")]}),
    {
        "type": "context_actions",
        "elements": [{"type": "icon_button", "icon": "trash", "text": plain("Delete")}],
    },
]

INVALID: list[tuple[Json, str]] = [
    ({"type": "unheard_of"}, "unsupported type of block"),
    ({"no": "type"}, "unsupported type of block"),
    (section("x" * 3_001), "less than 3001"),
    (section(""), "more than 0"),
    ({"type": "section"}, "must have text or fields"),
    ({"type": "section", "fields": [plain("x")] * 11}, "no more than 10 items"),
    ({"type": "section", "fields": []}, "no less than 1 items"),
    ({"type": "section", "text": "Hello"}, "must be an object"),
    ({"type": "section", "text": plain("a") | {"text": 1}}, "must be a string"),
    (section() | {"colour": "red"}, "invalid additional property: colour"),
    ({"type": "section", "text": {"type": "mrkdwn", "text": "a", "emoji": True}}, "emoji"),
    ({"type": "header", "text": plain("x" * 151)}, "less than 151"),
    ({"type": "header", "text": {"type": "mrkdwn", "text": "a"}}, "must be one of: plain_text"),
    ({"type": "header"}, "missing required field: text"),
    ({"type": "divider", "block_id": "x" * 256}, "less than 256"),
    ({"type": "context", "elements": [plain("a")] * 11}, "no more than 10 items"),
    ({"type": "context", "elements": [button()]}, "unsupported type of element"),
    (actions(*(button(f"b{number}") for number in range(26))), "no more than 25 items"),
    (actions(button("x" * 256)), "less than 256"),
    (actions(button(value="x" * 2_001)), "less than 2001"),
    (actions(button() | {"text": plain("x" * 76)}), "less than 76"),
    (actions(button() | {"style": "loud"}), "must be one of: primary, danger"),
    (actions(button("a"), button("a")), "`action_id` must be unique"),
    (actions(text_input("a")), "unsupported type of element"),
    (actions(select("a")), "no less than 1 items"),
    (actions(select("a", "b", initial="c")), "initial options must be among"),
    (actions({"type": "static_select", "action_id": "a"}), "either options or option_groups"),
    (actions({"type": "overflow", "options": [option("a")] * 6}), "no more than 5 items"),
    (actions({"type": "radio_buttons", "options": [option("a")] * 11}), "no more than 10"),
    ({"type": "actions", "elements": "button"}, "must be an array"),
    ({"type": "image", "alt_text": "A"}, "either image_url or slack_file"),
    (field("a", button()), "unsupported type of element"),
    (field("a", text_input("a") | {"max_length": 3_001}), "integer from 1 to 3000"),
    (field("a", text_input("a") | {"max_length": True}), "integer from 1 to 3000"),
    (field("a", text_input("a")) | {"optional": "yes"}, "must be a boolean"),
    ({"type": "markdown", "text": "x" * 12_001}, "less than 12001"),
    ({**TABLE, "rows": [*TABLE["rows"], []]}, "no less than 1 items"),
    ({**TABLE, "rows": [TABLE["rows"][0], TABLE["rows"][0] * 2]}, "same number of cells"),
    ({**BARS, "title": "x" * 51}, "less than 51"),
    (field("a", {"type": "file_input", "action_id": "a"}), "unsupported element for a message"),
    (
        actions({"type": "rich_text_input", "action_id": "a"}),
        "unsupported element for a message",
    ),
    ({"type": "alert", "text": plain("Careful")}, "unsupported type of block for a message"),
]


def _messages(error: SlackError) -> str:
    return " ".join(error.messages)


@pytest.mark.parametrize("block", VALID, ids=range(len(VALID)))
def test_what_slack_takes_passes(block: Json) -> None:
    """A block at its limits is fine."""
    assert check_blocks([block])[0]["type"] == block["type"]


@pytest.mark.parametrize(("block", "complaint"), INVALID, ids=range(len(INVALID)))
def test_what_slack_refuses_is_refused(block: Json, complaint: str) -> None:
    """One step over a limit is refused, with the reason."""
    with pytest.raises(SlackError, match="invalid_blocks") as caught:
        check_blocks([block])
    assert complaint in _messages(caught.value)
    assert "[json-pointer:/blocks/0" in _messages(caught.value)


def test_a_message_takes_fifty_blocks_with_ids_of_their_own() -> None:
    """The fifty-first is too many, and ids do not repeat."""
    assert len(check_blocks([{"type": "divider"}] * 50)) == 50
    for wrong in ([{"type": "divider"}] * 51, [{"type": "divider", "block_id": "a"}] * 2, "text"):
        with pytest.raises(SlackError, match="invalid_blocks"):
            check_blocks(wrong)


def test_ids_that_were_given_stay() -> None:
    """Only what has no id gets one."""
    nameless = button()
    del nameless["action_id"]
    row, text = check_blocks([actions(button("go"), nameless), section() | {"accessory": IMAGE}])
    assert row["block_id"] == "row"
    assert row["elements"][0]["action_id"] == "go"
    assert row["elements"][1]["action_id"]
    assert "action_id" not in text["accessory"]


def test_a_modal_at_its_limits_passes() -> None:
    """A hundred blocks, 24 characters of title, 3,000 of metadata."""
    view = modal(
        *([{"type": "divider"}] * 100), title=plain("x" * 24), private_metadata="x" * 3_000
    )
    assert len(check_view(view, "modal")["blocks"]) == 100


@pytest.mark.parametrize(
    ("view", "complaint"),
    [
        (modal(title=plain("x" * 25)), "less than 25"),
        (modal(*([{"type": "divider"}] * 101)), "no more than 100"),
        (modal(private_metadata="x" * 3_001), "less than 3001"),
        (modal(colour="red"), "invalid additional property"),
        (modal({"type": "markdown", "text": "a"}), "unsupported type of block for a modal"),
        (modal(actions({"type": "workflow_button", "text": plain("a"), "workflow": {}})), "modal"),
        (modal(field("a", text_input("a"))) | {"submit": None}, "`submit` is required"),
        ({"type": "modal", "title": plain("a")}, "missing required field: blocks"),
    ],
    ids=range(8),
)
def test_what_a_modal_does_not_take(view: Json, complaint: str) -> None:
    """Modals have limits of their own."""
    with pytest.raises(SlackError, match="invalid_arguments") as caught:
        check_view(view, "modal")
    assert complaint in _messages(caught.value)


def test_what_a_home_does_not_take() -> None:
    """A Home has no title, no tables and no number fields."""
    number = {"type": "number_input", "is_decimal_allowed": False, "action_id": "n"}
    for view in (home() | {"title": plain("a")}, home(TABLE), home(field("a", number))):
        with pytest.raises(SlackError, match="invalid_arguments"):
            check_view(view, "home")


def test_charts_show_on_a_home() -> None:
    """Data visualisations are for messages and Homes."""
    assert check_view(home(BARS, PIE), "home")["type"] == "home"


def test_a_view_is_an_object() -> None:
    """Anything else is refused."""
    with pytest.raises(SlackError, match="invalid_arguments"):
        check_view("modal", "modal")
