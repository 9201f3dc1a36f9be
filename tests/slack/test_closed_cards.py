"""Cards that take no answer any more, of another day or of somebody who left, offer none."""

from datetime import timedelta

import pytest

from bot.domain.completion import Ignored
from bot.domain.ids import MemberId
from bot.domain.member import OptIn
from bot.sandbox import Fault, Message
from bot.sandbox.person import Actor
from bot.slack.ids import Action, Field, History, More, more_value
from bot.slack.render import replies
from tests.slack.running import RunningBot


def as_it_is(actor: Actor, card: Message) -> Message:
    """Return a card as it is now."""
    return next(message for message in actor.dm() if message.ts == card.ts)


def offers(card: Message) -> list[str]:
    """Return the actions that a card offers."""
    return [
        element["action_id"]
        for block in card.blocks
        for element in (*block.get("elements", ()), block.get("accessory", {}))
        if "action_id" in element
    ]


def name_of(card: Message) -> str:
    """Return the name of the nudge that a card's buttons carry."""
    row = next(block for block in card.blocks if block["type"] == "actions")
    value: str = row["elements"][0]["value"]
    return value


async def choose(bot: RunningBot, actor: Actor, card: Message, choice: More) -> None:
    """Choose from a card's menu."""
    await actor.press(card, Action.NUDGE_MORE, value=more_value(choice, name_of(card)))
    await bot.settled()


async def leave(bot: RunningBot, actor: Actor, history: History) -> None:
    """Leave by command."""
    await actor.command("/unsit", "leave")
    await bot.settled()
    modal = actor.modal()
    assert modal is not None
    await actor.submit(modal.id, {Field.HISTORY.value: {Field.HISTORY.value: history.value}})
    await bot.settled()


@pytest.mark.parametrize("action", [Action.NUDGE_DONE, Action.NUDGE_SNOOZE, Action.NUDGE_SKIP])
async def test_press_on_a_card_of_another_day_takes_its_buttons_away(
    bot: RunningBot, action: Action
) -> None:
    """Say why nothing counts, and offer it no more, without an edit."""
    ana = await bot.member()
    card = ana.dm()[0]
    bot.clock.advance(timedelta(days=1))

    await ana.press(card, action)
    await bot.settled()

    assert bot.answer(ana) == replies.ignored(Ignored.TOO_LATE).text
    assert offers(as_it_is(ana, card)) == []
    assert bot.calls("chat.update") == 0


async def test_choice_on_a_card_of_another_day_takes_its_buttons_away(bot: RunningBot) -> None:
    """As a press does."""
    ana = await bot.member()
    card = ana.dm()[0]
    bot.clock.advance(timedelta(days=1))

    await choose(bot, ana, card, More.ALREADY_UP)

    assert bot.answer(ana) == replies.ignored(Ignored.TOO_LATE).text
    assert offers(as_it_is(ana, card)) == []


async def test_what_was_done_on_another_day_stays_done(bot: RunningBot) -> None:
    """Undo is gone, and the thanks are not."""
    ana = await bot.member()
    card = await bot.nudged(ana)
    await ana.press(card, Action.NUDGE_DONE)
    await bot.settled()
    done = as_it_is(ana, card)
    bot.clock.advance(timedelta(days=1))

    await ana.press(done, Action.NUDGE_UNDO)
    await bot.settled()

    assert as_it_is(ana, card).text == done.text
    assert offers(as_it_is(ana, card)) == []


async def test_last_card_of_a_day_offers_nothing_the_day_after(bot: RunningBot) -> None:
    """Collapse it with the first nudge of the next day, of which one edit is the price."""
    ana = await bot.member()
    card = await bot.nudged(ana)
    member = await bot.services.membership.pause(bot.id, MemberId(ana.id), "today")
    assert member.next_slot is not None

    await bot.nudged(ana)

    assert offers(as_it_is(ana, card)) == []
    assert "that day is closed" in as_it_is(ana, card).text


async def test_stop_closes_the_card_it_was_chosen_on(bot: RunningBot) -> None:
    """Offer no Done to whoever is asked for nothing, and take no edit for that."""
    ana = await bot.member()
    card = ana.dm()[0]

    await choose(bot, ana, card, More.STOP)

    assert offers(as_it_is(ana, card)) == []
    assert "You have left" in as_it_is(ana, card).text
    assert bot.calls("chat.update") == 0


