"""What admins decide for everybody, on the page: the settings for all, and their own exercises."""

from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from bot.domain.exercise import Kind
from bot.domain.own_exercise import OwnExerciseProblem
from bot.domain.status import StatusWordsProblem
from bot.slack.copy import admin, how, kinds, own_exercises, pauses, quiet
from tests.browser.way import ANY, IN_BOTH, REQUIRED, Way, said, walking

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

_TEXT = "Climb stairs"
_LINK = "https://stairs.example"


@IN_BOTH
async def test_what_admins_decide_speaks_their_language(
    page: Page, address: str, locale: str
) -> None:
    """A pause for all, words and exercises of their own: each is seen where it acts."""
    async with walking(page, address, locale) as way:
        await way.join()
        await decide(way)
        await see_what_was_decided(way)
        await end_the_pause(way)
        await add_exercises(way)
        await see_the_exercise(way)
        await remove_the_exercise(way)


async def decide(way: Way) -> None:
    """Type what does not fit, see why under each field, and mend it."""
    dialog = await way.open("admin", admin.title())
    await way.picture("admin")
    await dialog.get_by_label(admin.meeting()).fill("jour fixe")
    await dialog.get_by_label(admin.never()).fill("\n".join(map(str, range(51))))
    await dialog.get_by_label(admin.nudges_off()).check()
    day = dialog.get_by_label(admin.day())
    today = (await way.now()).date()
    await day.fill(f"{today}")
    too_many = admin.words_problem(StatusWordsProblem.TOO_MANY, "")
    await way.refused(dialog, admin.submit(), pauses.day_past(), too_many)
    await way.picture("admin-refused")
    await dialog.get_by_label(admin.never()).fill("lunch")
    await day.fill(f"{today + timedelta(days=7)}")
    await expect(dialog.get_by_label(admin.meeting())).to_have_value("jour fixe")
    newest = await way.newest.get_attribute("data-ts")
    await way.submit(dialog, admin.submit())
    await way.answered(newest, admin.saved())


async def see_what_was_decided(way: Way) -> None:
    """Find it in one's own status, in the Home, and in the modal as it was left."""
    await way.answer_to("/unsit", quiet.workspace_paused(ANY))
    await way.go_home()
    await expect(way.home).to_contain_text(said(admin.paused(ANY)))
    await expect(way.home).to_contain_text(admin.own_words())
    await way.home.get_by_role("button", name=admin.settings_button(), exact=True).click()
    dialog = await way.dialog(admin.title())
    await expect(dialog.get_by_label(admin.nudges_off())).to_be_checked()
    await expect(dialog.get_by_label(admin.never())).to_have_value("lunch")


async def end_the_pause(way: Way) -> None:
    """Switch nudges on again in the Home, which says so no more."""
    dialog = await way.dialog(admin.title())
    await dialog.get_by_label(admin.nudges_on()).check()
    await expect(dialog.get_by_label(admin.day())).to_be_hidden()
    await way.submit(dialog, admin.submit())
    await expect(way.home).not_to_contain_text(said(admin.paused(ANY)))
    await way.reads(way.home)


async def add_exercises(way: Way) -> None:
    """Type what cannot be an exercise, see why, and add one that can."""
    await way.home.get_by_role("button", name=admin.exercises_button(), exact=True).click()
    dialog = await way.dialog(own_exercises.title())
    await way.picture("exercises")
    text, link = _fields(dialog)
    await way.refused(dialog, own_exercises.submit(), REQUIRED)
    await text.fill("one two three four five six")
    await way.refused(dialog, own_exercises.submit(), _problem(OwnExerciseProblem.TEXT_TOO_LONG))
    await dialog.get_by_label(own_exercises.kind()).select_option(label=kinds.name(Kind.WALK))
    await text.fill(_TEXT)
    await link.fill("stairs")
    await way.refused(dialog, own_exercises.submit(), _problem(OwnExerciseProblem.LINK_UNFIT))
    await way.picture("exercises-refused")
    await expect(text).to_have_value(_TEXT)
    await link.fill(_LINK)
    await dialog.get_by_role("button", name=own_exercises.submit(), exact=True).click()
    await expect(dialog).to_contain_text(said(own_exercises.row(kinds.name(Kind.WALK), _TEXT)))
    await expect(text).to_have_value("")
    await expect(link).to_have_value("")
    await way.picture("exercises-added")
    await dialog.get_by_role("button", name=own_exercises.close(), exact=True).last.click()
    await expect(way.home).to_contain_text(admin.own_exercises(1))


async def see_the_exercise(way: Way) -> None:
    """Find it among the others of its kind."""
    await way.go_to_channel()
    await way.answer_to("/unsit how walk", how.own(_TEXT))
    await way.go_home()


async def remove_the_exercise(way: Way) -> None:
    """Remove it while another is half typed, which stays."""
    await way.home.get_by_role("button", name=admin.exercises_button(), exact=True).click()
    dialog = await way.dialog(own_exercises.title())
    text, _link = _fields(dialog)
    await text.fill("half a")
    await dialog.get_by_role("button", name=own_exercises.remove_button(), exact=True).click()
    await expect(dialog).not_to_contain_text(_TEXT)
    await expect(text).to_have_value("half a")
    await way.reads(dialog)
    await dialog.get_by_role("button", name=own_exercises.close(), exact=True).last.click()
    await expect(way.home).not_to_contain_text(admin.own_exercises(1))


def _fields(dialog: Locator) -> tuple[Locator, Locator]:
    return dialog.get_by_label(own_exercises.text()), dialog.get_by_label(own_exercises.link())


def _problem(problem: OwnExerciseProblem) -> str:
    return own_exercises.problem(problem)
