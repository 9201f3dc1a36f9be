"""Pausing in people's words, in a modal and by button; and being told of the end by whom asked."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import MemberId
from bot.domain.member import Member, OptIn
from bot.sandbox import View
from bot.sandbox.person import Actor
from bot.slack.ids import Action, Field, PauseUntil
from bot.slack.ids import View as ViewId
from tests.slack.running import RunningBot, words


async def stored(bot: RunningBot, actor: Actor) -> Member:
    """Return what the bot knows of a member."""
    member = await bot.services.membership.find(bot.id, MemberId(actor.id))
    assert member is not None
    return member


async def asked(bot: RunningBot, actor: Actor) -> View:
    """Open the modal that asks for how long."""
    await actor.command("/unsit", "pause")
    await bot.settled()
    modal = actor.modal()
    assert modal is not None, bot.whispers(actor)
    assert modal.callback_id == ViewId.PAUSE
    return modal


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("an hour", "2026-11-23 10:30"),
        ("until tomorrow 9:00", "2026-11-24 09:00"),
        ("this week", "2026-11-30 00:00"),
        ("until 1 December", "2026-12-01 00:00"),
    ],
)
async def test_pause_is_taken_as_it_is_said(bot: RunningBot, said: str, until: str) -> None:
    """Show its end, and offer to tell of it."""
    ana = await bot.member()

    await ana.command("/unsit", f"pause {said}")

    member = await stored(bot, ana)
    assert member.paused_until == datetime.fromisoformat(until).replace(tzinfo=UTC)
    assert not member.announces
    assert "Paused from now until" in bot.answer(ana)


async def test_unclear_pause_is_quoted_with_examples(bot: RunningBot) -> None:
    """Change nothing, and say what would have been understood."""
    ana = await bot.member()

    await ana.command("/unsit", "pause until the cows come home")

    said = bot.answer(ana)
    assert "“until the cows come home”" in said
    assert "`until tomorrow 9:00`" in said
    assert (await stored(bot, ana)).opt_in is OptIn.ACTIVE


@pytest.mark.parametrize("by_button", [True, False])
async def test_end_is_told_to_whoever_asks(bot: RunningBot, *, by_button: bool) -> None:
    """Nudge at the end, with the news; the one after has none."""
    ana = await bot.member()
    await ana.command("/unsit", "pause 30m" if by_button else "pause 30m and tell me")
    if by_button:
        await ana.press(bot.whispers(ana)[-1], Action.PAUSE_TELL)
        await bot.settled()
    assert "then I tell you" in bot.answer(ana)

    bot.clock.advance(timedelta(minutes=31))
    await bot.services.nudging.deliver_due(bot.id)
    told = ana.dm()[-1].text
    following = (await stored(bot, ana)).next_slot
    assert following is not None
    bot.clock.advance(following.at - bot.clock.now())
    await bot.services.nudging.deliver_due(bot.id)

    assert told.startswith("Your pause is over.")
    assert not ana.dm()[-1].text.startswith("Your pause is over.")


async def test_nobody_is_told_who_did_not_ask(bot: RunningBot) -> None:
    """Come back with the plan, and without a word on the pause."""
    ana = await bot.member()
    await ana.command("/unsit", "pause 30m")
    following = (await stored(bot, ana)).next_slot
    assert following is not None

    bot.clock.advance(following.at - bot.clock.now())
    await bot.services.nudging.deliver_due(bot.id)

    assert len(ana.dm()) == 2
    assert "pause" not in ana.dm()[-1].text


async def test_answered_card_has_no_news_any_more(bot: RunningBot) -> None:
    """Thank somebody for what they did, and leave the pause alone."""
    ana = await bot.member()
    await ana.command("/unsit", "pause 30m and tell me")
    bot.clock.advance(timedelta(minutes=31))
    await bot.services.nudging.deliver_due(bot.id)

    await ana.press(ana.dm()[-1], Action.NUDGE_DONE)
    await bot.settled()

    assert "pause" not in ana.dm()[-1].text


async def test_wish_after_the_end_says_how_things_stand(bot: RunningBot) -> None:
    """Begin no pause anew."""
    ana = await bot.member()
    await ana.command("/unsit", "pause 30m")
    offer = bot.whispers(ana)[-1]
    bot.clock.advance(timedelta(minutes=31))

    await ana.press(offer, Action.PAUSE_TELL)
    await bot.settled()

    assert "You are not paused" in bot.answer(ana)


@pytest.mark.parametrize(
    ("choice", "until"),
    [
        (PauseUntil.HOUR, "2026-11-23 10:30"),
        (PauseUntil.TODAY, "2026-11-24 00:00"),
        (PauseUntil.TOMORROW, "2026-11-25 00:00"),
        (PauseUntil.MONDAY, "2026-11-30 00:00"),
    ],
)
async def test_pause_is_chosen(bot: RunningBot, choice: PauseUntil, until: str) -> None:
    """Pause for as long as the modal says, and confirm it where it was asked for."""
    ana = await bot.member()
    modal = await asked(bot, ana)

    ack = await ana.submit(modal.id, {Field.PAUSE_UNTIL.value: choice.value})
    await bot.settled()

    assert ack.ok
    member = await stored(bot, ana)
    assert member.paused_until == datetime.fromisoformat(until).replace(tzinfo=UTC)
    assert bot.answer(ana).startswith("Paused from now until")
    assert any("Paused until" in text for text in words(ana.home()))


async def on_another_day(bot: RunningBot, actor: Actor, **values: object) -> View:
    """Choose another day in the modal."""
    modal = await asked(bot, actor)
    await actor.press(modal, Action.PAUSE_UNTIL, value=PauseUntil.DATE.value, values=values)
    await bot.settled()
    redrawn = actor.modal()
    assert redrawn is not None
    return redrawn


async def test_day_is_chosen_and_told(bot: RunningBot) -> None:
    """Keep the wish to be told while the day is asked for."""
    ana = await bot.member()
    modal = await on_another_day(bot, ana, **{Field.PAUSE_TOLD.value: ["told"]})

    await ana.submit(modal.id, {Field.PAUSE_DATE.value: "2026-12-01"})
    await bot.settled()

    member = await stored(bot, ana)
    assert member.paused_until == datetime(2026, 12, 1, tzinfo=UTC)
    assert member.announces
    assert "then I tell you" in bot.answer(ana)


@pytest.mark.parametrize("day", ["2026-11-23", "2020-01-01", "2028-01-01"])
async def test_day_that_cannot_be_is_refused_under_it(bot: RunningBot, day: str) -> None:
    """Say what is wrong, and pause nothing."""
    ana = await bot.member()
    modal = await on_another_day(bot, ana)

    ack = await ana.submit(modal.id, {Field.PAUSE_DATE.value: day})

    assert set(ack.body["errors"]) == {Field.PAUSE_DATE}
    assert (await stored(bot, ana)).opt_in is OptIn.ACTIVE


async def test_submitting_before_the_redraw_asks_for_the_day(bot: RunningBot) -> None:
    """Show what is missing where the modal was submitted faster than it was redrawn."""
    ana = await bot.member()
    modal = await asked(bot, ana)

    await ana.submit(modal.id, {Field.PAUSE_UNTIL.value: PauseUntil.DATE.value})

    redrawn = ana.modal()
    assert redrawn is not None
    assert any(block.get("block_id") == Field.PAUSE_DATE for block in redrawn.blocks)


async def test_home_leads_to_longer_pauses(bot: RunningBot) -> None:
    """Open the same modal, and show its outcome in the Home."""
    ana = await bot.member()
    await ana.open_home()
    home = ana.home()
    assert home is not None
    await ana.press(home, Action.OPEN_PAUSE)
    await bot.settled()
    modal = ana.modal()
    assert modal is not None

    await ana.submit(modal.id, {Field.PAUSE_UNTIL.value: PauseUntil.MONDAY.value})
    await bot.settled()

    assert any("Paused until" in text for text in words(ana.home()))


async def test_whoever_has_not_joined_has_nothing_to_pause(bot: RunningBot) -> None:
    """Say so, instead of a modal."""
    ana = bot.person()

    await ana.command("/unsit", "pause")

    assert ana.modal() is None
    assert "You have not joined yet" in bot.answer(ana)
