"""Modals on the page: prefilled, never losing what was typed, closed as people expect."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser.stage import TYPED_AND_ENTERED, Json, Stage
from tests.browser.test_blocks import options, plain
from tests.sandbox.bots import Payload

pytestmark = pytest.mark.browser


def field(block_id: str, label: str, element: Json, **more: object) -> Json:
    """Write an input whose action is named as its block."""
    named = element | {"action_id": block_id}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": named} | more


def text_field(label: str = "Hours", initial: str = "9 to 5") -> Json:
    """Write a text field that is prefilled."""
    return field("hours", label, {"type": "plain_text_input", "initial_value": initial})


def modal(*blocks: Json, title: str = "Join") -> Json:
    """Write a modal."""
    return {
        "type": "modal",
        "callback_id": "join",
        "title": plain(title),
        "submit": plain("Start"),
        "blocks": list(blocks),
    }


async def opened(stage: Stage, *blocks: Json) -> Locator:
    """Open the page and a modal on it, as somebody does who types the command."""
    stage.opens(modal(*blocks))
    await stage.open()
    await stage.type("/unsit join")
    dialog = stage.page.get_by_role("dialog", name="Join")
    await dialog.wait_for()
    return dialog


async def test_sends_what_was_prefilled_and_chosen(stage: Stage) -> None:
    """A submission carries initial values and what was changed, in Slack's own shape."""
    dialog = await opened(
        stage,
        text_field(),
        field("pace", "Pace", {"type": "radio_buttons", "options": options("Gentle", "Firm")}),
        field("days", "Days", {"type": "multi_static_select", "options": options("Mon", "Tue")}),
        field("start", "Start", {"type": "timepicker"}, optional=True),
    )
    await dialog.get_by_label("Firm").check()
    await dialog.get_by_role("button", name="Days").click()
    await dialog.get_by_label("Tue").check()
    await dialog.get_by_label("Start").fill("08:30")
    await dialog.get_by_role("button", name="Start").click()
    await expect(dialog).to_have_count(0)
    heard = await stage.hears("view_submission")
    state = heard["view"]["state"]["values"]
    assert state["hours"]["hours"]["value"] == "9 to 5"
    assert state["pace"]["pace"]["selected_option"]["value"] == "firm"
    assert [one["value"] for one in state["days"]["days"]["selected_options"]] == ["tue"]
    assert state["start"]["start"]["selected_time"] == "08:30"


async def test_keeps_typed_text_while_the_page_refreshes(stage: Stage) -> None:
    """A message that arrives while somebody types takes neither their text nor their focus."""
    dialog = await opened(stage, text_field())
    hours = dialog.get_by_label("Hours")
    await hours.fill("10 to")
    message = await stage.post("Meanwhile")
    await expect(stage.message(message)).to_be_attached()
    await expect(hours).to_be_focused()
    await stage.page.keyboard.type(" 6")
    await expect(hours).to_have_value("10 to 6")


async def test_keeps_typed_text_when_the_bot_changes_the_view(stage: Stage) -> None:
    """A view that gains a field keeps what stands in the others."""
    dialog = await opened(stage, text_field())
    await dialog.get_by_label("Hours").fill("10 to 6")
    view = stage.workspace.actor(stage.you.id).modal()
    assert view is not None
    more = field("name", "Name", {"type": "plain_text_input"})
    await stage.client.views_update(view_id=view.id, view=modal(text_field(), more))
    await expect(dialog.get_by_label("Name")).to_be_visible()
    await expect(dialog.get_by_label("Hours")).to_have_value("10 to 6")


async def test_shows_what_the_bot_refused_under_its_field(stage: Stage) -> None:
    """A refused field says why, has the focus, and keeps what was typed."""
    dialog = await opened(stage, text_field())

    async def refuse(_payload: Payload) -> Payload | None:
        return {"response_action": "errors", "errors": {"hours": "Write it like 9 to 5"}}

    stage.answers(refuse)
    hours = dialog.get_by_label("Hours")
    await hours.fill("always")
    await hours.press("Enter")
    await expect(hours).to_have_accessible_description("Write it like 9 to 5")
    await expect(hours).to_be_focused()
    await expect(hours).to_have_value("always")


