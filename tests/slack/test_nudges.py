"""Answering a nudge by button, menu and emoji."""

from datetime import timedelta

import pytest

from bot.domain.completion import Ignored
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId
from bot.domain.member import Member, OptIn
from bot.domain.plan import Intensity
from bot.sandbox import Fault, Message
from bot.sandbox.person import Actor
from bot.services.views import Around
from bot.slack.ids import Action, Field, More, more_value
from bot.slack.ids import View as ViewId
from bot.slack.render import replies
from tests.slack.running import RunningBot, words


def card(actor: Actor) -> Message:
    """Return somebody's newest nudge."""
    return actor.dm()[-1]


def value_of(message: Message) -> str:
    """Return the name of the nudge that a card's buttons carry."""
    values = [
        str(element["value"])
        for block in message.blocks
        for element in block.get("elements", ())
        if element.get("type") == "button"
    ]
    return values[0]


async def stored(bot: RunningBot, actor: Actor) -> Member:
    """Return what the bot knows of a member."""
    member = await bot.services.membership.find(bot.id, MemberId(actor.id))
    assert member is not None
    return member


async def choose(bot: RunningBot, actor: Actor, choice: More) -> None:
    """Choose from the menu of the newest nudge."""
    message = card(actor)
    await actor.press(message, Action.NUDGE_MORE, value=more_value(choice, value_of(message)))
    await bot.settled()


@pytest.mark.parametrize("action", [Action.NUDGE_DONE, Action.NUDGE_SNOOZE, Action.NUDGE_SKIP])
async def test_button_redraws_the_card_without_an_edit(bot: RunningBot, action: Action) -> None:
    """Redraw the card in place at once, through the answer address that is not rationed."""
    ana = await bot.member()
    before = card(ana).text

    ack = await ana.press(card(ana), action)
    await bot.settled()

    assert ack.ok
    assert card(ana).text != before
    assert bot.calls("chat.update") == 0
    assert len(ana.dm()) == 1


async def test_undo_restores_the_card(bot: RunningBot) -> None:
    """Take a completion back with one press."""
    ana = await bot.member()
    before = card(ana).text

    await ana.press(card(ana), Action.NUDGE_DONE)
    await bot.settled()
    await ana.press(card(ana), Action.NUDGE_UNDO)
    await bot.settled()

    assert card(ana).text == before


async def test_card_is_edited_where_the_answer_address_fails(bot: RunningBot) -> None:
    """Fall back to an edit when the card cannot be redrawn directly."""
    ana = await bot.member()
    before = card(ana).text
    bot.sandbox.break_(Fault("status", "response_url", status=500))

    ack = await ana.press(card(ana), Action.NUDGE_DONE)
    await bot.settled()

    assert ack.ok
    assert card(ana).text != before
    assert bot.calls("chat.update") == 1


async def test_already_up_is_taken(bot: RunningBot) -> None:
    """Take it that the member was up anyway."""
    ana = await bot.member()
    before = card(ana).text

    await choose(bot, ana, More.ALREADY_UP)

    assert card(ana).text != before


async def test_how_shows_what_that_nudge_asks_for(bot: RunningBot) -> None:
    """Explain its own exercises and no others."""
    ana = await bot.member()

    await choose(bot, ana, More.HOW)

    modal = ana.modal()
    assert modal is not None
    assert modal.callback_id == ViewId.HOW
    headings = [text.splitlines()[0] for text in words(modal) if text.startswith("*")]
    assert headings == ["*Stand tall* (about 1 minute)", "*Squeeze three times* (30 seconds)"]


async def test_how_of_a_nudge_that_is_gone_says_so(bot: RunningBot) -> None:
    """Explain nothing where nothing is known of the nudge any more."""
    ana = await bot.member()
    await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=True)

    await choose(bot, ana, More.HOW)

    assert ana.modal() is None
    assert bot.answer(ana) == replies.ignored(Ignored.NOT_A_NUDGE).text


async def test_meeting_pauses_for_an_hour(bot: RunningBot) -> None:
    """Silence all nudges for an hour, and say so."""
    ana = await bot.member()

    await choose(bot, ana, More.MEETING)

    member = await stored(bot, ana)
    assert member.paused_until == bot.clock.now() + timedelta(hours=1)
    assert bot.answer(ana) == replies.paused(member, Around(now=bot.clock.now())).text
    assert card(ana).text.startswith("In a meeting: quiet until")


async def test_choice_about_yesterdays_nudge_changes_nothing(bot: RunningBot) -> None:
    """Pause nobody for a meeting of the day before, and say why."""
    ana = await bot.member()
    bot.clock.advance(timedelta(days=1))

    await choose(bot, ana, More.MEETING)

    assert (await stored(bot, ana)).paused_until is None
    assert bot.answer(ana) == replies.ignored(Ignored.TOO_LATE).text


async def test_whoever_stopped_is_offered_the_way_back(bot: RunningBot) -> None:
    """Offer joining to somebody who asks for fewer nudges of none, on a card not yet redrawn."""
    ana = await bot.member()
    await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=False)

    await choose(bot, ana, More.FEWER)

    assert bot.answer(ana) == replies.not_joined(has_left=True).text


