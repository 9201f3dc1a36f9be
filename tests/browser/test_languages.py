"""A member's way through everything they can do, in the language of their browser."""

import pytest
from playwright.async_api import Page, expect

from bot.slack.copy import how, membership, nudges, programme, settings, state
from bot.slack.copy.languages import NAMES, Language
from bot.slack.copy.translation import speaking
from tests.browser.way import ANY, IN_BOTH, Way, said, walking

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@IN_BOTH
async def test_every_flow_speaks_the_members_language(
    page: Page, address: str, locale: str
) -> None:
    """From joining over nudges, pauses and settings to the Home, and no other on the way."""
    async with walking(page, address, locale) as way:
        await way.join()
        await practise(way)
        await answer_a_nudge(way)
        await pause_and_resume(way)
        await ask(way)
        await take_the_programme(way)
        await change_settings(way)
        await look_at_home(way)
        await read_another_language(way)


async def practise(way: Way) -> None:
    """Press Done on the practice nudge."""
    await way.go_to_bot()
    await way.press(nudges.done_button())
    await expect(way.newest).to_contain_text(nudges.practice_done())


async def answer_a_nudge(way: Way) -> None:
    """Let a nudge come, read how it is done, put it off, and do it after all."""
    await way.run_to_next_message()
    await way.picture("nudge")
    await way.choose(nudges.more_how())
    modal = await way.dialog(how.title())
    await way.picture("how")
    await way.submit(modal, how.close())
    await way.press(nudges.snooze_button())
    await way.press(nudges.did_it_button())


async def pause_and_resume(way: Way) -> None:
    """Pause from a channel, and take it back."""
    await way.go_to_channel()
    await way.answer_to("/unsit pause 90m", membership.paused(ANY))
    await way.picture("pause")
    await way.answer_to("/unsit", state.paused(ANY))
    await way.answer_to("/unsit resume", membership.resumed(ANY))
    await way.answer_to("/unsit pause whenever")


async def ask(way: Way) -> None:
    """Ask what can be asked."""
    for word in ("stats", "board", "how squeeze", "why", "help", "snooze 10m"):
        await way.answer_to(f"/unsit {word}")
    await way.answer_to("/stand")


async def take_the_programme(way: Way) -> None:
    """Begin the eight weeks, which the Home then shows, and end them."""
    await way.answer_to("/unsit programme", programme.off())
    await way.answer_to("/unsit programme start", programme.started())
    await way.answer_to("/unsit programme", programme.honesty())
    await way.picture("programme")
    await way.go_home()
    await expect(way.home).to_contain_text(programme.honesty())
    await way.go_to_channel()
    await way.answer_to("/unsit programme stop", programme.stopped())
    await way.answer_to("/unsit programme stop", programme.not_running())


async def change_settings(way: Way) -> None:
    """Type what cannot be read, see why under the field, and mend it."""
    dialog = await way.open("settings", settings.settings_title())
    hours = dialog.get_by_label(settings.hours(), exact=True)
    before = await hours.input_value()
    await hours.fill("whenever")
    await way.refused(dialog, settings.settings_submit(), "whenever")
    await way.picture("settings")
    await hours.fill(before)
    newest = await way.newest.get_attribute("data-ts")
    await way.submit(dialog, settings.settings_submit())
    await way.answered(newest, membership.saved(ANY))


async def look_at_home(way: Way) -> None:
    """Open the Home."""
    await way.go_home()
    await expect(way.home.get_by_role("button", name=state.settings_button()).first).to_be_visible()
    await way.picture("home")
    await way.go_to_channel()


async def read_another_language(way: Way) -> None:
    """Choose French, be answered in it at once, and go back to what Slack speaks."""
    french = Language.FRENCH
    dialog = await way.open("settings", settings.settings_title())
    await dialog.get_by_label(settings.language()).select_option(label=NAMES[french])
    await way.submit(dialog, settings.settings_submit())
    with speaking(french):
        await expect(way.newest).to_contain_text(said(membership.saved(ANY)))
        await way.say("/unsit settings")
        dialog = way.page.get_by_role("dialog", name=settings.settings_title(), exact=True)
        choice = dialog.get_by_label(settings.language())
        await expect(choice.locator("option:checked")).to_have_text(NAMES[french])
        await choice.select_option(label=settings.language_as_in_slack())
        newest = await way.newest.get_attribute("data-ts")
        await way.submit(dialog, settings.settings_submit())
    await way.answered(newest, membership.saved(ANY))