async def test_closes_on_escape_and_gives_the_focus_back(stage: Stage) -> None:
    """Escape closes the modal for the bot too, and typing goes on where it was."""
    dialog = await opened(stage, text_field())
    await stage.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(stage.composer).to_be_focused()
    assert stage.workspace.actor(stage.you.id).modal() is None


async def test_finds_a_covered_view_as_it_was_left(stage: Stage) -> None:
    """A view that another covered still holds what was typed when it comes back."""
    dialog = await opened(
        stage,
        text_field(),
        {
            "type": "actions",
            "elements": [{"type": "button", "action_id": "more", "text": plain("More")}],
        },
    )
    await dialog.get_by_label("Hours").fill("10 to 6")

    async def push(payload: Payload) -> Payload | None:
        view = modal(field("name", "Name", {"type": "plain_text_input"}), title="More")
        await stage.client.views_push(trigger_id=payload["trigger_id"], view=view)
        return {}

    stage.answers(push)
    await dialog.get_by_role("button", name="More").click()
    above = stage.page.get_by_role("dialog", name="More")
    await expect(above.get_by_label("Name")).to_be_visible()
    await above.get_by_role("button", name="Cancel").click()
    await expect(dialog.get_by_label("Hours")).to_have_value("10 to 6")


async def test_tells_the_bot_of_a_choice_it_asked_about(stage: Stage) -> None:
    """An input that dispatches reports its choice, with what else stands in the view."""
    pace = {"type": "static_select", "options": options("Standard", "Custom")}
    dialog = await opened(stage, text_field(), field("pace", "Pace", pace, dispatch_action=True))
    await dialog.get_by_label("Hours").fill("10 to 6")
    await dialog.get_by_label("Pace").select_option("Custom")
    heard = await stage.hears("block_actions")
    assert heard["actions"][0]["selected_option"]["value"] == "custom"
    assert heard["view"]["state"]["values"]["hours"]["hours"]["value"] == "10 to 6"


async def test_takes_the_option_that_is_typed_not_the_first_that_is_drawn(stage: Stage) -> None:
    """Enter takes the match even where it comes before the list could be drawn."""
    cities = [f"Area/City {number}" for number in range(40)]
    zone = {"type": "static_select", "options": options(*cities, "Europe/Lisbon")}
    dialog = await opened(stage, field("zone", "Time zone", zone))
    button = dialog.get_by_role("button", name="Time zone")
    await button.click()
    await dialog.get_by_label("Search the options").evaluate(TYPED_AND_ENTERED, "lisb")
    await expect(button).to_have_accessible_name("Time zone: Europe/Lisbon")


async def test_finds_one_of_many_options_by_its_name(stage: Stage) -> None:
    """A long list has a search: Enter takes the match, Escape folds it, and the modal stays."""
    cities = [f"Area/City {number}" for number in range(40)]
    zone = {"type": "static_select", "options": options(*cities, "Europe/Lisbon")}
    dialog = await opened(stage, field("zone", "Time zone", zone))
    button = dialog.get_by_role("button", name="Time zone")
    await button.click()
    await expect(dialog.get_by_label("Search the options")).to_be_focused()
    await stage.page.keyboard.type("lisb")
    await expect(dialog.get_by_text("Area/City 0", exact=True)).to_have_count(0)
    await stage.page.keyboard.press("Enter")
    await expect(button).to_have_accessible_name("Time zone: Europe/Lisbon")
    await expect(button).to_be_focused()
    await stage.page.keyboard.press("Enter")
    await expect(dialog.get_by_label("Search the options")).to_be_focused()
    await stage.page.keyboard.press("Escape")
    await expect(dialog.get_by_label("Search the options")).to_have_count(0)
    await expect(dialog).to_be_visible()
