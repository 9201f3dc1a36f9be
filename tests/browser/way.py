"""What a member does on the page in their own language, by the words that the bot itself uses."""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.slack.copy import settings
from bot.slack.copy.languages import language_of
from bot.slack.copy.translation import speaking

RUN_MS = 60_000

IN_BOTH = pytest.mark.parametrize("locale", ["en-GB", "ja-JP"])
"""In English, and in a language in which no English word is a slip that looks right."""

ANY = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a sentence for whatever the bot puts there."""

_LATIN = re.compile("[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}")
"""Three words in a row, which in Japanese are words that nobody translated."""

_TYPED = re.compile("`[^`]*`|/unsit [a-z |]*")

REQUIRED = "Please complete this required field."
"""What Slack itself says beneath an input that has to be filled in."""

_OF_SLACK = ("Only visible to you", REQUIRED)


@asynccontextmanager
async def walking(page: Page, address: str, locale: str) -> AsyncIterator["Way"]:
    """Open the page, and speak the language of its reader meanwhile."""
    with speaking(language_of(chosen=None, locale=locale)):
        await page.goto(address)
        yield Way(page, locale)


def said(sentence: str) -> re.Pattern[str]:
    """Return what finds a sentence on the page, where marks of type are not to be seen."""
    parts = re.sub("[*`]", "", sentence).split(ANY)
    return re.compile(".*".join(map(re.escape, parts)))


class Way:
    """The page, and what is done on it in every flow."""

    def __init__(self, page: Page, locale: str) -> None:
        self.page = page
        self.locale = locale
        self.messages = page.locator("[data-ts]")
        self.newest = self.messages.last
        self.home = page.get_by_role("tabpanel", name="Home")
        self.composer = page.get_by_role("textbox", name="Message or slash command")

    async def join(self) -> None:
        """Join with everything as it is filled in."""
        dialog = await self.open("join", settings.join_title())
        await self.picture("join")
        await self.submit(dialog, settings.join_submit())
        await expect(self.page.get_by_role("button", name="Unsit 1 unread")).to_be_visible()

    async def go_to_channel(self) -> None:
        """Go where commands can be typed."""
        await self.page.get_by_role("button", name=re.compile("^general")).click()
        await expect(self.composer).to_be_visible()

    async def go_to_bot(self) -> None:
        """Go where the bot writes."""
        await self.page.get_by_role("button", name=re.compile("^Unsit")).click()
        await self.page.get_by_role("tab", name="Messages").click()
        await expect(self.page.get_by_text("Messages tab is read-only")).to_be_visible()

    async def go_home(self) -> None:
        """Open the Home."""
        await self.page.get_by_role("button", name=re.compile("^Unsit")).click()
        await self.page.get_by_role("tab", name="Home").click()
        await expect(self.home.get_by_role("heading", name="Unsit")).to_be_visible()
        await self.reads(self.home)

    async def now(self) -> datetime:
        """Read the sandbox's clock."""
        shown = await self.page.locator(".clock-time").get_attribute("datetime")
        return datetime.fromisoformat(f"{shown}")

    async def run_to_next_message(self) -> None:
        """Let the clock run until the bot writes, and read what it wrote."""
        before = await self.newest.get_attribute("data-ts")
        await self.page.get_by_role("button", name="Run until my next message").click()
        await expect(self.newest).not_to_have_attribute("data-ts", f"{before}", timeout=RUN_MS)
        await self.reads(self.newest)

    async def open(self, word: str, title: str) -> Locator:
        """Type a command that opens a modal, and read that."""
        await self.say(f"/unsit {word}")
        return await self.dialog(title)

    async def dialog(self, title: str) -> Locator:
        """Read the modal that opens."""
        dialog = self.page.get_by_role("dialog", name=title, exact=True)
        await self.reads(dialog)
        return dialog

    async def submit(self, dialog: Locator, name: str) -> None:
        """Submit a modal, which closes."""
        await dialog.get_by_role("button", name=name, exact=True).click()
        await expect(dialog).to_be_hidden()

    async def refused(self, dialog: Locator, name: str, *problems: str) -> None:
        """Submit a modal, and read under its fields what is wrong."""
        await dialog.get_by_role("button", name=name, exact=True).click()
        for problem in problems:
            shown = dialog.get_by_role("alert").filter(has_text=said(problem))
            await expect(shown).to_be_visible()
        await self.reads(dialog)

    async def say(self, text: str) -> None:
        """Type and send."""
        await self.composer.fill(text)
        await self.composer.press("Enter")
        await expect(self.composer).to_have_value("")

    async def answer_to(self, command: str, sentence: str = ANY) -> None:
        """Type a command and read the answer, which says a sentence."""
        await expect(self.composer).to_be_visible()
        before = await self.newest.get_attribute("data-ts")
        await self.say(command)
        await self.answered(before, sentence)

    async def answered(self, before: str | None, sentence: str = ANY) -> None:
        """Read what comes after a message, and says a sentence."""
        await expect(self.newest).not_to_have_attribute("data-ts", f"{before}")
        await expect(self.newest).to_contain_text(said(sentence))
        await self.reads(self.newest)

    async def press(self, name: str) -> None:
        """Press a button of the newest card, which goes with its state."""
        button = self.newest.get_by_role("button", name=name, exact=True)
        await button.click()
        await expect(button).to_be_hidden()
        await self.reads(self.newest)

    async def press_for_answer(self, name: str, sentence: str) -> None:
        """Press a button of the newest message, and read the answer."""
        before = await self.newest.get_attribute("data-ts")
        await self.newest.get_by_role("button", name=name, exact=True).click()
        await self.answered(before, sentence)

    async def choose(self, name: str) -> None:
        """Choose from the menu of the newest card."""
        await self.newest.get_by_role("button", name="More actions").click()
        await self.page.get_by_role("menuitem", name=name, exact=True).click()

    async def choose_for_answer(self, name: str, sentence: str) -> None:
        """Choose from the menu of the newest card, and read the answer."""
        before = await self.newest.get_attribute("data-ts")
        await self.choose(name)
        await self.answered(before, sentence)

    async def reads(self, what: Locator) -> None:
        """See that nothing in a place is in English, unless it should be."""
        await expect(what).to_be_visible()
        if not self.locale.startswith("ja"):
            return
        text = _TYPED.sub("", await what.inner_text())
        for words in _OF_SLACK:
            text = text.replace(words, "")
        assert _LATIN.findall(text) == [], text

    async def picture(self, name: str) -> None:
        """Take a picture for the documents, where one is asked for."""
        folder = os.environ.get("UNSIT_PICTURES")  # noqa: TID251 - about the tests, no setting
        if folder:
            path = Path(folder) / f"{name}-{self.locale[:2]}.png"
            await self.page.screenshot(path=path)
