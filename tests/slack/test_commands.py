"""What people type, and what they see."""

import pytest

from bot.slack.bolt import REGISTERED_COMMANDS
from bot.slack.commands.unsit import SUBCOMMANDS
from bot.slack.ids import Action, Command, Subcommand
from bot.slack.render import replies
from tests.slack.running import RunningBot

NEWCOMER = (
    ("", "Join"),
    ("help", "/unsit pause 90m"),
    ("HELP", "/unsit pause 90m"),
    ("why", "research"),
    ("how", "which"),
    ("how squeeze", "glutes"),
    ("how flying", "flying"),
    ("settings", "You have not joined yet"),
    ("leave", "You have not joined yet"),
    ("pause 90m", "You have not joined yet"),
    ("pause", "You have not joined yet"),
    ("resume", "You have not joined yet"),
    ("snooze", "You have not joined yet"),
    ("snooze 10m", "You have not joined yet"),
    ("done", "You have not joined yet"),
    ("done squeeze", "You have not joined yet"),
    ("stats", "You have not joined yet"),
    ("board", "You have not joined yet"),
    ("jion", "Did you mean `/unsit join`?"),
    ("xyzzy", "I do not know “xyzzy”"),
    ("<!channel>", "&lt;!channel&gt;"),
)

MEMBER = (
    ("", "On until"),
    ("pause 90m", "11:00"),
    ("pause until tuesday", "Tuesday"),
    ("pause", "For how long?"),
    ("pause whenever", "I cannot tell how long “whenever” is"),
    ("pause 400 days", "longer than a year"),
    ("resume", ""),
    ("snooze", "09:40"),
    ("snooze 20m", "09:50"),
    ("snooze soon", "I cannot tell how long “soon” is"),
    ("snooze 0m", "I cannot tell how long “0m” is"),
    ("done squeeze", "squeeze"),
    ("done flying", "flying"),
    ("done walk", "walk"),
    ("stats", "streak"),
    ("how stand", "Stand"),
    ("board", "place"),
    ("board of directors", "board of"),
)


async def test_newcomer_types_and_sees(bot: RunningBot) -> None:
    """Answer whatever somebody types who has not joined, for their eyes only."""
    ana = bot.person()

    for typed, seen in NEWCOMER:
        ack = await ana.command("/unsit", typed)
        assert ack.ok, typed
        assert seen.lower() in bot.answer(ana).lower(), typed

    assert not ana.dm()


@pytest.mark.parametrize(("typed", "seen"), MEMBER)
async def test_member_types_and_sees(bot: RunningBot, typed: str, seen: str) -> None:
    """Answer a member, for their eyes only."""
    ana = await bot.member()

    ack = await ana.command("/unsit", typed)

    assert ack.ok
    assert seen.lower() in bot.answer(ana).lower()


@pytest.mark.parametrize("command", [Command.STAND, Command.SQUEEZE, Command.WALK])
async def test_shorthand_of_a_newcomer_offers_joining(bot: RunningBot, command: str) -> None:
    """Take nothing down for somebody who has not joined."""
    ana = bot.person()

    await ana.command(command)

    assert bot.answer(ana) == replies.not_joined().text


async def test_same_walk_counts_once_in_ten_minutes(bot: RunningBot) -> None:
    """Say that the second of two walks within ten minutes is the same one."""
    ana = await bot.member()

    await ana.command("/walk")
    first = bot.answer(ana)
    await ana.command("/walk")

    assert first != bot.answer(ana)
    assert bot.answer(ana) == replies.too_soon().text


async def test_done_completes_the_open_nudge_and_redraws_it(bot: RunningBot) -> None:
    """Complete the open nudge by command, card included."""
    ana = await bot.member()
    before = ana.dm()[0].text

    await ana.command("/unsit", "done")
    await bot.settled()

    assert ana.dm()[0].text != before


async def test_done_with_nothing_open_says_so(bot: RunningBot) -> None:
    """Say that no nudge is open when there is nothing left to complete."""
    ana = await bot.member()
    await ana.command("/unsit", "done")
    await bot.settled()

    await ana.command("/unsit", "done")

    assert bot.answer(ana) == replies.nothing_to_do().text


async def test_snooze_redraws_the_open_card(bot: RunningBot) -> None:
    """Put the open nudge off by command, card included."""
    ana = await bot.member()
    before = ana.dm()[0].text

    await ana.command("/unsit", "snooze 20m")
    await bot.settled()

    assert ana.dm()[0].text != before


async def test_newcomer_is_offered_a_join_button(bot: RunningBot) -> None:
    """Let somebody who only typed the command join with one press."""
    ana = bot.person()
    await ana.command("/unsit")

    await ana.press(bot.whispers(ana)[-1], Action.OPEN_JOIN)

    assert ana.modal() is not None


async def test_answers_in_a_channel_are_for_one_person_alone(bot: RunningBot) -> None:
    """Answer a command typed in a channel so that nobody else sees it."""
    ana, ben = bot.person(), bot.person("Ben")
    general = bot.workspace.add_channel(
        "general", members=[ana.id, ben.id, bot.workspace.bot_user_id]
    )

    await ana.command("/unsit", "help", channel=general.id)

    assert bot.whispers(ana, general.id)
    assert not ben.seen(general.id)


def test_every_word_has_a_handler() -> None:
    """Understand each word that is listed, and the empty one."""
    assert set(SUBCOMMANDS) == {"", *Subcommand}


def test_every_command_is_listened_to() -> None:
    """Listen to each command that has a name."""
    assert frozenset(Command) == REGISTERED_COMMANDS
