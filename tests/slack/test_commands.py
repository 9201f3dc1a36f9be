"""What people type, and what they see."""

from datetime import timedelta

import pytest

from bot.domain.ids import MemberId
from bot.slack.bolt import REGISTERED_COMMANDS
from bot.slack.commands.unsit import SUBCOMMANDS
from bot.slack.ids import Action, Command, Subcommand
from bot.slack.ids import View as ViewId
from bot.slack.render import replies
from tests.slack.running import RunningBot

NEWCOMER = (
    ("", "Join"),
    ("help", "/unsit pause 90m"),
    ("HELP", "/unsit pause 90m"),
    ("why", "research"),
    ("how", "which"),
    ("how squeeze", "glutes"),
    ("how flying", "I do not know “flying” as an exercise. `/unsit how stand`"),
    ("settings", "You have not joined yet"),
    ("leave", "You have not joined yet"),
    ("pause 90m", "You have not joined yet"),
    ("pause", "You have not joined yet"),
    ("resume", "You have not joined yet"),
    ("snooze", "You have not joined yet"),
    ("snooze 10m", "You have not joined yet"),
    ("snooze tomorrow", "a length of time: `10m`"),
    ("done", "You have not joined yet"),
    ("done squeeze", "You have not joined yet"),
    ("stats", "You have not joined yet"),
    ("board", "You have not joined yet"),
    ("jion", "Did you mean `/unsit join`?"),
    ("xyzzy", "I do not know “xyzzy”"),
    ("<!channel>", "&lt;!channel&gt;"),
)

MEMBER = (
    ("", "Today until"),
    ("pause 90m", "Paused from now until <!date^1795431600^{time}|11:00>"),
    ("pause tomorrow", "`/unsit pause until the end of tomorrow` starts now"),
    ("pause for next week", "`/unsit pause until next week` or"),
    ("pause until the end of tomorrow", "Paused from now until"),
    ("pause until tuesday", "Tuesday"),
    ("pause whenever", "I cannot tell how long “whenever” is"),
    ("pause 400 days", "longer than a year"),
    ("resume", "You are not paused. Today until"),
    ("snooze", "Snoozed until"),
    ("snooze 20m", "09:50"),
    ("snooze soon", "I cannot tell how long “soon” is"),
    ("snooze tomorrow", "a length of time: `10m`"),
    ("snooze until monday", "a length of time: `10m`"),
    ("snooze 0m", "I cannot tell how long “0m” is"),
    ("snooze off", "`/unsit resume` takes a snooze back"),
    ("help", "`/unsit resume`: end a pause or a snooze"),
    ("done squeeze", "squeeze"),
    ("done flying", "`/unsit done stand`"),
    ("how banana", "`/unsit how stand`"),
    ("done walk", "walk"),
    ("stats", "streak"),
    ("how stand", "Stand"),
    ("how walk", "Evidence: strong, short-term."),
    ("why", "evidence: strong, short-term"),
    ("board", "place"),
    ("board of directors", "board of"),
    ("board off", "A board belongs in a channel"),
    ("pause 400d", "`/unsit leave` to stop for good"),
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


async def test_done_says_which_nudge_went_by_that_it_counts_for(bot: RunningBot) -> None:
    """Name the moment of the one that is taken, since it is not the newest."""
    ana = await bot.member()
    went_by, newest = [await bot.nudged(ana) for _ in range(2)]
    await ana.press(newest, Action.NUDGE_DONE)
    bot.clock.advance(timedelta(minutes=10))

    await ana.command("/unsit", "done")
    await bot.settled()

    taken = next(message for message in ana.dm() if message.ts == went_by.ts)
    assert taken.text.startswith("Done: ")
    at = int(float(went_by.ts))
    assert f"for your nudge of <!date^{at}^{{time}}|" in bot.answer(ana)


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


async def test_no_snooze_answer_speaks_of_days(bot: RunningBot) -> None:
    """Suggest to whoever snoozes until tomorrow only what a snooze can be."""
    ana = await bot.member()

    await ana.command("/unsit", "snooze tomorrow")

    assert "pause" not in bot.answer(ana)
    assert "monday" not in bot.answer(ana)


async def test_resume_ends_a_pause_and_then_says_that_there_is_none(bot: RunningBot) -> None:
    """Tell ending a pause from having none."""
    ana = await bot.member()
    await ana.command("/unsit", "pause 90m")

    await ana.command("/unsit", "resume")
    assert bot.answer(ana).startswith("Welcome back.")

    await ana.command("/unsit", "resume")
    assert bot.answer(ana).startswith("You are not paused.")


async def test_status_says_what_is_snoozed_until_when(bot: RunningBot) -> None:
    """Name the end of a snooze, and how it is taken back."""
    ana = await bot.member()
    await ana.command("/unsit", "snooze 20m")
    await bot.settled()

    await ana.command("/unsit")

    assert "Snoozed until <!date^1795427400^{time}|09:50>" in bot.answer(ana)
    assert "`/unsit resume` takes that back" in bot.answer(ana)


async def test_nothing_is_snoozed_in_a_pause(bot: RunningBot) -> None:
    """Say that it is paused, and not that something is put off."""
    ana = await bot.member()
    await ana.command("/unsit", "done")
    await ana.command("/unsit", "pause 90m")

    await ana.command("/unsit", "snooze 10m")

    assert bot.answer(ana).startswith("There is nothing to snooze. Paused until")


async def test_done_on_the_practice_promises_no_count(bot: RunningBot) -> None:
    """It counts for nothing, and the answer says what its card says."""
    ana = await bot.member()

    await ana.command("/unsit", "done")
    await bot.settled()

    assert bot.answer(ana) == ana.dm()[0].text


async def test_snoozing_again_sets_another_time(bot: RunningBot) -> None:
    """Bring forward what was snoozed for longer."""
    ana = await bot.member()
    await ana.command("/unsit", "snooze 2h")
    await bot.settled()

    await ana.command("/unsit", "snooze 20m")
    await bot.settled()

    assert "|09:50>" in bot.answer(ana)
    assert ana.dm()[0].text == "Snoozed until <!date^1795427400^{time}|09:50>."


async def test_resume_takes_a_snooze_back(bot: RunningBot) -> None:
    """Open the nudge again, and then say that nothing is paused."""
    ana = await bot.member()
    before = ana.dm()[0].text
    await ana.command("/unsit", "snooze 20m")
    await bot.settled()

    await ana.command("/unsit", "resume")
    await bot.settled()
    assert bot.answer(ana).startswith("Taken back: nothing is snoozed any more. Today until")
    assert ana.dm()[0].text == before

    await ana.command("/unsit", "resume")
    assert bot.answer(ana).startswith("You are not paused.")


LEFT = ("", "stats", "settings", "pause 90m", "resume", "snooze 10m", "done", "board")


async def test_whoever_left_is_told_so(bot: RunningBot) -> None:
    """Offer the way back and the end of what is stored, whatever they type."""
    ana = await bot.member()
    await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=False)

    for typed in LEFT:
        await ana.command("/unsit", typed)
        assert bot.answer(ana) == replies.not_joined(has_left=True).text, typed

    await ana.press(bot.whispers(ana)[-1], Action.OPEN_ERASE)
    modal = ana.modal()
    assert modal is not None
    assert modal.callback_id == ViewId.LEAVE


def test_every_word_has_a_handler() -> None:
    """Understand each word that is listed, and the empty one."""
    assert set(SUBCOMMANDS) == {"", *Subcommand}


def test_every_command_is_listened_to() -> None:
    """Listen to each command that has a name."""
    assert frozenset(Command) == REGISTERED_COMMANDS
