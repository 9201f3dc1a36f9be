"""What is due is found at once, and what was left over within a minute."""

from datetime import timedelta

from bot.domain.cadence import Slot
from bot.domain.exercise import Kind
from bot.services.lookout import RECENT, SWEEP_EVERY
from bot.storage import claims
from tests.builders import MEMBER, WORKSPACE
from tests.services.world import World

SECOND = timedelta(seconds=1)


async def test_a_process_that_begins_finds_what_was_left_over(world: World) -> None:
    """After an outage nothing waits for the next sweep."""
    await world.join()
    await world.until_due()
    world.clock.advance(2 * RECENT)

    assert await world.services.nudging.list_due_workspaces() == [WORKSPACE]


async def test_what_was_left_over_is_found_within_a_minute(world: World) -> None:
    """A slot that nobody took when it was due is found by the next sweep, and not before."""
    await world.join()
    nudging = world.services.nudging
    before = await nudging.list_due_workspaces()
    await _leave_over(world)
    world.clock.advance(SWEEP_EVERY - SECOND)
    early = await nudging.list_due_workspaces()
    world.clock.advance(SECOND)

    assert (before, early) == ([], [])
    assert await nudging.list_due_workspaces() == [WORKSPACE]
    world.clock.advance(SECOND)
    assert await nudging.list_due_workspaces() == []


async def test_a_clock_that_is_set_back_sweeps_all_the_same(world: World) -> None:
    """Sweeping does not stop until the old time has come again."""
    await world.join()
    nudging = world.services.nudging
    world.clock.advance(timedelta(hours=5))
    await nudging.list_due_workspaces()
    world.clock.advance(timedelta(hours=-5))
    await _leave_over(world)

    assert await nudging.list_due_workspaces() == [WORKSPACE]


async def _leave_over(world: World) -> None:
    """Let a slot lie further back than a look reaches."""
    member = await world.member(MEMBER)
    at = world.clock.now() - 2 * RECENT
    member = member.nudged(
        at,
        anchors=member.anchors,
        recent=member.recent,
        next_slot=Slot(at=at, kinds=(Kind.STAND,)),
    )
    await world.database.write_at_once(lambda c: claims.advance(c, [member]))