async def test_pause_from_an_answer_is_answered_beside_it(bot: RunningBot) -> None:
    """Confirm a press in an answer with another answer."""
    ana = await bot.member()
    await ana.command("/unsit")
    await bot.settled()

    await ana.press(bot.whispers(ana)[-1], Action.PAUSE_TODAY)
    await bot.settled()

    member = await stored(bot, ana)
    assert bot.answer(ana) == replies.paused(member, Around(now=bot.clock.now())).text


async def test_fewer_goes_to_the_next_gentler_plan(bot: RunningBot) -> None:
    """Calm the plan step by step until it is the gentlest."""
    ana = await bot.member()

    await choose(bot, ana, More.FEWER)
    assert (await stored(bot, ana)).settings.plan.intensity is Intensity.GENTLE
    assert "stand every 60 minutes instead of 30" in bot.answer(ana)

    await choose(bot, ana, More.FEWER)
    assert bot.answer(ana) == replies.fewest((Kind.STAND, Kind.SQUEEZE)).text


async def test_fewer_of_these_is_about_what_the_card_asks(bot: RunningBot) -> None:
    """Ease squeezes with stands where a card asks for both, and name both."""
    ana = await bot.member(values={"settings.intensity": Intensity.BY_THE_BOOK.value})

    await choose(bot, ana, More.FEWER)

    assert "stand every 40 minutes instead of 20 and squeeze every 120" in bot.answer(ana)


async def test_stop_opts_out_at_once(bot: RunningBot) -> None:
    """Stop all nudges with one choice, and offer the way back."""
    ana = await bot.member()

    await choose(bot, ana, More.STOP)

    assert (await stored(bot, ana)).opt_in is OptIn.LEFT
    assert bot.answer(ana) == replies.left(erased=False).text


async def test_press_by_somebody_else_does_nothing(bot: RunningBot) -> None:
    """Leave a nudge alone that another member presses, whatever its button carries."""
    ana = await bot.member()
    bot.clock.advance(timedelta(minutes=1))
    ben = await bot.member("Ben")
    before = card(ana).text, card(ben).text

    ack = await ben.press(card(ana), Action.NUDGE_DONE)
    await bot.settled()

    assert ack.ok
    assert (card(ana).text, card(ben).text) == before
    assert replies.nothing_to_do().text in bot.answer(ben, card(ana).channel)


async def test_reaction_completes_and_its_removal_withdraws(bot: RunningBot) -> None:
    """Treat an emoji like the button, both ways."""
    ana = await bot.member()
    before = card(ana).text

    await ana.react(card(ana), "muscle")
    await bot.settled()
    assert card(ana).text != before

    await ana.unreact(card(ana), "muscle")
    await bot.settled()
    assert card(ana).text == before


async def test_reaction_of_somebody_else_does_nothing(bot: RunningBot) -> None:
    """Count an emoji from the addressee alone."""
    ana = await bot.member()
    ben = await bot.member("Ben")
    before = card(ana).text

    await bot.sandbox.send_event(bot.workspace, _reaction(bot, ben, card(ana)))
    await bot.settled()

    assert card(ana).text == before


async def test_replayed_reaction_counts_once(bot: RunningBot) -> None:
    """Acknowledge an event that comes again, and change nothing."""
    ana = await bot.member()
    event = _reaction(bot, ana, card(ana))

    acks = [
        await bot.sandbox.send_event(bot.workspace, event, event_id="Ev1", retry_num=number)
        for number in range(4)
    ]
    await bot.settled()

    assert all(ack.ok for ack in acks)
    assert bot.calls("chat.postMessage") == 1


async def test_reaction_to_somebody_elses_message_is_not_looked_at(bot: RunningBot) -> None:
    """Ignore an emoji on what the bot did not write."""
    ana = await bot.member()
    before = card(ana).text
    event = _reaction(bot, ana, card(ana)) | {"item_user": ana.id}

    ack = await bot.sandbox.send_event(bot.workspace, event)
    await bot.settled()

    assert ack.ok
    assert card(ana).text == before


async def test_reaction_to_a_file_is_ignored(bot: RunningBot) -> None:
    """Ignore an emoji on anything but a message."""
    ana = await bot.member()
    event = _reaction(bot, ana, card(ana)) | {"item": {"type": "file", "file": "F1"}}

    assert (await bot.sandbox.send_event(bot.workspace, event)).ok


async def test_gentler_custom_plan_doubles_its_intervals(bot: RunningBot) -> None:
    """Stretch a plan of one's own rather than replace it."""
    ana = bot.person()
    await ana.command("/unsit", "join")
    await bot.settled()
    modal = ana.modal()
    assert modal is not None
    await ana.press(modal, Action.SETTINGS_INTENSITY, value=Intensity.CUSTOM.value)
    await bot.settled()
    minutes = {Field.STAND_MINUTES: "40", Field.SQUEEZE_MINUTES: "200"}
    await ana.submit(modal.id, {name.value: {name.value: text} for name, text in minutes.items()})
    await bot.settled()

    await choose(bot, ana, More.FEWER)

    plan = (await stored(bot, ana)).settings.plan
    assert (plan.stand_minutes, plan.squeeze_minutes) == (80, 240)


def _reaction(bot: RunningBot, actor: Actor, message: Message) -> dict[str, object]:
    return {
        "type": "reaction_added",
        "user": actor.id,
        "reaction": "white_check_mark",
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": bot.workspace.bot_user_id,
        "event_ts": bot.workspace.event_ts(),
    }
