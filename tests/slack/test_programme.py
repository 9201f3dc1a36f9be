"""`/unsit programme`, as people type it, and what their nudges make of it."""

import pytest

from bot.slack.ids import Action
from tests.slack.running import RunningBot, words

TYPED = (
    ("programme", "The eight-week glute programme"),
    ("programme status", "The eight-week glute programme"),
    ("programme stop", "No programme is running"),
    ("programme START", "Week 1 begins today."),
    ("programme strat", "I do not know “strat” here."),
    ("how rise on your toes", "Rise onto your toes in two seconds"),
    ("how calf raises", "Rise onto your toes in two seconds"),
)


@pytest.mark.parametrize(("typed", "seen"), TYPED)
async def test_member_types_and_sees(bot: RunningBot, typed: str, seen: str) -> None:
    """Answer a member, for their eyes only."""
    ana = await bot.member()

    ack = await ana.command("/unsit", typed)

    assert ack.ok
    assert seen in bot.answer(ana)


async def test_a_programme_begins_once_shows_itself_and_ends(bot: RunningBot) -> None:
    """Start, status, how-to, stop."""
    ana = await bot.member()

    await ana.command("/unsit", "programme start")
    await ana.command("/unsit", "programme start")
    assert bot.answer(ana).startswith("It is running already.")
    await ana.command("/unsit", "programme")
    assert bot.answer(ana).startswith("*Week 1 of 8.*")
    await ana.command("/unsit", "how squeeze")
    assert bot.answer(ana).startswith("*Week 1 of 8.*")
    await ana.command("/unsit", "how calf raises")
    assert "Week 1" not in bot.answer(ana)

    await ana.command("/unsit", "programme stop")
    assert bot.answer(ana).startswith("Stopped.")
    await ana.command("/unsit", "how squeeze")
    assert "Week 1" not in bot.answer(ana)


async def test_how_shows_the_dose_of_the_week(bot: RunningBot) -> None:
    """From the Home, which explains the whole plan."""
    ana = await bot.member()
    await ana.command("/unsit", "programme start")
    await ana.open_home()
    await bot.settled()
    home = ana.home()
    assert home is not None

    await ana.press(home, Action.OPEN_HOW)

    assert words(ana.modal())[0].startswith("*Week 1 of 8.*")


@pytest.mark.parametrize("typed", ["programme", "programme start", "programme stop"])
async def test_it_is_for_those_who_have_joined(bot: RunningBot, typed: str) -> None:
    """Anybody else is offered to join."""
    ana = bot.person()

    await ana.command("/unsit", typed)

    assert "You have not joined yet" in bot.answer(ana)
