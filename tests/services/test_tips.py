"""A tip a day at most, with the day's first nudge."""

from datetime import timedelta

from bot.domain.tip import tip_named
from bot.domain.zone import local_date
from tests.messengers import RecordingMessenger
from tests.services.world import World


async def test_the_first_nudge_of_a_day_carries_a_tip(
    world: World, messenger: RecordingMessenger
) -> None:
    """Another each day, and none on the day of joining: that has enough to read."""
    await world.join()
    while len(messenger.sent) < 50:
        await world.nudged()

    nudges = [card.nudge for card in messenger.sent]
    days = [local_date(nudge.due_at, messenger.sent[0].member.zone) for nudge in nudges]
    firsts = [days[place] != days[place - 1] for place in range(1, len(days))]
    assert [nudge.tip is not None for nudge in nudges] == [False, *firsts]
    tips = [tip_named(nudge.tip) for nudge in nudges if nudge.tip is not None]
    assert None not in tips
    assert len(set(tips)) == len(tips)


async def test_who_wants_no_tips_gets_none(world: World, messenger: RecordingMessenger) -> None:
    """As they chose in the settings."""
    await world.join(tips=False)
    world.clock.advance(timedelta(days=1))
    await world.nudged()

    assert [card.nudge.tip for card in messenger.sent] == [None]
