"""The newcomer's tour: one command, a browser, and from Join to a place on the board."""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NUDGES_ANSWERED = 5
_RUN_MS = 60_000


async def test_plays_from_join_to_a_place_on_the_board(page: Page, address: str) -> None:
    """Following the page's own hints, a newcomer joins, answers nudges and stands on the board."""
    tour = Tour(page)
    await page.goto(address)
    await tour.picture("start")

    await tour.join()
    await tour.go_to_nudge()
    await tour.answer_newest("nudge")
    for _ in range(NUDGES_ANSWERED):
        await tour.run_to_next_message()
        await tour.answer_newest()
    await tour.type_for_me()
    board = tour.messages.last
    await expect(board).to_contain_text("Only visible to you")
    await expect(board.get_by_text("@You")).to_be_visible()
    await expect(board).to_contain_text("Place ")
    await tour.picture("board")

    await tour.type_for_me()
    announcement = tour.messages.filter(has_text="weekly board").first
    await expect(announcement.get_by_role("button", name="Join")).to_be_visible()
    await tour.picture("channel")

    await tour.guide.get_by_role("button", name="Open App Home").click()
    await expect(page.get_by_role("tabpanel", name="Home")).to_contain_text("17:30")
    await expect(page.get_by_role("heading", name="That was the tour")).to_be_visible()
    await tour.picture("home")


class Tour:
    """What a newcomer does on the page, as the page suggests it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.guide = page.get_by_role("complementary", name="Start here")
        self.messages = page.locator("[data-ts]")

    async def type_for_me(self) -> None:
        """Let the guide type the next command, and send it."""
        await self.guide.get_by_role("button", name="Type it for me").click()
        composer = self.page.get_by_role("textbox", name="Message or slash command")
        await expect(composer).to_have_value(re.compile("^/unsit"))
        await composer.press("Enter")

    async def join(self) -> None:
        """Join with everything as it is filled in, but for being shown on the board."""
        await self.type_for_me()
        dialog = self.page.get_by_role("dialog", name="Join Unsit")
        await dialog.get_by_label("Shown as me").check()
        await self.picture("join")
        await dialog.get_by_role("button", name="Join", exact=True).click()
        await expect(self.page.get_by_role("button", name="Unsit 1 unread")).to_be_visible()

    async def go_to_nudge(self) -> None:
        """Let the guide show the practice nudge, where nobody can type."""
        await self.guide.get_by_role("button", name="Show me where").click()
        await expect(self.page.get_by_role("dialog", name="Pick an emoji")).to_be_visible()
        await self.page.keyboard.press("Escape")
        await expect(self.messages).to_have_count(1)
        await expect(self.page.get_by_text("Messages tab is read-only")).to_be_visible()

    async def answer_newest(self, picture: str | None = None) -> None:
        """React to the newest message; it is acknowledged in place."""
        newest = self.messages.last
        await newest.hover()
        if picture:
            await self.picture(picture)
        await newest.get_by_role("button", name="React with white_check_mark").click()
        await expect(newest.get_by_role("button", name="Undo")).to_be_visible()

    async def run_to_next_message(self) -> None:
        """Let the clock run until the bot writes again."""
        count = await self.messages.count()
        await self.page.get_by_role("button", name="Run until my next message").click()
        await expect(self.messages).to_have_count(count + 1, timeout=_RUN_MS)

    async def picture(self, name: str) -> None:
        """Take a picture for the README, where one is asked for."""
        folder = os.environ.get("UNSIT_PICTURES")  # noqa: TID251 - about the tests, no setting
        if folder:
            await self.page.screenshot(path=Path(folder) / f"{name}.png")
