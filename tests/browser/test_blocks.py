"""Block Kit on the page: what Slack draws is drawn, and what is pressed reaches the bot."""

import pytest
from playwright.async_api import expect

from tests.browser.stage import Json, Stage

pytestmark = pytest.mark.browser


def plain(text: str) -> Json:
    """Write a text object."""
    return {"type": "plain_text", "text": text}


def options(*values: str) -> list[Json]:
    """Write options whose values are their texts in lower case."""
    return [{"text": plain(value), "value": value.lower()} for value in values]


def row(*elements: Json) -> Json:
    """Write a row of elements."""
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def button(text: str = "Done", **more: object) -> Json:
    """Write a button."""
    return {"type": "button", "action_id": "go", "text": plain(text), "value": "1"} | more


def chart(kind: str) -> Json:
    """Write a chart of two series."""
    days = ["Mon", "Tue", "Wed"]
    series = [
        {"name": name, "data": [{"label": day, "value": base + at} for at, day in enumerate(days)]}
        for name, base in (("Stands", 3), ("Squeezes", 5))
    ]
    axes = {"categories": days, "x_label": "Day", "y_label": "Done"}
    spec = {"type": kind, "series": series, "axis_config": axes}
    return {"type": "data_visualization", "title": "The week", "chart": spec}


def cell(text: str) -> Json:
    """Write a table's cell."""
    return {"type": "raw_text", "text": text}


