"""The composer: messages, and slash commands that can be found without knowing them."""

import pytest
from playwright.async_api import expect

from tests.browser.stage import Stage
from tests.sandbox.bots import Payload

pytestmark = pytest.mark.browser


async def test_offers_commands_to_the_keyboard(stage: Stage) -> None:
    """A slash lists the commands, Slack's own too; arrows choose, Tab takes, Escape puts away."""
    await stage.open()
    options = stage.page.get_by_role("listbox", name="Slash commands").get_by_role("option")
    await stage.composer.press("/")
    await expect(options).to_have_count(3)
    await stage.composer.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await stage.composer.press("Tab")
    await expect(stage.composer).to_have_value("/stand ")
    await stage.composer.fill("/uns")
    await stage.composer.press("Escape")
    await expect(options).to_have_count(0)


async def test_keys_go_by_what_is_typed_not_by_what_is_drawn(stage: Stage) -> None:
    """Tab takes the command even where it comes before the list could be drawn."""
    await stage.open()
    await stage.composer.evaluate("""box => {
      box.value = "/uns";
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true }));
    }""")
    await expect(stage.composer).to_have_value("/unsit ")


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


async def test_leaves_a_failure_in_its_place(stage: Stage) -> None:
    """What arrives after a failed command stands below it."""
    await stage.bot.ws.close()
    await stage.open()
    await stage.type("/unsit join")
    lines = stage.page.get_by_role("list", name="Messages in Unsit").get_by_role("article")
    await expect(lines).to_have_count(1)
    await stage.post("Later")
    await expect(lines).to_have_count(2)
    await expect(lines.last).to_contain_text("Later")


async def test_shows_what_was_sent_to_who_had_scrolled_up(stage: Stage) -> None:
    """Whoever reads old messages and writes is brought to the newest line."""
    for number in range(40):
        await stage.post(f"Message {number}")
    await stage.open()
    first = stage.page.get_by_text("Message 0", exact=True)
    await first.scroll_into_view_if_needed()
    await expect(first).to_be_in_viewport()
    await stage.type("Good morning")
    await expect(stage.page.get_by_text("Good morning")).to_be_in_viewport()


async def test_brings_the_bot_into_a_channel(stage: Stage) -> None:
    """Where the bot is missing the page says how it comes, and a grey line that it came."""
    stage.workspace.add_channel("random", members=[stage.you.id])
    await stage.open()
    page = stage.page
    await page.get_by_role("button", name="random").click()
    hint = page.get_by_text("Unsit is not here: /invite @Unsit")
    await expect(hint).to_be_visible()
    await stage.composer.press_sequentially("/invite ")
    await stage.composer.press("Tab")
    await stage.composer.press("Enter")
    await expect(page.get_by_role("listitem").get_by_text("Unsit was added")).to_be_visible()
    await expect(hint).to_have_count(0)


async def test_has_nowhere_to_type_in_a_read_only_messages_tab(stage: Stage) -> None:
    """In place of the composer stands why, and a way to where one can type."""
    stage.workspace.messages_tab_read_only = True
    await stage.open()
    page = stage.page
    await page.get_by_role("button", name="Unsit", exact=True).click()
    await expect(page.get_by_text("Messages tab is read-only, as in Slack")).to_be_visible()
    await expect(stage.composer).to_have_count(0)
    await page.get_by_role("button", name="Go to #general").click()
    await expect(stage.composer).to_be_visible()
