"""Setting up a channel's board, ending it, and posting one again."""

from datetime import date, timedelta

import pytest

from bot.domain.ids import ChannelId, MemberId
from bot.sandbox import Channel, Fault
from bot.sandbox.person import Actor
from bot.slack.commands.schedules import ScheduleError, read_schedule
from bot.slack.ids import Action
from bot.slack.render import replies
from tests.slack.running import RunningBot

READABLE = (
    ("", (4, 16)),
    ("monday 9", (0, 9)),
    ("Monday", (0, 16)),
    ("mon", (0, 16)),
    ("fri 16:00", (4, 16)),
    ("Fridays at 4pm", (4, 16)),
    ("thu 9am", (3, 9)),
    ("sun 12 am", (6, 0)),
    ("12pm", (4, 12)),
    ("8", (4, 8)),
    ("at 8", (4, 8)),
    ("wednesday, 23", (2, 23)),
)

UNREADABLE = (
    "monday 24",
    "monday 9:30",
    "m 9",
    "someday",
    "13pm",
    "0am",
    "mon tue",
    "friday 9 x",
)


def channel(bot: RunningBot, *people: Actor, has_bot: bool = True) -> Channel:
    """Make a channel, with the bot in it or not."""
    members = [person.id for person in people]
    return bot.workspace.add_channel(
        "general", members=[*members, bot.workspace.bot_user_id] if has_bot else members
    )


def posts(actor: Actor, where: Channel) -> list[str]:
    """Return what the bot posted in a channel for all to see."""
    return [message.text for message in actor.seen(where.id) if not message.ephemeral]


@pytest.mark.parametrize(("text", "expected"), READABLE)
def test_schedule_is_read(text: str, expected: tuple[int, int]) -> None:
    """Read a day and an hour as people write them."""
    assert read_schedule(text) == expected


@pytest.mark.parametrize("text", UNREADABLE)
def test_unclear_schedule_is_refused(text: str) -> None:
    """Refuse what names no day and no full hour."""
    with pytest.raises(ScheduleError):
        read_schedule(text)


async def test_board_is_announced_in_its_channel(bot: RunningBot) -> None:
    """Tell the channel who set a board up, and the person when it comes."""
    ana = await bot.member()
    general = channel(bot, ana)

    await ana.command("/unsit", "board here", channel=general.id)
    await bot.settled()

    (announcement,) = posts(ana, general)
    assert ana.id in announcement
    assert "Friday" in bot.answer(ana, general.id)


async def test_board_needs_the_bot_in_the_channel(bot: RunningBot) -> None:
    """Keep no schedule for a channel where the bot cannot post, and say how it can."""
    ana = await bot.member()
    general = channel(bot, ana, has_bot=False)
    bot.sandbox.break_(Fault("error", "chat.postMessage", error="not_in_channel"))

    await ana.command("/unsit", "board here", channel=general.id)
    await bot.settled()

    assert bot.answer(ana, general.id) == replies.not_in_channel().text
    assert not await bot.services.leaderboards.unschedule(bot.id, ChannelId(general.id))


async def test_board_is_not_kept_when_slack_takes_no_message(bot: RunningBot) -> None:
    """Keep no schedule that was not announced, and ask to try again."""
    ana = await bot.member()
    general = channel(bot, ana)
    bot.sandbox.break_(Fault("rate_limited", "chat.postMessage"))

    await ana.command("/unsit", "board here", channel=general.id)
    await bot.settled()

    assert bot.answer(ana, general.id) == replies.board_not_announced().text
    assert not await bot.services.leaderboards.unschedule(bot.id, ChannelId(general.id))


async def test_board_in_a_direct_message_is_refused(bot: RunningBot) -> None:
    """Say that a board belongs in a channel."""
    ana = await bot.member()

    await ana.command("/unsit", "board here")
    await bot.settled()

    assert bot.answer(ana) == replies.channel_needed().text


async def test_board_off_in_a_direct_message_is_refused(bot: RunningBot) -> None:
    """Say that a board belongs in a channel, also to whoever ends one."""
    ana = await bot.member()

    await ana.command("/unsit", "board off")
    await bot.settled()

    assert bot.answer(ana) == replies.channel_needed().text


async def test_half_hour_is_said_to_be_none(bot: RunningBot) -> None:
    """Say that boards come on the hour, where the rest is clear."""
    ana = await bot.member()
    general = channel(bot, ana)

    await ana.command("/unsit", "board here fri 9:30", channel=general.id)
    await bot.settled()

    assert "on the hour only" in bot.answer(ana, general.id)
    assert not posts(ana, general)


async def test_second_time_moves_the_board_in_one_line(bot: RunningBot) -> None:
    """Invite once; after that, only say who moved the board and to when."""
    ana = await bot.member()
    general = channel(bot, ana)
    await ana.command("/unsit", "board here", channel=general.id)
    await bot.settled()

    await ana.command("/unsit", "board here monday 9", channel=general.id)
    await bot.settled()

    _, line = posts(ana, general)
    assert line == (f"<@{ana.id}> moved the weekly board here to Monday at 09:00 (Europe/Lisbon).")
    assert "Monday 30 November, 09:00" in bot.answer(ana, general.id)


