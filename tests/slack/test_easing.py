"""Who does not answer is asked less often, hears of it once, and has one tap back."""

from datetime import timedelta

from bot.domain.ids import MemberId
from bot.domain.member import Member
from bot.sandbox import Message
from bot.sandbox.person import Actor
from bot.services.views import Around
from bot.slack.copy import easing, nudges
from bot.slack.ids import Action
from bot.slack.render import replies
from tests.slack.running import RunningBot


async def stored(bot: RunningBot, actor: Actor) -> Member:
    """Return what the bot knows of a member."""
    member = await bot.services.membership.find(bot.id, MemberId(actor.id))
    assert member is not None
    return member


def tells(message: Message) -> bool:
    """Tell whether a card says that nudges become rarer."""
    return easing.told() in str(message.blocks)


async def test_nudges_that_become_rarer_say_so_once(bot: RunningBot) -> None:
    """On the first card after three that nobody answered, and on no other."""
    ana = await bot.member()

    told = [tells(await bot.nudged(ana)) for _ in range(7)]

    assert told == [False, False, False, True, False, False, False]


async def test_cards_that_went_by_make_themselves_small(bot: RunningBot) -> None:
    """What it said is gone with the card."""
    ana = await bot.member()
    for _ in range(5):
        await bot.nudged(ana)

    assert not any(tells(message) for message in ana.dm()[:-1])


async def test_one_tap_brings_the_plan_back(bot: RunningBot) -> None:
    """The next nudge comes after the plan's interval, and the reply says when."""
    ana = await bot.member()
    card = [await bot.nudged(ana) for _ in range(4)][-1]
    eased = (await stored(bot, ana)).next_slot
    await ana.press(card, Action.NUDGE_OFTEN)
    await bot.settled()

    member = await stored(bot, ana)
    assert eased is not None
    assert member.next_slot is not None
    assert eased.at - member.next_slot.at == timedelta(minutes=15)
    assert bot.answer(ana) == replies.as_often(member, Around(now=bot.clock.now())).text


async def test_the_tap_is_offered_no_longer_once_taken(bot: RunningBot) -> None:
    """The nudge itself may still be answered, on the same card."""
    ana = await bot.member()
    card = [await bot.nudged(ana) for _ in range(4)][-1]
    await ana.press(card, Action.NUDGE_OFTEN)
    await bot.settled()

    redrawn = ana.dm()[-1]
    assert (redrawn.ts, redrawn.text) == (card.ts, card.text)
    assert not tells(redrawn)
    assert Action.NUDGE_DONE in str(redrawn.blocks)


async def test_an_answer_is_a_way_back_too(bot: RunningBot) -> None:
    """After it the card says no more of it."""
    ana = await bot.member()
    card = [await bot.nudged(ana) for _ in range(4)][-1]
    await ana.react(card, "white_check_mark")
    await bot.settled()

    assert not tells(ana.dm()[-1])
    assert (await stored(bot, ana)).unanswered == 0


async def test_a_practice_card_makes_itself_small_too(bot: RunningBot) -> None:
    """Once a real nudge has come, it asks for nothing any more."""
    ana = await bot.member()
    await bot.nudged(ana)

    assert ana.dm()[0].text == nudges.practice_done()
