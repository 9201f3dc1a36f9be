"""A member's way through everything they can do, in the language of their browser."""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.slack.copy import admin, how, membership, nudges, pauses, settings, state
from bot.slack.copy.languages import language_of
from bot.slack.copy.translation import speaking

pytestmark = pytest.mark.browser

_RUN_MS = 30_000
_LATIN = re.compile("[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}")
"""Three words in a row, which in Japanese are words that nobody translated."""

OF_THE_PAGE = "Only visible to you"


@pytest.mark.parametrize("locale", ["en-GB", "ja-JP"])
async def test_every_flow_speaks_the_members_language(
    page: Page, address: str, locale: str
) -> None:
    """From joining over nudges, pauses and settings to the Home, and no other on the way."""
    with speaking(language_of(chosen=None, locale=locale)):
        way = Way(page, locale)
        await page.goto(address)
        await way.join()
        await way.practise()
        await way.answer_a_nudge()
        await way.pause_and_resume()
        await way.ask()
        await way.change_settings()
        await way.open_what_else_there_is()
        await way.look_at_home()


class Way:
    """What a member does, by the words that the bot itself uses."""

    def __init__(self, page: Page, locale: str) -> None:
        self.page = page
        self.locale = locale
        self.messages = page.locator("[data-ts]")
        self.composer = page.get_by_role("textbox", name="Message or slash command")

    async def join(self) -> None:
        """Join with everything as it is filled in."""
        await self.say("/unsit join")
        dialog = self.page.get_by_role("dialog", name=settings.join_title())
        await self.reads(dialog)
        await self.picture("join")
        await dialog.get_by_role("button", name=settings.join_submit(), exact=True).click()
        await self.page.get_by_role("button", name="Unsit 1 unread").click()

    async def practise(self) -> None:
        """Press Done on the practice nudge."""
        await self.page.get_by_role("tab", name="Messages").click()
        await self.press(nudges.done_button())
        await expect(self.messages.last).to_contain_text(nudges.practice_done())

    async def answer_a_nudge(self) -> None:
        """Let a nudge come, read how it is done, put it off, and do it after all."""
        await self.page.get_by_role("button", name="Run until my next message").click()
        await expect(self.messages).to_have_count(2, timeout=_RUN_MS)
        await self.reads(self.messages.last)
        await self.picture("nudge")
        await self.messages.last.get_by_role("button", name="More actions").click()
        await self.page.get_by_role("menuitem", name=nudges.more_how()).click()
        modal = self.page.get_by_role("dialog", name=how.title())
        await self.reads(modal)
        await self.picture("how")
        await modal.get_by_role("button", name=how.close(), exact=True).click()
        await self.press(nudges.snooze_button())
        await self.press(nudges.did_it_button())
        await self.reads(self.messages.last)

    async def pause_and_resume(self) -> None:
        """Pause from a channel, and take it back."""
        await self.page.get_by_role("button", name="general", exact=True).click()
        await self.answer_to("/unsit pause 90m")
        await self.picture("pause")
        await self.answer_to("/unsit")
        await expect(self.messages.last).to_contain_text(
            re.compile(re.escape(state.paused("")).split(r"\ ")[0])
        )
        await self.answer_to("/unsit resume")
        await self.answer_to("/unsit pause whenever")

    async def ask(self) -> None:
        """Ask what can be asked."""
        for word in ("stats", "board", "how squeeze", "why", "help", "programme", "snooze 10m"):
            await self.answer_to(f"/unsit {word}")
        await self.answer_to("/stand")

    async def change_settings(self) -> None:
        """Type what cannot be read, see why under the field, and mend it."""
        await self.say("/unsit settings")
        dialog = self.page.get_by_role("dialog", name=settings.settings_title())
        await self.reads(dialog)
        hours = dialog.get_by_label(settings.hours())
        before = await hours.input_value()
        await hours.fill("whenever")
        save = dialog.get_by_role("button", name=settings.settings_submit(), exact=True)
        await save.click()
        await expect(dialog).to_contain_text("whenever")
        await self.picture("settings")
        await hours.fill(before)
        newest = await self.messages.last.get_attribute("data-ts")
        await save.click()
        await expect(dialog).to_be_hidden()
        await expect(self.messages.last).not_to_have_attribute("data-ts", f"{newest}")
        await self.reads(self.messages.last)

    async def open_what_else_there_is(self) -> None:
        """Read the other forms, and close each as it was."""
        for word, title in (
            ("pause", pauses.title()),
            ("admin", admin.title()),
            ("leave", membership.leave_title()),
        ):
            await self.say(f"/unsit {word}")
            dialog = self.page.get_by_role("dialog", name=title, exact=True)
            await self.reads(dialog)
            await dialog.get_by_role("button", name="Close", exact=True).click()
            await expect(dialog).to_be_hidden()

    async def look_at_home(self) -> None:
        """Open the Home."""
        await self.page.get_by_role("button", name=re.compile("^Unsit")).click()
        await self.page.get_by_role("tab", name="Home").click()
        home = self.page.get_by_role("tabpanel", name="Home")
        await expect(home.get_by_role("button", name=state.settings_button()).first).to_be_visible()
        await self.reads(home)
        await self.picture("home")

    async def say(self, text: str) -> None:
        """Type and send."""
        await self.composer.fill(text)
        await self.composer.press("Enter")
        await expect(self.composer).to_have_value("")

    async def answer_to(self, command: str) -> None:
        """Type a command and read the answer."""
        await expect(self.composer).to_be_visible()
        before = await self.messages.last.get_attribute("data-ts")
        await self.say(command)
        await expect(self.messages.last).not_to_have_attribute("data-ts", f"{before}")
        await self.reads(self.messages.last)

    async def press(self, name: str) -> None:
        """Press a button of the newest card, which goes with its state."""
        button = self.messages.last.get_by_role("button", name=name, exact=True)
        await button.click()
        await expect(button).to_be_hidden()

    async def reads(self, what: Locator) -> None:
        """See that nothing in a place is in English, unless it should be."""
        await expect(what).to_be_visible()
        if not self.locale.startswith("ja"):
            return
        text = re.sub(r"`[^`]*`|/unsit [a-z |]*", "", await what.inner_text())
        assert _LATIN.findall(text.replace(OF_THE_PAGE, "")) == [], text

    async def picture(self, name: str) -> None:
        """Take a picture for the documents, where one is asked for."""
        folder = os.environ.get("UNSIT_PICTURES")  # noqa: TID251 - about the tests, no setting
        if folder:
            path = Path(folder) / f"{name}-{self.locale[:2]}.png"
            await self.page.screenshot(path=path)