async def test_stop_on_an_older_card_closes_the_open_one_too(bot: RunningBot) -> None:
    """The one that was pressed, and the one that is open."""
    ana = await bot.member()
    part = ana.dm()[0]
    await ana.react(part, "standing_person")
    await bot.settled()
    newest = await bot.nudged(ana)
    part = as_it_is(ana, part)
    assert "Still open" in part.text

    await choose(bot, ana, part, More.STOP)

    assert offers(as_it_is(ana, part)) == offers(as_it_is(ana, newest)) == []


@pytest.mark.parametrize("history", History)
async def test_leaving_closes_the_open_card(bot: RunningBot, history: History) -> None:
    """By one edit, whether anything is kept or not."""
    ana = await bot.member()
    card = await bot.nudged(ana)
    edits = bot.calls("chat.update")

    await leave(bot, ana, history)

    assert offers(as_it_is(ana, card)) == []
    assert bot.calls("chat.update") == edits + 1


async def test_a_card_that_is_done_is_left_alone_by_leaving(bot: RunningBot) -> None:
    """Nothing is open on it."""
    ana = await bot.member()
    card = await bot.nudged(ana)
    await ana.press(card, Action.NUDGE_DONE)
    await bot.settled()
    edits = bot.calls("chat.update")

    await leave(bot, ana, History.KEEP)

    assert bot.calls("chat.update") == edits


async def test_stop_is_undone_by_one_press(bot: RunningBot) -> None:
    """As they were: their settings, their next nudge, and the open card with its buttons."""
    ana = await bot.member(values={Field.HOURS.value: {Field.HOURS.value: "Mon 9:00-15:00"}})
    card = await bot.nudged(ana)
    before = await bot.services.membership.find(bot.id, MemberId(ana.id))
    assert before is not None
    await choose(bot, ana, card, More.STOP)

    await ana.press(bot.whispers(ana)[-1], Action.REJOIN)
    await bot.settled()

    after = await bot.services.membership.find(bot.id, MemberId(ana.id))
    assert after is not None
    assert after.opt_in is OptIn.ACTIVE
    assert (after.settings, after.next_slot) == (before.settings, before.next_slot)
    around = await bot.services.profile.around(after)
    assert bot.answer(ana) == replies.rejoined(after, around).text
    assert (as_it_is(ana, card).text, offers(as_it_is(ana, card))) == (card.text, offers(card))
    assert len(ana.dm()) == 2


async def test_whoever_has_erased_all_cannot_undo_that(bot: RunningBot) -> None:
    """Nothing is left to come back to but joining."""
    ana = await bot.member()
    await choose(bot, ana, ana.dm()[0], More.STOP)
    undo = bot.whispers(ana)[-1]
    await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=True)

    await ana.press(undo, Action.REJOIN)
    await bot.settled()

    assert bot.answer(ana) == replies.not_joined().text


async def test_card_that_cannot_be_redrawn_in_place_is_edited(bot: RunningBot) -> None:
    """As any other that is pressed."""
    ana = await bot.member()
    card = ana.dm()[0]
    bot.sandbox.break_(Fault("status", "response_url", status=500, times=2))

    await choose(bot, ana, card, More.STOP)

    assert offers(as_it_is(ana, card)) == []


async def test_a_card_says_no_end_that_is_not_true_any_more(bot: RunningBot) -> None:
    """A pause takes its snooze away, and resuming ends a meeting before its time."""
    ana = await bot.member()
    card = await bot.nudged(ana)
    await ana.press(card, Action.NUDGE_SNOOZE)
    await bot.settled()
    snoozed = ana.dm()[-1].text
    await ana.command("/unsit", "pause 2h")
    await bot.settled()
    paused = ana.dm()[-1].text
    await ana.command("/unsit", "resume")
    busy = await bot.nudged(ana)
    await choose(bot, ana, busy, More.MEETING)
    in_meeting = ana.dm()[-1].text
    await ana.command("/unsit", "resume")
    await bot.settled()

    assert snoozed.startswith("Snoozed until")
    assert paused == "Snoozed. It comes back with the next one."
    assert in_meeting.startswith("In a meeting: quiet until")
    assert ana.dm()[-1].text.startswith("In a meeting: put away.")
