"""Leaving on the page, with the history kept or erased, and coming back."""

import pytest
from playwright.async_api import Page, expect

from bot.domain.plan import Intensity
from bot.slack.copy import home, membership, refusals, settings, state
from tests.browser.way import ANY, IN_BOTH, Way, walking

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@IN_BOTH
async def test_leaving_and_coming_back_speaks_the_members_language(
    page: Page, address: str, locale: str
) -> None:
    """Leave twice and come back in between, by what the answers and the Home offer."""
    async with walking(page, address, locale) as way:
        await way.join()
        await choose_gentle(way)
        await leave_for_a_while(way)
        await come_back(way)
        await leave_for_good(way)


async def choose_gentle(way: Way) -> None:
    """Have settings and a history that can be kept."""
    dialog = await way.open("settings", settings.settings_title())
    await dialog.get_by_label(_gentle()).check()
    newest = await way.newest.get_attribute("data-ts")
    await way.submit(dialog, settings.settings_submit())
    await way.answered(newest, membership.saved(ANY))


async def leave_for_a_while(way: Way) -> None:
    """Leave with the history kept, as is chosen already."""
    dialog = await way.open("leave", membership.leave_title())
    await way.picture("leave")
    keep, _description = membership.keep()
    await expect(dialog.get_by_label(keep)).to_be_checked()
    newest = await way.newest.get_attribute("data-ts")
    await way.submit(dialog, membership.leave_submit())
    await way.answered(newest, membership.left())
    await way.go_home()
    await expect(way.home).to_contain_text(state.has_left())
    await expect(way.home).to_contain_text(home.left_privacy_line())
    await way.picture("home-left")
    await way.go_to_channel()
    dialog = await way.open("leave", state.erase_button())
    await expect(dialog).to_contain_text(membership.leave_intro_again())
    await way.submit(dialog, keep)


async def come_back(way: Way) -> None:
    """Join again by what an answer offers, and find the settings as they were."""
    await way.answer_to("/unsit stats", refusals.has_left())
    await way.newest.get_by_role("button", name=state.join_again_button(), exact=True).click()
    dialog = await way.dialog(settings.join_title())
    await expect(dialog.get_by_label(_gentle())).to_be_checked()
    newest = await way.newest.get_attribute("data-ts")
    await way.submit(dialog, settings.join_submit())
    await way.answered(newest, membership.joined(ANY))


async def leave_for_good(way: Way) -> None:
    """Erase everything from the Home, which then knows nothing any more."""
    await way.go_home()
    await way.home.get_by_role("button", name=state.leave_button(), exact=True).click()
    dialog = await way.dialog(membership.leave_title())
    await way.submit(dialog, membership.leave_close())
    await way.home.get_by_role("button", name=state.erase_button(), exact=True).click()
    dialog = await way.dialog(membership.leave_title())
    erase, _description = membership.erase()
    await expect(dialog.get_by_label(erase)).to_be_checked()
    await way.picture("erase")
    await way.submit(dialog, membership.leave_submit())
    await expect(way.home).to_contain_text(state.not_joined())
    await way.reads(way.home)
    await way.picture("home-new")
    await way.go_to_channel()
    await way.answer_to("/unsit", refusals.not_joined())
    await way.newest.get_by_role("button", name=state.join_button(), exact=True).click()
    dialog = await way.dialog(settings.join_title())
    await expect(dialog.get_by_label(_gentle())).not_to_be_checked()


def _gentle() -> str:
    name, _description = settings.intensity_choice(Intensity.GENTLE)
    return name
