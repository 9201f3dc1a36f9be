"""What Slack tells of people, over the wire: statuses, huddles, Do Not Disturb."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.ids import MemberId
from bot.domain.nudge import Silence
from bot.domain.presence import UNSEEN, Busy, Presence
from bot.domain.status import StatusWords
from bot.sandbox.model import Dnd
from bot.sandbox.payloads import Parcel
from bot.sandbox.person import Actor
from bot.storage import nudges
from tests.slack.running import RunningBot, words
from tests.slack.samples import a_dnd_change, a_profile_change

HOUR = timedelta(hours=1)


async def known_of(bot: RunningBot, actor: Actor) -> Presence:
    """Return what the bot knows of somebody."""
    return await bot.services.presences.find(bot.id, MemberId(actor.id))


async def silence_of(bot: RunningBot, actor: Actor) -> Silence | None:
    """Let the next slot come, and return why it stays silent, if it does."""
    member = await bot.services.membership.find(bot.id, MemberId(actor.id))
    assert member is not None
    assert member.next_slot is not None
    due_at = member.next_slot.at
    bot.clock.advance(due_at - bot.clock.now())
    await bot.services.nudging.deliver_due(bot.id)
    async with bot.database.read() as connection:
        nudge = await nudges.find(connection, bot.id, member.id, due_at)
    assert nudge is not None
    return nudge.silence


async def test_a_status_keeps_nudges_away_until_it_ends(bot: RunningBot) -> None:
    """Only what it means is known of it."""
    ana = await bot.member()
    end = bot.clock.now() + HOUR
    ack = await ana.set_status("In a meeting • Google Calendar", ":calendar:", until=end)

    known = await known_of(bot, ana)
    assert ack.ok
    assert (known.status, known.status_until) == (Busy.MEETING, end)
    assert await silence_of(bot, ana) is Silence.IN_A_MEETING


async def test_a_status_that_is_cleared_counts_no_more(bot: RunningBot) -> None:
    """Slack tells of that, too."""
    ana = await bot.member()
    await ana.set_status("Out sick")
    await ana.set_status()

    assert (await known_of(bot, ana)).status is None


async def test_a_workspaces_own_words_count(bot: RunningBot) -> None:
    """They are what the status is judged by."""
    ana = await bot.member()
    await bot.services.policies.save(bot.id, StatusWords(focus=("writing",)))
    await ana.set_status("Writing")

    assert (await known_of(bot, ana)).status is Busy.FOCUS


async def test_a_huddle_keeps_nudges_away(bot: RunningBot) -> None:
    """From its beginning to its end."""
    ana = await bot.member()
    await ana.set_huddle(on=True)
    huddling = (await known_of(bot, ana)).in_huddle
    await ana.set_huddle(on=False)

    assert (huddling, (await known_of(bot, ana)).in_huddle) == (True, False)


async def test_do_not_disturb_keeps_nudges_away(bot: RunningBot) -> None:
    """While it is on."""
    ana = await bot.member()
    now = bot.clock.now()
    ack = await ana.set_dnd(Dnd(now, now + HOUR))

    known = await known_of(bot, ana)
    assert ack.ok
    assert (known.dnd_start, known.dnd_end) == (now, now + HOUR)
    assert await silence_of(bot, ana) is Silence.DO_NOT_DISTURB


async def test_do_not_disturb_that_is_put_off_ends(bot: RunningBot) -> None:
    """Slack tells of no stretch then."""
    ana = await bot.member()
    now = bot.clock.now()
    await ana.set_dnd(Dnd(now, now + HOUR))
    await ana.set_dnd(None)

    assert not (await known_of(bot, ana)).in_dnd(now)


async def test_a_snooze_of_all_notifications_is_do_not_disturb(bot: RunningBot) -> None:
    """Whatever the schedule says."""
    ana = await bot.member()
    now = bot.clock.now()
    await ana.set_dnd(Dnd(now + 9 * HOUR, now + 20 * HOUR, snoozed_until=now + HOUR))

    assert (await known_of(bot, ana)).dnd_end == now + HOUR


async def test_nothing_is_kept_of_whoever_did_not_join(bot: RunningBot) -> None:
    """The bot hears of everybody in the workspace."""
    ben = bot.person("Ben")
    now = bot.clock.now()
    await ben.set_status("Out sick")
    await ben.set_dnd(Dnd(now, now + HOUR))

    assert await known_of(bot, ben) is UNSEEN


async def test_words_of_a_status_are_nowhere(
    bot: RunningBot, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither in the database nor in the log."""
    ana = await bot.member()
    await ana.set_status("Meeting about the secret merger")

    assert "secret merger" not in capsys.readouterr().out
    assert "merger" not in repr(await known_of(bot, ana))


async def test_the_language_that_slack_tells_is_noted(bot: RunningBot) -> None:
    """Whoever changes Slack's language is spoken to in it."""
    ana = await bot.member()
    await ana.change(locale="de-DE")

    member = await bot.services.membership.find(bot.id, MemberId(ana.id))
    assert member is not None
    assert member.locale == "de-DE"


@pytest.mark.parametrize("make", [a_profile_change, a_dnd_change])
@pytest.mark.parametrize("workspace", ["T0ELSEWHERE", "T1"])
async def test_forged_news_have_no_effect(bot: RunningBot, make: Any, workspace: str) -> None:  # noqa: ANN401 - either maker
    """A member named by another workspace, and one who is none here, are nobody."""
    ana = await bot.member()
    before = await known_of(bot, ana)
    whom = ana.id if workspace != "T1" else "U0NOBODY"
    text = json.dumps(make()).replace('"U1"', f'"{whom}"')
    body = json.loads(text.replace('"T1"', f'"{bot.id if workspace == "T1" else workspace}"'))

    ack = await bot.workspace.delivery.once(bot.workspace, Parcel("events_api", body))

    assert ack.ok
    assert await known_of(bot, ana) == before


async def test_after_limited_events_members_are_asked_about_again(bot: RunningBot) -> None:
    """What Slack held back may have been the end of a meeting."""
    ana = await bot.member()
    await ana.set_status("In a meeting")
    notice = {"type": "app_rate_limited", "team_id": bot.id, "minute_rate_limited": 1763890200}

    ack = await bot.workspace.delivery.once(bot.workspace, Parcel("events_api", notice))

    known = await known_of(bot, ana)
    assert ack.ok
    assert (known.status, known.seen_at) == (Busy.MEETING, None)


@pytest.mark.parametrize("team", [None, 7, "no id", "T0ELSEWHERE"])
async def test_a_notice_of_limited_events_may_say_anything(bot: RunningBot, team: object) -> None:
    """It is acknowledged all the same."""
    notice = {"type": "app_rate_limited", "team_id": team}

    ack = await bot.workspace.delivery.once(bot.workspace, Parcel("events_api", notice))

    assert ack.ok


async def test_the_status_card_and_the_home_say_why_it_is_quiet(bot: RunningBot) -> None:
    """As long as it is, and what was held back stays there until the next nudge."""
    ana = await bot.member()
    await ana.set_status("On a call", until=bot.clock.now() + HOUR)
    await silence_of(bot, ana)
    await ana.command("/unsit")
    await ana.open_home()
    quiet = bot.answer(ana)
    await ana.set_status()
    await ana.command("/unsit")

    assert "your Slack status says that you are in a meeting" in quiet
    assert "Held back at" in quiet
    assert any("in a meeting" in each for each in words(ana.home()))
    assert "Today until" in bot.answer(ana)
    assert "Held back at" in bot.answer(ana)
