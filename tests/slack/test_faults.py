"""When something breaks, the person reads a sentence and the log holds the rest."""

import re
from contextlib import suppress
from datetime import timedelta

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.sandbox.person import Actor
from bot.services.errors import OverloadedError
from bot.slack.admins import Admins
from bot.slack.errors import ErrorHandler
from bot.slack.homes import Homes
from bot.slack.ids import Action
from bot.slack.render import replies
from bot.slack.surfaces import Surfaces
from tests.slack.running import PATIENCE, RunningBot

SENTENCE = re.compile(r"Something broke on my side.*`([0-9a-f]{8})`", re.DOTALL)

NO_ANSWER = 1.0
"""Real seconds after which a fault is believed where a bot on a socket says nothing."""


async def rename(bot: RunningBot, before: str, after: str) -> None:
    """Rename a table, so that whatever needs it fails, or works again."""
    async with bot.database.write() as connection:
        await connection.execute(text(f"ALTER TABLE {before} RENAME TO {after}"))


async def completed(bot: RunningBot, actor: Actor, before: str) -> None:
    """Let time pass until somebody's card has changed.

    Slack sends again at once, after a minute and after five, by a clock that stands still: it may
    only now be about to wait.
    """
    for _ in range(3):
        bot.clock.advance(timedelta(minutes=5))
        with suppress(TimeoutError):
            await bot.sandbox.changed(lambda: actor.dm()[-1].text != before, timeout=PATIENCE / 2)
            return
    pytest.fail("the event was not sent again")


async def test_faulty_command_answers_with_a_reference(bot: RunningBot) -> None:
    """Show a short reference, and log the exception under the same one."""
    ana = bot.person()
    await rename(bot, "members", "gone")

    with capture_logs() as logs:
        ack = await ana.command("/unsit")

    assert ack.ok
    match = SENTENCE.search(bot.answer(ana))
    assert match is not None
    (fault,) = [entry for entry in logs if entry["event"] == "slack.fault"]
    assert fault["reference"] == match[1]
    assert fault["exc_info"] is not None
    assert "gone" not in bot.answer(ana)


async def test_faulty_press_answers_beside_its_message(bot: RunningBot) -> None:
    """Answer a press that failed for the eyes of whoever pressed."""
    ana = await bot.member()
    await rename(bot, "nudges", "gone")

    ack = await ana.press(ana.dm()[-1], Action.NUDGE_DONE)

    assert ack.ok
    assert SENTENCE.search(bot.answer(ana))


async def test_faulty_submission_keeps_the_modal_open(bot: RunningBot) -> None:
    """Lose nothing of what was typed when a submission fails."""
    ana = bot.person()
    await ana.command("/unsit", "join")
    modal = ana.modal()
    assert modal is not None
    await rename(bot, "members", "gone")

    ack = await ana.submit(modal.id)

    assert ack.ok
    (words,) = ack.body["errors"].values()
    assert SENTENCE.search(words)
    assert ana.modal() is not None


async def test_faulty_press_in_the_home_is_marked_by_slack(bot: RunningBot) -> None:
    """Fail openly where there is nowhere to answer."""
    ana = await bot.member()
    await ana.open_home()
    home = ana.home()
    assert home is not None
    await rename(bot, "members", "gone")

    bot.sandbox.patience = NO_ANSWER
    ack = await ana.press(home, Action.PAUSE_TODAY)

    assert not ack.ok


async def test_event_that_failed_is_taken_when_it_comes_again(bot: RunningBot) -> None:
    """Lose no completion to a fault: Slack sends it again, and it counts then."""
    ana = await bot.member()
    before = ana.dm()[-1].text
    await rename(bot, "nudges", "gone")

    bot.sandbox.patience = NO_ANSWER
    ack = await ana.react(ana.dm()[-1], "muscle")
    assert not ack.ok
    await rename(bot, "gone", "nudges")

    await completed(bot, ana, before)


async def test_nothing_a_person_typed_reaches_the_log(bot: RunningBot) -> None:
    """Log ids and the exception, and never what somebody wrote."""
    ana = bot.person()
    await rename(bot, "members", "gone")

    with capture_logs() as logs:
        await ana.command("/unsit", "pause until-my-secret-appointment")

    assert "secret" not in str([{**entry, "exc_info": None} for entry in logs])


async def test_fault_after_the_acknowledgement_is_told_too(bot: RunningBot) -> None:
    """Answer what breaks while it is done in the background as what breaks at once."""
    ana = await bot.member()
    general = bot.workspace.add_channel("general", members=[ana.id, bot.workspace.bot_user_id])
    await rename(bot, "boards", "gone")

    with capture_logs() as logs:
        ack = await ana.command("/unsit", "board off", channel=general.id)
        await bot.settled()

    assert ack.ok
    match = SENTENCE.search(bot.answer(ana, general.id))
    assert match is not None
    (fault,) = [entry for entry in logs if entry["event"] == "slack.fault"]
    assert fault["reference"] == match[1]


async def test_what_was_too_much_is_sent_again_and_no_fault(bot: RunningBot) -> None:
    """Let Slack repeat an event that there was no room for, and tell whoever typed a command."""
    handler = ErrorHandler(
        surfaces=Surfaces(wire=bot.wire),
        homes=Homes(
            services=bot.services,
            wire=bot.wire,
            admins=Admins(surfaces=Surfaces(wire=bot.wire), clock=bot.clock),
        ),
        voices=bot.messenger.voices,
    )
    request = AsyncBoltRequest(body="", mode="http")
    with capture_logs() as logs:
        event = await handler.handle(OverloadedError(), {"type": "event_callback"}, request)
        command = await handler.handle(OverloadedError(), {"command": "/stand"}, request)

    assert (event.status, command.status) == (500, 200)
    assert replies.overloaded().text in command.body
    assert logs == []
