"""What a member can say to a nudge's card, and what becomes of cards that nobody answers."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from bot.domain.exercise import Kind
from bot.domain.plan import Intensity
from bot.slack.copy import (
    easing,
    history,
    home,
    kinds,
    membership,
    nudges,
    pauses,
    problems,
    settings,
    state,
)
from tests.browser.way import ANY, IN_BOTH, Way, said, walking

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

_IGNORED = 4
"""With the fourth in a row the member is told that nudges become rarer."""

_FOR_A_SUGGESTION = 20

_MIDNIGHT_AFTER = {
    11: "Tarawa",
    12: "Guadalcanal",
    13: "Brisbane",
    14: "Tokyo",
    15: "Singapore",
    16: "Bangkok",
    17: "Dhaka",
    18: "Tashkent",
    19: "Dubai",
    20: "Nairobi",
    21: "Johannesburg",
    22: "Lagos",
    23: "Abidjan",
}
"""Where a day ends next, by the hour in UTC."""


@IN_BOTH
async def test_every_answer_to_a_card_speaks_the_members_language(
    page: Page, address: str, locale: str
) -> None:
    """From an emoji over each entry of the menu to the suggestion that comes of all the answers."""
    async with walking(page, address, locale) as way:
        await way.join()
        await way.go_to_bot()
        await react(way)
        await ask_for_as_many_as_possible(way)
        await answer_nothing_for_a_while(way)
        answered = await answer_by_the_menu(way)
        await skip(way, _FOR_A_SUGGESTION - answered)
        await take_the_suggestion(way)
        await ask_for_fewer(way)
        await stop(way)


async def react(way: Way) -> None:
    """Answer the practice nudge by an emoji, take it back, and put it off by another."""
    practice = way.newest
    await practice.hover()
    await practice.get_by_role("button", name="React with white_check_mark").click()
    await expect(practice).to_contain_text(nudges.practice_done())
    await practice.get_by_role("button", name="white_check_mark reaction").click()
    done = practice.get_by_role("button", name=nudges.done_button(), exact=True)
    await expect(done).to_be_visible()
    await practice.hover()
    await practice.get_by_role("button", name="Add reaction").click()
    await way.page.get_by_role("dialog", name="Pick an emoji").get_by_label("zzz").first.click()
    did_it = practice.get_by_role("button", name=nudges.did_it_button(), exact=True)
    await expect(did_it).to_be_visible()
    await way.reads(practice)
    await way.press(nudges.did_it_button())
    await expect(practice).to_contain_text(nudges.practice_done())


async def ask_for_as_many_as_possible(way: Way) -> None:
    """Choose minutes of one's own: too few of them are refused, and nothing is lost."""
    await way.go_to_channel()
    dialog = await way.open("settings", settings.settings_title())
    await dialog.get_by_label(settings.hours(), exact=True).fill("Mon-Sun 00:00-24:00")
    custom, _description = settings.intensity_choice(Intensity.CUSTOM)
    await dialog.get_by_label(custom).check()
    stand = dialog.get_by_label(settings.stand_minutes())
    await stand.fill("5")
    await dialog.get_by_label(settings.squeeze_minutes()).fill("15")
    await dialog.get_by_label(settings.budget()).select_option("6")
    await way.refused(dialog, settings.settings_submit(), problems.minutes())
    await way.picture("custom")
    await stand.fill("15")
    await way.submit(dialog, settings.settings_submit())
    await expect(way.newest).to_contain_text(said(membership.saved(ANY)))
    await way.go_to_bot()


async def answer_by_the_menu(way: Way) -> int:
    """Be up already, take that back, and go into a meeting that ends sooner than thought."""
    await way.run_to_next_message()
    await way.choose(nudges.more_already_up())
    await expect(way.newest.get_by_role("button", name=nudges.undo_button())).to_be_visible()
    await way.reads(way.newest)
    await way.picture("already-up")
    await way.press(nudges.undo_button())
    await way.press(nudges.done_button())
    await way.run_to_next_message()
    await way.choose_for_answer(nudges.more_meeting(), membership.paused(ANY))
    await way.picture("meeting")
    await way.press_for_answer(state.resume_button(), membership.resumed(ANY))
    return 2


async def answer_nothing_for_a_while(way: Way) -> None:
    """Let cards go by until the app says that it asks less often, and ask it not to.

    That is a choice of the plan: what went by before leads to no suggestion.
    """
    for _ in range(_IGNORED):
        await way.run_to_next_message()
    await expect(way.newest).to_contain_text(easing.told())
    await way.picture("easing")
    await way.press_for_answer(easing.back_button(), easing.back(ANY))
    await expect(way.messages.filter(has_text=easing.told())).to_have_count(0)


async def skip(way: Way, cards: int) -> None:
    """Skip whatever comes."""
    for _ in range(cards):
        await way.run_to_next_message()
        await way.press(nudges.skip_button())


async def choose_zone(dialog: Locator, city: str) -> None:
    """Find a time zone by a city."""
    await dialog.get_by_role("button", name=settings.zone()).click()
    await dialog.get_by_label("Search the options").fill(city)
    await dialog.page.keyboard.press("Enter")
    button = dialog.get_by_role("button", name=settings.zone())
    await expect(button).to_have_accessible_name(re.compile(city, re.IGNORECASE))


async def take_the_suggestion(way: Way) -> None:
    """Sleep over it: when the day is over, the Home draws its lesson, and one press takes it."""
    await way.go_to_channel()
    dialog = await way.open("settings", settings.settings_title())
    await choose_zone(dialog, _MIDNIGHT_AFTER[(await way.now()).hour])
    before = await way.newest.get_attribute("data-ts")
    await way.submit(dialog, settings.settings_submit())
    await way.answered(before, membership.saved(ANY))
    await way.answer_to("/unsit pause until tomorrow 0:10 and tell me", pauses.paused_and_told(ANY))
    await way.go_to_bot()
    await way.run_to_next_message()
    await expect(way.newest).to_contain_text(said(pauses.over(ANY)))
    await way.picture("pause-over")
    await way.go_home()
    await expect(way.home).to_contain_text(history.calmer())
    button = way.home.get_by_role("button", name=history.calmer_button(), exact=True)
    await button.scroll_into_view_if_needed()
    await way.picture("suggestion")
    await button.click()
    await expect(way.home).to_contain_text(home.every(kinds.name(Kind.STAND), 30))
    await way.reads(way.home)


async def ask_for_fewer(way: Way) -> None:
    """Ask for fewer by a card, and follow the way back that the answer offers."""
    await way.go_to_bot()
    await way.run_to_next_message()
    await way.choose_for_answer(nudges.more_fewer(), membership.fewer(ANY, ANY))
    await way.picture("fewer")


async def stop(way: Way) -> None:
    """Stop by a card, which takes no answer then, and take that back: it does again."""
    await way.run_to_next_message()
    card = way.messages.filter(has=way.page.get_by_role("button", name="More actions")).last
    await way.choose_for_answer(nudges.more_stop(), membership.left())
    await expect(card).to_have_count(0)
    await way.picture("stop")
    await way.press_for_answer(nudges.undo_button(), membership.rejoined(ANY))
    await expect(card).to_be_visible()
