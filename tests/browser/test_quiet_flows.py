"""What makes it quiet: the pause modal, and what Slack says of somebody."""

import asyncio
from datetime import date, timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from bot.slack.copy import membership, pauses, quiet, state
from bot.slack.ids import PauseUntil
from tests.browser.way import ANY, IN_BOTH, REQUIRED, Way, said, walking

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

_NEWS_SECONDS = 20


@IN_BOTH
async def test_every_reason_for_silence_speaks_the_members_language(
    page: Page, address: str, locale: str
) -> None:
    """A pause of each sort, a status, a huddle and Do Not Disturb: `/unsit` says which, and why."""
    async with walking(page, address, locale) as way:
        await way.join()
        await pause_until_another_day(way)
        await say_why(way)
        await pause_from_the_home(way)
        await pause_and_be_told(way)


async def pause_until_another_day(way: Way) -> None:
    """Choose another day: none, one that has begun and one too far away are refused."""
    dialog = await way.open("pause", pauses.title())
    await way.picture("pause-modal")
    await dialog.get_by_label(pauses.choice(PauseUntil.DATE)).check()
    day = dialog.get_by_label(pauses.day())
    await expect(day).to_be_visible()
    await way.refused(dialog, pauses.submit(), REQUIRED)
    today = (await way.now()).date()
    await day.fill(f"{today}")
    await way.refused(dialog, pauses.submit(), pauses.day_past())
    await way.picture("pause-past")
    await day.fill(f"{today + timedelta(days=400)}")
    await way.refused(dialog, pauses.submit(), pauses.day_too_late())
    await expect(dialog.get_by_label(pauses.choice(PauseUntil.DATE))).to_be_checked()
    await day.fill(f"{_monday_after(today)}")
    newest = await way.newest.get_attribute("data-ts")
    await way.submit(dialog, pauses.submit())
    await way.answered(newest, membership.paused(ANY))
    await way.press_for_answer(pauses.tell_me_button(), pauses.paused_and_told(ANY))
    await way.press_for_answer(state.resume_button(), membership.resumed(ANY))
    await way.answer_to("/unsit resume", membership.not_paused(ANY))


async def say_why(way: Way) -> None:
    """Let Slack say that one is busy, and ask the bot why it is quiet."""
    await set_status(way, "In a meeting")
    await asks_until(way, quiet.in_a_meeting(ANY))
    await set_status(way, "Focus time")
    await asks_until(way, quiet.focusing(ANY))
    await set_status(way, "Out sick", lasts="Don't clear")
    await asks_until(way, quiet.away(None))
    await way.page.get_by_role("button", name="Out sick").click()
    await way.page.get_by_role("button", name="Clear status").click()
    await switch(way, "In a huddle")
    await asks_until(way, quiet.in_a_huddle())
    await switch(way, "In a huddle")
    await switch(way, "Do Not Disturb, 1 hour")
    await asks_until(way, quiet.do_not_disturb(ANY))
    await way.picture("quiet")
    await way.go_home()
    await expect(way.home).to_contain_text(said(quiet.do_not_disturb(ANY)))
    await way.go_to_channel()
    await switch(way, "Do Not Disturb, 1 hour")
    await asks_until(way, state.working(ANY, ANY))


async def pause_from_the_home(way: Way) -> None:
    """Pause by the buttons of the Home, which shows each at once."""
    await way.go_home()
    await way.home.get_by_role("button", name=state.pause_today_button(), exact=True).click()
    resume = way.home.get_by_role("button", name=state.resume_button(), exact=True)
    await expect(way.home).to_contain_text(said(state.paused(ANY)))
    await resume.click()
    await way.home.get_by_role("button", name=state.pause_button(), exact=True).click()
    dialog = await way.dialog(pauses.title())
    await dialog.get_by_label(pauses.choice(PauseUntil.TOMORROW)).check()
    await way.submit(dialog, pauses.submit())
    await expect(resume).to_be_visible()
    await way.reads(way.home)
    await resume.click()
    await expect(resume).to_be_hidden()
    await way.go_to_channel()


async def pause_and_be_told(way: Way) -> None:
    """Pause for an hour with a wish to be told: the next nudge says that it is over."""
    dialog = await way.open("pause", pauses.title())
    await dialog.get_by_label(pauses.tell_me()).check()
    newest = await way.newest.get_attribute("data-ts")
    await way.submit(dialog, pauses.submit())
    await way.answered(newest, pauses.paused_and_told(ANY))
    await way.go_to_bot()
    await way.run_to_next_message()
    await expect(way.newest).to_contain_text(said(pauses.over(ANY)))


async def set_status(way: Way, text: str, lasts: str = "1 hour") -> None:
    """Set one's status on the page."""
    panel = await own_panel(way)
    await panel.get_by_label("Status").fill(text)
    await panel.get_by_label("Clear after").select_option(lasts)
    await panel.get_by_role("button", name="Set status").click()
    await expect(panel).to_be_hidden()


async def switch(way: Way, name: str) -> None:
    """Enter or leave a huddle, or turn Do Not Disturb on or off."""
    panel = await own_panel(way)
    button = panel.get_by_role("button", name=name)
    was_on = await button.get_attribute("aria-pressed")
    await button.click()
    await expect(button).not_to_have_attribute("aria-pressed", f"{was_on}")
    await way.page.keyboard.press("Escape")
    await expect(panel).to_be_hidden()


async def own_panel(way: Way) -> Locator:
    """Open what one sets about oneself."""
    await way.page.locator(".presence-open").click()
    return way.page.get_by_role("dialog", name="Your status")


async def asks_until(way: Way, sentence: str) -> None:
    """Ask how things stand until the bot has heard of the news, and read its answer."""
    async with asyncio.timeout(_NEWS_SECONDS):
        await way.answer_to("/unsit")
        while not said(sentence).search(await way.newest.inner_text()):
            await way.answer_to("/unsit")


def _monday_after(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())
