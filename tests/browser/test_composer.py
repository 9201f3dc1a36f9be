"""The composer: messages, and slash commands that can be found without knowing them."""

import pytest
from playwright.async_api import expect

from tests.browser.stage import Stage
from tests.sandbox.bots import Payload

pytestmark = pytest.mark.browser


async def test_offers_commands_to_the_keyboard(stage: Stage) -> None:
    """A slash lists the commands; arrows choose, Tab takes, Escape puts away."""
    await stage.open()
    options = stage.page.get_by_role("listbox", name="Slash commands").get_by_role("option")
    await stage.composer.press("/")
    await expect(options).to_have_count(2)
    await stage.composer.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await stage.composer.press("Tab")
    await expect(stage.composer).to_have_value("/stand ")
    await stage.composer.fill("/uns")
    await stage.composer.press("Escape")
    await expect(options).to_have_count(0)


async def test_completes_a_command_and_its_word_then_sends(stage: Stage) -> None:
    """Enter completes what is being typed, and sends once it stands there in full."""
    await stage.open()
    await stage.composer.press_sequentially("/uns")
    await stage.composer.press("Enter")
    await expect(stage.composer).to_have_value("/unsit ")
    await stage.composer.press_sequentially("bo")
    await stage.composer.press("Tab")
    await expect(stage.composer).to_have_value("/unsit board ")
    await stage.composer.press("Enter")
    await stage.sandbox.changed(lambda: bool(stage.bot.of("slash_commands")))
    typed = stage.bot.of("slash_commands")[-1]["payload"]
    assert (typed["command"], typed["text"]) == ("/unsit", "board")


async def test_posts_ordinary_words(stage: Stage) -> None:
    """What is no command becomes a message, and the composer is empty again."""
    await stage.open()
    await stage.type("Good morning")
    await expect(stage.page.get_by_role("article", name="You, 09:00")).to_contain_text("morning")
    await expect(stage.composer).to_have_value("")


async def test_says_that_a_command_failed(stage: Stage) -> None:
    """A command that nobody acknowledges says so where it was typed."""

    async def silence(_payload: Payload) -> Payload | None:
        return None

    stage.answers(silence)
    await stage.open()
    await stage.type("/unsit join")
    failure = stage.page.get_by_role("article", name="Sandbox")
    await expect(failure).to_contain_text("/unsit failed because the app did not respond")
    await expect(failure).to_contain_text("Only visible to you")
