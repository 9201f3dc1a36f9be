"""The way of a newcomer, from the first command to the first completion."""

from tests.slack.running import RunningBot


async def test_newcomer_joins_practises_and_reacts(bot: RunningBot) -> None:
    """Lead somebody who types join to a completed practice nudge."""
    ana = bot.person()

    await ana.command("/unsit", "join")
    modal = ana.modal()
    assert modal is not None
    await ana.submit(modal.id)
    await bot.settled()
    assert ana.modal() is None
    before = ana.dm()[0]
    await ana.react(before, "white_check_mark")
    await bot.settled()

    after = ana.dm()[0]
    assert after.text != before.text
    assert len(ana.dm()) == 1
