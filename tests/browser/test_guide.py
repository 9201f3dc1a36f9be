"""The frame of the page: the guide, the clock, other people's eyes, and a bot that is away."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


async def test_guides_a_newcomer_to_the_end(stage: Stage) -> None:
    """Whoever presses only what the guide offers, and sends, does every step of it."""
    await stage.open()
    page = stage.page
    guide = page.get_by_role("complementary", name="Start here")
    await guide.get_by_role("button", name="Type it for me").click()
    await page.keyboard.press("Enter")
    await stage.post("Up?")
    await guide.get_by_role("button", name="Show me where").click()
    picker = page.get_by_role("dialog", name="Pick an emoji")
    await picker.get_by_role("button", name="peach", exact=True).first.click()
    await guide.get_by_role("button", name="Open App Home").click()
    await expect(guide.get_by_role("heading", name="That was the tour")).to_be_visible()
    await expect(page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")


async def test_hides_the_guide_and_brings_it_back(stage: Stage) -> None:
    """A hidden guide stays away after a reload until it is asked for."""
    await stage.open()
    page = stage.page
    heading = page.get_by_role("heading", name="Start here")
    await page.get_by_role("button", name="Hide the guide").click()
    await expect(heading).to_have_count(0)
    await page.reload()
    await stage.composer.wait_for()
    await expect(heading).to_have_count(0)
    await page.get_by_role("button", name="Help").click()
    await expect(heading).to_be_visible()


async def test_runs_the_clock_until_the_next_message(stage: Stage) -> None:
    """The clock runs until the bot writes, then stands still again."""
    await stage.open()
    page = stage.page
    await page.get_by_role("button", name="Run until my next message").click()
    await expect(page.get_by_role("button", name="Stop running")).to_be_visible()
    await stage.post("Up?")
    await expect(page.get_by_role("button", name="Run until my next message")).to_be_visible()
    await expect(page.get_by_role("button", name="Start the clock")).to_be_visible()


async def test_sets_the_clocks_speed(stage: Stage) -> None:
    """A speed is taken up, shown as pressed, and paused again."""
    await stage.open()
    page = stage.page
    speed = page.get_by_role("button", name="a minute a second")
    await speed.click()
    await expect(speed).to_have_attribute("aria-pressed", "true")
    await page.get_by_role("button", name="Pause the clock").click()
    await expect(speed).to_have_attribute("aria-pressed", "false")


async def test_passes_ten_minutes_for_each_press_and_then_stands_still(stage: Stage) -> None:
    """However fast they follow one another, none is lost and the clock stops by itself.

    How far beyond that it comes depends on the machine: it runs ten minutes in a second.
    """
    await stage.open()
    page = stage.page
    clock = stage.sandbox.clock
    start = clock.now()
    skip = page.get_by_role("button", name="+10 min")
    for _ in range(5):
        await skip.click(no_wait_after=True)
    await stage.sandbox.changed(lambda: clock.now() - start >= timedelta(minutes=50))
    await expect(page.get_by_role("button", name="Start the clock")).to_be_visible()
    assert clock.speed == 0.0
    assert clock.now() - start < timedelta(minutes=100)  # as if each had been counted twice


async def test_shows_a_published_home(stage: Stage) -> None:
    """The Home tab shows what the bot publishes, also while one looks."""
    await stage.open()
    await stage.page.get_by_role("tab", name="Home").click()
    header = {"type": "header", "text": {"type": "plain_text", "text": "On until 17:30"}}
    await stage.client.views_publish(
        user_id=stage.you.id, view={"type": "home", "blocks": [header]}
    )
    home = stage.page.get_by_role("tabpanel", name="Home")
    await expect(home.get_by_role("heading", name="On until 17:30")).to_be_visible()


async def test_says_when_the_bot_is_away(stage: Stage) -> None:
    """A bot that is not connected is announced at the top of the page."""
    await stage.open()
    away = stage.page.get_by_text("Unsit is not connected.")
    await expect(away).to_have_count(0)
    await stage.bot.ws.close()
    await expect(away).to_be_visible()


async def test_fits_a_narrow_window(stage: Stage) -> None:
    """On a phone's width nothing is wider than the window, and the sidebar is a drawer."""
    page = stage.page
    await page.set_viewport_size({"width": 390, "height": 844})
    await stage.open()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.get_by_role("button", name="Open the sidebar").click()
    await page.get_by_role("button", name="general").click()
    await expect(page.get_by_role("heading", name="#general", level=1)).to_be_visible()
    await expect(page.get_by_role("button", name="Close the sidebar")).to_be_hidden()


async def test_says_on_a_phone_that_something_is_unread(stage: Stage) -> None:
    """While the sidebar is put away, its button shows that there is something new in it."""
    await stage.page.set_viewport_size({"width": 390, "height": 844})
    await stage.open()
    await stage.client.chat_postMessage(channel=stage.general.id, text="Board")
    drawer = stage.page.get_by_role("button", name="Open the sidebar: something is unread")
    await drawer.click()
    await stage.page.get_by_role("button", name="general 1 unread").click()
    await expect(drawer).to_have_count(0)
