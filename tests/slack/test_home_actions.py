"""The Home is correct after every action, wherever it was taken, and does what it suggests."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import insert
from structlog.testing import capture_logs

from bot.domain.ids import MemberId
from bot.domain.member import Member
from bot.domain.nudge import Answer
from bot.domain.plan import Intensity
from bot.domain.written_hours import format_hours
from bot.sandbox import Fault, View
from bot.sandbox.person import Actor
from bot.slack.ids import Action, Block, Field
from bot.slack.render.home import render_home
from bot.storage.tables import nudges
from tests.slack.running import RunningBot, texts, words


async def home_of(actor: Actor) -> View:
    """Open somebody's Home."""
    ack = await actor.open_home()
    assert ack.ok
    home = actor.home()
    assert home is not None
    return home


async def stored(bot: RunningBot, actor: Actor) -> Member:
    """Return what the bot knows of a member."""
    member = await bot.services.membership.find(bot.id, MemberId(actor.id))
    assert member is not None
    return member


async def as_it_is(bot: RunningBot, actor: Actor) -> list[str]:
    """Return what somebody's Home should say now."""
    home = render_home(await bot.services.profile.overview(bot.id, MemberId(actor.id)))
    return texts(home["blocks"])


async def with_a_past(
    bot: RunningBot, actor: Actor, *, hour: int, elsewhere: Answer | None
) -> None:
    """Let nudges of two weeks have gone by at an hour, and as many have fared otherwise at ten."""
    start = bot.clock.now().replace(hour=0, minute=0) - timedelta(days=14)
    rows: list[dict[str, object]] = [
        {
            "workspace_id": bot.id,
            "member_id": actor.id,
            "due_at": due_at,
            "expires_at": due_at,
            "exercises": "stand.tall",
            "delivery": "sent",
            "answer": answer,
        }
        for day in range(14)
        for at, answer in ((hour, None), (10, elsewhere))
        for due_at in [start + timedelta(days=day, hours=at)]
    ]
    async with bot.database.write() as connection:
        await connection.execute(insert(nudges), rows)


async def _done(_bot: RunningBot, ana: Actor) -> None:
    await ana.press(ana.dm()[-1], Action.NUDGE_DONE)


async def _walk(_bot: RunningBot, ana: Actor) -> None:
    await ana.command("/walk")


async def _pause(_bot: RunningBot, ana: Actor) -> None:
    await ana.command("/unsit", "pause 90m")


async def _react(_bot: RunningBot, ana: Actor) -> None:
    await ana.react(ana.dm()[-1], "muscle")


async def _settings(bot: RunningBot, ana: Actor) -> None:
    await ana.command("/unsit", "settings")
    await bot.settled()
    modal = ana.modal()
    assert modal is not None
    await ana.submit(modal.id, {Field.QUIET.value: "Mon-Fri 9:00-10:00"})


async def _leave(bot: RunningBot, ana: Actor) -> None:
    await ana.command("/unsit", "leave")
    await bot.settled()
    modal = ana.modal()
    assert modal is not None
    await ana.submit(modal.id)


@pytest.mark.parametrize("act", [_done, _react, _walk, _pause, _settings, _leave])
async def test_home_follows_what_is_done_elsewhere(
    bot: RunningBot, act: Callable[[RunningBot, Actor], Awaitable[None]]
) -> None:
    """Show what a card, a command or a modal changed, with nobody opening the Home again."""
    ana = await bot.member()
    before = words(await home_of(ana))

    await act(bot, ana)
    await bot.settled()

    after = words(ana.home())
    assert after != before
    assert sorted(after) == sorted(await as_it_is(bot, ana))


async def test_home_that_nobody_looks_at_is_not_drawn(bot: RunningBot) -> None:
    """Spend no turn on each answer of whoever has not opened their Home for an hour."""
    ana, ben = await bot.member(), await bot.member("Ben")
    await home_of(ana)
    drawn = bot.calls("views.publish")
    bot.clock.advance(timedelta(hours=1))

    for member in (ana, ben):
        await member.command("/walk")
    await bot.settled()

    assert bot.calls("views.publish") == drawn


async def test_suggested_hour_becomes_quiet_by_one_press(bot: RunningBot) -> None:
    """Set the block on every work day, plan by it, show it, and suggest it no more."""
    ana = await bot.member()
    await with_a_past(bot, ana, hour=9, elsewhere=Answer.DONE)
    home = await home_of(ana)
    before = await stored(bot, ana)

    ack = await ana.press(home, Action.QUIET_HOUR)
    await bot.settled()

    assert ack.ok
    member = await stored(bot, ana)
    assert format_hours(member.settings.quiet) == "Mon-Fri 09:00-10:00"
    assert member.next_slot != before.next_slot
    after = words(ana.home())
    assert any("Mon-Fri 09:00-10:00" in text for text in after)
    assert not any("went by" in text for text in after)


async def test_suggested_plan_is_taken_by_one_press(bot: RunningBot) -> None:
    """Ask less often of whoever lets half of it go by."""
    ana = await bot.member()
    await with_a_past(bot, ana, hour=9, elsewhere=None)
    home = await home_of(ana)

    await ana.press(home, Action.FEWER)
    await bot.settled()

    assert (await stored(bot, ana)).settings.plan.intensity is Intensity.GENTLE
    assert any("Gentle" in text for text in words(ana.home()))


async def test_suggestion_that_is_stale_changes_nothing(bot: RunningBot) -> None:
    """Take a second press for what it is."""
    ana = await bot.member()
    await with_a_past(bot, ana, hour=9, elsewhere=Answer.DONE)
    home = await home_of(ana)
    await bot.services.membership.quieten(bot.id, MemberId(ana.id), 9)
    before = await stored(bot, ana)

    ack = await ana.press(home, Action.QUIET_HOUR)

    assert ack.ok
    assert await stored(bot, ana) == before


async def test_charts_that_slack_refuses_are_left_out(bot: RunningBot) -> None:
    """Publish the same Home in words alone, at once and from then on."""
    ana = await bot.member()
    bot.sandbox.break_(Fault("error", "views.publish", error="invalid_arguments"))

    with capture_logs() as logs:
        await ana.open_home()
        await bot.settled()

    assert ana.home() is not None
    assert not [line for line in logs if line["log_level"] == "warning"]


async def test_home_that_slack_refuses_for_good_is_let_go(bot: RunningBot) -> None:
    """Try once without charts, and note it where that is refused too."""
    ana = await bot.member()
    before = ana.home()
    bot.sandbox.break_(Fault("error", "views.publish", error="invalid_arguments", times=3))

    with capture_logs() as logs:
        await ana.open_home()
        await bot.settled()
        await ana.open_home()

    assert ana.home() == before
    refused = [line["why"] for line in logs if line["log_level"] == "warning"]
    assert refused == ["invalid_arguments", "invalid_arguments"]


def test_blocks_of_the_home_have_names_of_their_own() -> None:
    """Slack takes no view in which two are called alike."""
    assert len({Block.HOME, Block.HOME_SETTINGS, Block.HOME_PRIVACY}) == 3