async def test_same_time_again_tells_the_channel_nothing(bot: RunningBot) -> None:
    """Say to whoever asks that it is so already."""
    ana = await bot.member()
    general = channel(bot, ana)
    await ana.command("/unsit", "board here", channel=general.id)
    await bot.settled()

    await ana.command("/unsit", "board here fri 16", channel=general.id)
    await bot.settled()

    assert len(posts(ana, general)) == 1
    assert "at that time already" in bot.answer(ana, general.id)


async def test_board_that_moves_where_the_bot_cannot_post_is_told(bot: RunningBot) -> None:
    """Say how the bot gets back into the channel."""
    ana = await bot.member()
    general = channel(bot, ana)
    await ana.command("/unsit", "board here", channel=general.id)
    await bot.settled()
    bot.sandbox.break_(Fault("error", "chat.postMessage", error="not_in_channel"))

    await ana.command("/unsit", "board here monday 9", channel=general.id)
    await bot.settled()

    assert bot.answer(ana, general.id) == replies.not_in_channel().text


async def test_first_post_carries_its_day_also_today(bot: RunningBot) -> None:
    """Name the day of the first board, whenever it is."""
    ana = await bot.member()
    general = channel(bot, ana)

    await ana.command("/unsit", "board here monday 16", channel=general.id)
    await bot.settled()

    assert "Monday 23 November, 16:00" in posts(ana, general)[0]
    assert "Monday 23 November, 16:00" in bot.answer(ana, general.id)


async def test_unclear_time_is_quoted(bot: RunningBot) -> None:
    """Say what could not be read."""
    ana = await bot.member()
    general = channel(bot, ana)

    await ana.command("/unsit", "board here someday", channel=general.id)
    await bot.settled()

    assert "someday" in bot.answer(ana, general.id)
    assert not posts(ana, general)


async def test_board_of_somebody_who_has_not_joined_uses_their_profile(bot: RunningBot) -> None:
    """Post by the clock of whoever asks, even before they join."""
    ben = bot.person("Ben", tz="Asia/Tokyo")
    general = channel(bot, ben)

    await ben.command("/unsit", "board here fri 16", channel=general.id)
    await bot.settled()

    assert len(posts(ben, general)) == 1


async def test_board_without_any_zone_asks_to_join_first(bot: RunningBot) -> None:
    """Guess nobody's time zone."""
    ben = bot.person("Ben", tz=None)
    general = channel(bot, ben)

    await ben.command("/unsit", "board here", channel=general.id)
    await bot.settled()

    assert bot.answer(ben, general.id) == replies.not_joined().text


@pytest.mark.parametrize("is_found", [True, False])
async def test_board_off_ends_it(bot: RunningBot, *, is_found: bool) -> None:
    """End a channel's board, or say that there is none."""
    ana = await bot.member()
    general = channel(bot, ana)
    if is_found:
        await ana.command("/unsit", "board here", channel=general.id)
        await bot.settled()

    await ana.command("/unsit", "board off", channel=general.id)
    await bot.settled()

    assert bot.answer(ana, general.id) == replies.board_unscheduled(found=is_found).text
    lines = [post for post in posts(ana, general) if "ended the weekly board here" in post]
    assert lines == [f"<@{ana.id}> ended the weekly board here."] * is_found


async def test_doubtful_board_is_posted_again_by_whoever_set_it_up(bot: RunningBot) -> None:
    """Offer a post of unknown fate in the Home of its owner, and post it once more."""
    ana = await bot.member()
    general = channel(bot, ana)
    await ana.command("/unsit", "board here", channel=general.id)
    await bot.settled()
    bot.clock.advance(timedelta(days=4, hours=6, minutes=31))
    bot.sandbox.break_(Fault("lost_answer", "chat.postMessage"))
    await bot.services.leaderboards.post_due(bot.id)
    await ana.open_home()
    home = ana.home()
    assert home is not None
    before = len(posts(ana, general))

    ack = await ana.press(home, Action.BOARD_POST_AGAIN)
    await bot.settled()

    assert ack.ok
    assert len(posts(ana, general)) == before + 1
    redrawn = ana.home()
    assert redrawn is not None
    assert Action.BOARD_POST_AGAIN not in str(redrawn.blocks)


async def test_names_come_with_the_edit_of_a_board(bot: RunningBot) -> None:
    """Post a board that mentions nobody, and let a silent edit name whoever set it up."""
    ana = await bot.member()
    general = channel(bot, ana)
    await ana.command("/unsit", "board here", channel=general.id)
    await bot.settled()
    bot.clock.advance(timedelta(days=4, hours=6, minutes=31))

    await bot.services.leaderboards.post_due(bot.id)
    await bot.settled()

    posted = [call for call in bot.sandbox.calls if call.method == "chat.postMessage"][-1]
    assert f"<@{ana.id}>" not in str(posted.arguments)
    assert bot.calls("chat.update") == 1


async def test_board_of_no_period_is_not_posted_again(bot: RunningBot) -> None:
    """Do nothing for a day on which no board was due."""
    ana = await bot.member()
    general = channel(bot, ana)

    outcome = await bot.services.leaderboards.post_again(
        bot.id, ChannelId(general.id), date(2026, 1, 1), by=MemberId(ana.id)
    )

    assert outcome is None