TABLE = {
    "type": "data_table",
    "caption": "Teams",
    "page_size": 2,
    "rows": [
        [cell("Team"), cell("Done")],
        *[
            [cell(name), {"type": "raw_number", "value": done, "text": str(done)}]
            for name, done in (("Ash", 9), ("Birch", 30), ("Cedar", 4))
        ],
    ],
}
RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "Up", "style": {"bold": True}},
                        {"type": "emoji", "name": "peach"},
                        {"type": "link", "url": "https://example.com", "text": "why"},
                    ],
                }
            ],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "Sit less"}]},
    ],
}
PIE = {"type": "pie", "segments": [{"label": "Done", "value": 3}, {"label": "Not", "value": 1}]}
SAMPLES: dict[str, tuple[Json, str]] = {
    "section": ({"type": "section", "text": {"type": "mrkdwn", "text": "*Hi* there"}}, "Hi there"),
    "fields": ({"type": "section", "fields": [plain("Left"), plain("Right")]}, "Right"),
    "header": ({"type": "header", "text": plain("Title :peach:")}, "Title"),
    "divider": ({"type": "divider"}, ""),
    "context": ({"type": "context", "elements": [plain("Small print")]}, "Small print"),
    "image": (
        {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A desk"},
        "A desk",
    ),
    "markdown": ({"type": "markdown", "text": "# One\n\n- **two**"}, "two"),
    "rich_text": (RICH, "Sit less"),
    "table": ({"type": "table", "rows": [[cell("A")], [cell("B")]]}, "B"),
    "data_table": (TABLE, "Birch"),
    "bar": (chart("bar"), "The week"),
    "line": (chart("line"), "Squeezes"),
    "area": (chart("area"), "Stands"),
    "pie": ({"type": "data_visualization", "title": "Share", "chart": PIE}, "Share"),
    "buttons": (row(button("Done", style="primary")), "Done"),
    "radio": (row({"type": "radio_buttons", "options": options("Gentle", "Firm")}), "Firm"),
    "checkboxes": (row({"type": "checkboxes", "options": options("Walk")}), "Walk"),
    "select": (row({"type": "static_select", "options": options("London")}), "London"),
    "multi": (
        {
            "type": "section",
            "text": plain("Days"),
            "accessory": {"type": "multi_static_select", "options": options("Mon")},
        },
        "Days",
    ),
    "pickers": (row({"type": "timepicker"}, {"type": "datepicker", "action_id": "day"}), ""),
    "users": (row({"type": "users_select"}), "Ana Lima"),
    "input": (
        {"type": "input", "label": plain("Name"), "element": {"type": "plain_text_input"}},
        "Name",
    ),
}


async def test_draws_every_block(stage: Stage) -> None:
    """Each kind of block shows its content, and none is called unsupported."""
    messages = [await stage.post("Fallback", block) for block, _ in SAMPLES.values()]
    await stage.open()
    for message, (_, shown) in zip(messages, SAMPLES.values(), strict=True):
        await expect(stage.message(message)).to_contain_text(shown)
        await expect(stage.message(message)).not_to_contain_text("Fallback")
    await expect(stage.page.get_by_test_id("unsupported-block")).to_have_count(0)


async def test_gives_a_charts_numbers_as_a_table(stage: Stage) -> None:
    """Who cannot see a chart reads the same numbers in rows and columns."""
    message = await stage.post("Fallback", chart("bar"))
    await stage.open()
    line = stage.message(message)
    await expect(line.get_by_role("img", name="The week")).to_be_visible()
    numbers = line.get_by_role("table", name="The week").get_by_role("row", name="Tue")
    await expect(numbers.get_by_role("cell")).to_have_text(["Tue", "4", "6"])


async def test_sorts_and_turns_a_data_table(stage: Stage) -> None:
    """A data table sorts by a column and shows the rest on the next page."""
    message = await stage.post("Fallback", TABLE)
    await stage.open()
    line = stage.message(message)
    await line.get_by_role("button", name="Done").click()
    first = line.get_by_role("row").nth(1)
    await expect(first).to_contain_text("Cedar")
    await line.get_by_role("button", name="Next").click()
    await expect(first).to_contain_text("Birch")


async def test_presses_a_button(stage: Stage) -> None:
    """A button's press reaches the bot with its value."""
    message = await stage.post("Up?", row(button(value="nudge-7")))
    await stage.open()
    await stage.message(message).get_by_role("button", name="Done").click()
    heard = await stage.hears("block_actions")
    assert heard["actions"][0]["value"] == "nudge-7"


async def test_asks_before_a_press_that_wants_it(stage: Stage) -> None:
    """A button with a confirmation presses only after the answer is yes."""
    confirm = {"title": plain("Leave?"), "text": plain("For good."), "confirm": plain("Leave")}
    message = await stage.post("Up?", row(button("Stop", confirm=confirm)))
    await stage.open()
    stop = stage.message(message).get_by_role("button", name="Stop")
    dialog = stage.page.get_by_role("dialog", name="Leave?")
    await stop.click()
    await dialog.get_by_role("button", name="Cancel").click()
    await expect(stop).to_be_focused()
    assert stage.heard("block_actions") == []
    await stop.click()
    await dialog.get_by_role("button", name="Leave").click()
    await stage.hears("block_actions")


async def test_walks_an_overflow_menu_by_keyboard(stage: Stage) -> None:
    """Arrow keys walk the menu and Enter chooses."""
    menu = {"type": "overflow", "action_id": "more", "options": options("Already up", "How?")}
    message = await stage.post("Up?", row(menu))
    await stage.open()
    await stage.message(message).get_by_role("button", name="More actions").press("Enter")
    await expect(stage.page.get_by_role("menuitem", name="Already up")).to_be_focused()
    await stage.page.keyboard.press("ArrowDown")
    await stage.page.keyboard.press("Enter")
    heard = await stage.hears("block_actions")
    assert heard["actions"][0]["selected_option"]["value"] == "how?"


async def test_chooses_in_a_message(stage: Stage) -> None:
    """A choice in a message's menu reaches the bot at once."""
    menu = {"type": "static_select", "action_id": "zone", "options": options("London", "Lagos")}
    message = await stage.post("Where?", row(menu))
    await stage.open()
    await stage.message(message).get_by_role("combobox").select_option("Lagos")
    heard = await stage.hears("block_actions")
    assert heard["actions"][0]["selected_option"]["value"] == "lagos"
