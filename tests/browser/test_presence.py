"""Setting one's status, and being in a huddle or undisturbed, as in Slack's own sidebar."""

import pytest
from playwright.async_api import expect

from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


async def test_sets_a_status_and_clears_it(stage: Stage) -> None:
    """The bot hears of both, and the sidebar shows it."""
    await stage.open()
    opener = stage.page.get_by_role("button", name="Set a status")
    await opener.click()
    panel = stage.page.get_by_role("dialog", name="Your status")
    await panel.get_by_label("Status").fill("In a meeting")
    await panel.get_by_label("Emoji").select_option("no_bell")
    await panel.get_by_label("Clear after").select_option("1 hour")
    await panel.get_by_role("button", name="Set status").click()

    own = stage.page.locator(".presence-open")
    await expect(own).to_contain_text("In a meeting")
    await expect(panel).to_have_count(0)
    await own.click()
    await panel.get_by_role("button", name="Clear status").click()
    await expect(own).to_contain_text("Set a status")


async def test_is_in_a_huddle_and_undisturbed(stage: Stage) -> None:
    """Two switches, and a mark beside the name that says so to everybody."""
    await stage.open()
    await stage.page.get_by_role("button", name="Set a status").click()
    panel = stage.page.get_by_role("dialog", name="Your status")
    for switch, mark in (("In a huddle", "in a huddle"), ("Do Not Disturb, 1 hour", "Do Not Dis")):
        button = panel.get_by_role("button", name=switch)
        await button.click()
        await expect(button).to_have_attribute("aria-pressed", "true")
        await expect(stage.page.locator(".person").get_by_role("img", name=mark)).to_have_count(1)
        await button.click()
        await expect(button).to_have_attribute("aria-pressed", "false")


async def test_opens_again_at_once_after_escape(stage: Stage) -> None:
    """Only the click that closes the panel, on what opened it, does not open it again."""
    await stage.open()
    opener = stage.page.locator(".presence-open")
    panel = stage.page.get_by_role("dialog", name="Your status")
    await opener.click()
    await expect(panel).to_be_visible()
    await stage.page.keyboard.press("Escape")
    await opener.click()
    await expect(panel).to_be_visible()
    await opener.click()
    await expect(panel).to_be_hidden()
