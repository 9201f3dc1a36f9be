"""Whatever is changed while it is quiet: the answer says so, in the words of `/unsit`."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import MemberId
from bot.sandbox.model import Dnd
from bot.sandbox.person import Actor
from bot.slack.ids import Action, More, more_value
from tests.slack.running import RunningBot

Happening = Callable[[RunningBot, Actor], Awaitable[None]]

ELEVEN = datetime(2026, 11, 23, 11, tzinfo=UTC)
TO_ELEVEN = f"Nothing comes before <!date^{int(ELEVEN.timestamp())}^"


async def in_a_meeting(_bot: RunningBot, actor: Actor) -> None:
    """Let Slack say that they are."""
    await actor.set_status("In a meeting", until=ELEVEN)


async def in_do_not_disturb(bot: RunningBot, actor: Actor) -> None:
    """Let Do Not Disturb begin."""
    await actor.set_dnd(Dnd(bot.clock.now(), ELEVEN))


async def paused_for_all(bot: RunningBot, _actor: Actor) -> None:
    """Let an admin pause the workspace."""
    await bot.services.workspaces.pause(bot.id, until=ELEVEN)


QUIET = pytest.mark.parametrize("quiet", [in_a_meeting, in_do_not_disturb, paused_for_all])


async def says_unsit(bot: RunningBot, actor: Actor) -> str:
    """Return the sentence with which `/unsit` begins."""
    await actor.command("/unsit")
    await bot.settled()
    return bot.answer(actor).split("\n")[0]


async def save_settings(bot: RunningBot, actor: Actor) -> None:
    """Save the settings as they are."""
    await actor.command("/unsit", "settings")
    await bot.settled()
    modal = actor.modal()
    assert modal is not None
    await actor.submit(modal.id)


async def ask_for_fewer(_bot: RunningBot, actor: Actor) -> None:
    """Choose that in a card's menu."""
    card = actor.dm()[-1]
    first = next(block["elements"][0] for block in card.blocks if "elements" in block)
    value = more_value(More.FEWER, first["value"])
    await actor.press(card, Action.NUDGE_MORE, value=value)


async def resume(_bot: RunningBot, actor: Actor) -> None:
    """End a pause that there is not."""
    await actor.command("/unsit", "resume")


@QUIET
@pytest.mark.parametrize("change", [save_settings, ask_for_fewer, resume])
async def test_a_change_is_confirmed_with_what_keeps_it_quiet(
    bot: RunningBot, quiet: Happening, change: Happening
) -> None:
    """No nudge is promised that will not come."""
    ana = await bot.member()
    await quiet(bot, ana)
    await change(bot, ana)
    await bot.settled()
    confirmed = bot.answer(ana)

    state = await says_unsit(bot, ana)
    assert state.startswith("Quiet until")
    assert state in confirmed


async def test_a_plan_that_is_back_waits_for_the_meetings_end(bot: RunningBot) -> None:
    """The button under the card says the same as `/unsit`."""
    ana = await bot.member()
    for _ in range(4):
        member = await bot.services.membership.find(bot.id, MemberId(ana.id))
        assert member is not None
        assert member.next_slot is not None
        bot.clock.advance(member.next_slot.at - bot.clock.now())
        await bot.services.nudging.deliver_due(bot.id)
        await bot.settled()
    await ana.set_status("In a meeting", until=bot.clock.now() + timedelta(minutes=10))

    await ana.press(ana.dm()[-1], Action.NUDGE_OFTEN)
    await bot.settled()
    confirmed = bot.answer(ana)

    state = await says_unsit(bot, ana)
    assert "you are in a meeting" in state
    assert state in confirmed


@QUIET
@pytest.mark.parametrize(
    ("said", "words"), [("pause 20m", "Paused from now"), ("snooze 20m", "Snoozed until")]
)
async def test_what_ends_while_it_is_quiet_says_when_nudges_come(
    bot: RunningBot, quiet: Happening, said: str, words: str
) -> None:
    """A pause and a snooze both have an end of their own, and nothing comes at it."""
    ana = await bot.member()
    await quiet(bot, ana)

    await ana.command("/unsit", said)

    assert bot.answer(ana).startswith(words)
    assert TO_ELEVEN in bot.answer(ana)


@pytest.mark.parametrize("said", ["pause 20m", "snooze 20m"])
async def test_what_ends_in_a_huddle_says_so(bot: RunningBot, said: str) -> None:
    """Nobody knows when that is over."""
    ana = await bot.member()
    await ana.set_huddle(on=True)

    await ana.command("/unsit", said)

    assert "Nothing comes while Slack shows you as busy or away." in bot.answer(ana)


@pytest.mark.parametrize("said", ["pause 20m", "snooze 20m"])
async def test_what_ends_in_work_says_no_more(bot: RunningBot, said: str) -> None:
    """Nothing keeps it quiet after that."""
    ana = await bot.member()

    await ana.command("/unsit", said)

    assert "Nothing comes" not in bot.answer(ana)
