"""The Home of each person is correct whenever they look, and after whatever they press."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.domain.ids import MemberId
from bot.domain.member import OptIn
from bot.sandbox import Fault, View
from bot.sandbox.person import Actor
from bot.slack.ids import Action
from bot.slack.ids import View as ViewId
from bot.slack.pacing import PACES
from tests.slack.running import RunningBot, words


async def home_of(actor: Actor) -> View:
    """Open somebody's Home."""
    ack = await actor.open_home()
    assert ack.ok
    home = actor.home()
    assert home is not None
    return home


async def test_newcomer_can_join_from_the_home(bot: RunningBot) -> None:
    """Serve a Home to somebody who has not joined, with the way in."""
    ana = bot.person()

    await ana.press(await home_of(ana), Action.OPEN_JOIN)

    modal = ana.modal()
    assert modal is not None
    assert modal.callback_id == ViewId.JOIN


async def test_pause_and_resume_redraw_the_home(bot: RunningBot) -> None:
    """Show what a press changed."""
    ana = await bot.member()
    on = await home_of(ana)

    await ana.press(on, Action.PAUSE_TODAY)
    await bot.settled()
    paused = ana.home()
    assert paused is not None
    assert words(paused) != words(on)

    await ana.press(paused, Action.RESUME)
    await bot.settled()
    assert words(ana.home()) == words(on)


@pytest.mark.parametrize(
    ("action", "opens"),
    [
        (Action.OPEN_SETTINGS, ViewId.SETTINGS),
        (Action.OPEN_HOW, ViewId.HOW),
        (Action.OPEN_LEAVE, ViewId.LEAVE),
        (Action.OPEN_ERASE, ViewId.LEAVE),
    ],
)
async def test_button_of_the_home_opens_a_modal(
    bot: RunningBot, action: Action, opens: ViewId
) -> None:
    """Open the modal that a button of the Home names."""
    ana = await bot.member()

    await ana.press(await home_of(ana), action)

    modal = ana.modal()
    assert modal is not None
    assert modal.callback_id == opens


async def test_press_in_a_stale_home_redraws_it(bot: RunningBot) -> None:
    """Show somebody who has left meanwhile how things stand, instead of failing."""
    ana = await bot.member()
    stale = await home_of(ana)
    await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=False)

    ack = await ana.press(stale, Action.PAUSE_TODAY)
    await bot.settled()

    assert ack.ok
    assert words(ana.home()) != words(stale)


async def test_messages_tab_publishes_nothing(bot: RunningBot) -> None:
    """Draw no Home for somebody who opens the messages."""
    ana = bot.person()
    event = {"type": "app_home_opened", "user": ana.id, "tab": "messages", "channel": "D1"}

    ack = await bot.sandbox.send_event(bot.workspace, event)

    assert ack.ok
    assert ana.home() is None


async def test_home_that_slack_does_not_take_is_let_go(bot: RunningBot) -> None:
    """Acknowledge the event where Slack refuses the Home: the next opening draws it."""
    ana = bot.person()
    bot.sandbox.break_(Fault("error", "views.publish", error="not_enabled"))

    with capture_logs() as logs:
        ack = await ana.open_home()

    assert ack.ok
    assert ana.home() is None
    assert [line["why"] for line in logs if line["log_level"] == "warning"] == ["not_enabled"]


async def test_home_that_slack_takes_later_is_published_later(bot: RunningBot) -> None:
    """Wait for as long as Slack says, and then show the Home as it is by then."""
    ana = await bot.member()
    bot.sandbox.break_(Fault("rate_limited", "views.publish", retry_after=30))
    ack = await ana.open_home()
    assert ack.ok
    await bot.services.membership.pause(bot.id, MemberId(ana.id), "90m")
    await bot.sandbox.changed(lambda: bot.clock.sleeping == 1)

    bot.clock.advance(timedelta(seconds=30))
    await bot.settled()

    assert any("Paused until" in text for text in words(ana.home()))


async def test_newest_home_is_published_whatever_the_pace(bot: RunningBot) -> None:
    """Look more often than Slack lets Homes be drawn, on a clock that stands still, and be right.

    The pace is no news: nothing is logged as a warning.
    """
    ana = await bot.member()

    with capture_logs() as logs:
        for _ in range(PACES["views.publish"].burst + 2):
            await ana.open_home()
        await ana.command("/unsit", "pause 90m")
        await bot.settled()

    assert any("Paused until" in text for text in words(ana.home()))
    assert not [line for line in logs if line["log_level"] == "warning"]


async def test_home_of_somebody_who_left_says_what_is_stored(bot: RunningBot) -> None:
    """Offer the way back, and the end of what is stored."""
    ana = await bot.member()
    await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=False)

    home = await home_of(ana)

    said = words(home)
    assert any("You have left" in text for text in said)
    assert any("Still stored" in text for text in said)
    await ana.press(home, Action.OPEN_ERASE)
    assert ana.modal() is not None


async def test_whoever_left_is_not_nudged(bot: RunningBot) -> None:
    """Leave through the Home, and be out."""
    ana = await bot.member()
    await ana.press(await home_of(ana), Action.OPEN_LEAVE)
    modal = ana.modal()
    assert modal is not None

    await ana.submit(modal.id)

    member = await bot.services.membership.find(bot.id, MemberId(ana.id))
    assert member is not None
    assert member.opt_in is OptIn.LEFT
