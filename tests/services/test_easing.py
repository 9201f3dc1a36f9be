"""Who does not answer is asked less often; what never reached them was not ignored."""

from datetime import timedelta
from itertools import pairwise

from bot.domain.presence import Busy
from bot.domain.work_hours import Window, same_every_day
from bot.services.ports import NotSent, Unknown, Unreachable
from tests.builders import MEMBER, WORKSPACE
from tests.messengers import RecordingMessenger
from tests.services.told import Slack
from tests.services.world import World

ALL_DAY = same_every_day((Window(0, 24 * 60),))
MINUTES = timedelta(minutes=1)


async def test_nudges_become_rarer_when_nobody_answers(world: World) -> None:
    """After three in a row they are half as far apart again, after six twice as far."""
    await world.join(hours=ALL_DAY)
    sent = [(await world.nudged()).due_at for _ in range(10)]

    gaps = [(later - earlier) // MINUTES for earlier, later in pairwise(sent)]
    assert gaps == [30] * 3 + [45] * 3 + [60] * 3


async def test_an_answer_brings_the_plan_back(world: World) -> None:
    """Whatever the answer is."""
    await world.join(hours=ALL_DAY)
    nudge = [await world.nudged() for _ in range(7)][-1]
    await world.services.completions.skip(WORKSPACE, MEMBER, nudge.due_at, at=nudge.due_at)

    assert await world.until_due() == nudge.due_at + 30 * MINUTES


async def test_a_nudge_that_never_came_was_not_ignored(
    world: World, messenger: RecordingMessenger
) -> None:
    """Slack's refusals make nobody's plan rarer."""
    await world.join()
    await world.until_due()
    messenger.will(Unreachable(reason="user_disabled"))
    await world.nudged()

    assert (await world.member()).unanswered == 0


async def test_a_nudge_that_was_dropped_was_not_ignored(
    world: World, slack: Slack, messenger: RecordingMessenger
) -> None:
    """Nor was one of which nobody knows whether it came."""
    await world.until_due()
    messenger.will(NotSent(retry_after=2 * MINUTES))
    await world.services.nudging.deliver_due(WORKSPACE)
    world.clock.advance(2 * MINUTES)
    await slack.says(Busy.MEETING, minutes=20)
    await world.services.nudging.deliver_due(WORKSPACE)
    dropped = (await world.member()).unanswered
    await slack.says(None)
    messenger.will(Unknown())
    await world.nudged()

    assert (dropped, (await world.member()).unanswered) == (0, 0)
