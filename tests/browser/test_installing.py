"""Installing the app in a real browser: the page with the button, Slack's own, and the way back."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.slack.oauth import INSTALL_PATH, REDIRECT_PATH
from tests.slack.installing import ManyBot, many_bot

pytestmark = pytest.mark.browser


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[ManyBot]:
    """Give a bot that any workspace can install."""
    async with many_bot(database_url) as bot:
        yield bot


async def test_somebody_adds_the_app_to_their_workspace(page: Page, bot: ManyBot) -> None:
    """From the button over Slack's question to the end, and on into Slack."""
    acme, ana = bot.workspace()
    await page.goto(bot.browser.url + INSTALL_PATH)
    await expect(page.get_by_role("heading", name="Add Unsit to Slack")).to_be_visible()
    await expect(page.get_by_text("reactions:read")).to_be_visible()
    await picture(page, "install")

    await page.get_by_role("link", name="Add to Slack").click()
    await expect(page.get_by_role("heading", name="Unsit asks for permission")).to_be_visible()
    await page.get_by_label("To be installed in").select_option("Acme")
    await page.get_by_role("button", name="Allow").click()

    await expect(page.get_by_role("heading", name="Unsit is in Acme")).to_be_visible()
    await picture(page, "installed")
    await bot.settled()
    assert acme.has_app
    assert len(ana.dm()) == 1

    await page.get_by_role("link", name="Open Slack").click()
    await expect(page.get_by_text("Thank you for adding Unsit")).to_be_visible()


async def test_somebody_who_cancels_can_start_again(page: Page, bot: ManyBot) -> None:
    """The page says that nothing happened, and leads back."""
    acme, _ = bot.workspace()
    await page.goto(bot.browser.url + INSTALL_PATH)
    await page.get_by_role("link", name="Add to Slack").click()
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("heading", name="Nothing was installed")).to_be_visible()
    await picture(page, "cancelled")
    await page.get_by_role("link", name="Start again").click()

    await expect(page.get_by_role("heading", name="Add Unsit to Slack")).to_be_visible()
    assert not acme.has_app


async def test_the_pages_are_whole_on_a_telephone_and_by_keyboard(page: Page, bot: ManyBot) -> None:
    """Nothing runs out of a narrow screen, and what is to be pressed is the first to be reached."""
    bot.workspace()
    await page.set_viewport_size({"width": 320, "height": 640})
    for path in (INSTALL_PATH, REDIRECT_PATH):
        await page.goto(bot.browser.url + path)
        root = "document.documentElement"
        fits = await page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")
        await page.keyboard.press("Tab")
        focused = await page.evaluate("document.activeElement.className")
        assert (fits, focused) == (True, "button")
        await picture(page, f"narrow{path.replace('/', '-')}")


async def picture(page: Page, name: str) -> None:
    """Take a picture, where one is asked for."""
    folder = os.environ.get("UNSIT_PICTURES")  # noqa: TID251 - about the tests, no setting
    if folder:
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
