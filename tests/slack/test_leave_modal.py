"""The modal that leaves and erases: it says what goes with it, and offers what is left to do."""

import pytest

from bot.domain.ids import MemberId
from bot.domain.member import OptIn
from bot.sandbox import View
from bot.sandbox.person import Actor
from bot.slack.ids import Field, History
from bot.slack.render import replies
from tests.slack.running import RunningBot, words


async def opened(bot: RunningBot, actor: Actor) -> View:
    """Open the modal by command."""
    await actor.command("/unsit", "leave")
    await bot.settled()
    modal = actor.modal()
    assert modal is not None
    return modal


async def with_board(bot: RunningBot, actor: Actor, name: str) -> str:
    """Let somebody set up a board in a channel of its own, and return the channel."""
    channel = bot.workspace.add_channel(name, members=[actor.id, bot.workspace.bot_user_id])
    await actor.command("/unsit", "board here", channel=channel.id)
    await bot.settled()
    return channel.id


@pytest.mark.parametrize("has_left", [True, False])
async def test_boards_that_go_with_the_history_are_named(
    bot: RunningBot, *, has_left: bool
) -> None:
    """Whoever erases themselves ends them; whoever erases nothing does not."""
    ana = await bot.member()
    channels = [await with_board(bot, ana, name) for name in ("general", "sales")]
    if has_left:
        await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=False)

    said = words(await opened(bot, ana))

    (named,) = [text for text in said if "boards that you set up" in text]
    assert all(f"<#{channel}>" in named for channel in channels)


async def test_without_boards_none_are_spoken_of(bot: RunningBot) -> None:
    """Not of those that somebody else set up, either."""
    ana, ben = await bot.member(), await bot.member("Ben")
    await with_board(bot, ben, "general")

    assert not [text for text in words(await opened(bot, ana)) if "board" in text]


async def test_whoever_left_can_only_erase(bot: RunningBot) -> None:
    """Ask nothing of them, and say on the button what it does."""
    ana = await bot.member()
    await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=False)
    modal = await opened(bot, ana)
    assert not [block for block in modal.blocks if block["type"] == "input"]

    ack = await ana.submit(modal.id)
    await bot.settled()

    assert ack.ok
    assert await bot.services.membership.find(bot.id, MemberId(ana.id)) is None
    assert bot.answer(ana) == replies.left(erased=True).text


async def test_whoever_left_meanwhile_keeps_their_history_all_the_same(bot: RunningBot) -> None:
    """A modal may lie open while its member leaves by another way."""
    ana = await bot.member()
    modal = await opened(bot, ana)
    await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=False)

    ack = await ana.submit(modal.id, {Field.HISTORY.value: {Field.HISTORY.value: History.KEEP}})

    assert ack.ok
    member = await bot.services.membership.find(bot.id, MemberId(ana.id))
    assert member is not None
    assert member.opt_in is OptIn.LEFT
