"""Every nudge that has ended is counted, with how late it was if it was posted."""

from datetime import timedelta

import pytest

from bot.domain.nudge import Delivery, Silence
from bot.domain.presence import Busy, Doing
from bot.services import Services, build_services
from bot.services.nudging import LEASE
from bot.services.ports import NotSent, Outcome, Unknown, Unreachable
from tests.builders import MEMBER, WORKSPACE
from tests.services.world import World


class Tallying:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.ended: list[tuple[Delivery, timedelta | None]] = []
        self.silences: list[Silence | None] = []

    def nudge_ended(
        self, delivery: Delivery, *, late_by: timedelta | None, silence: Silence | None = None
    ) -> None:
        """Keep a nudge."""
        self.ended.append((delivery, late_by))
        self.silences.append(silence)


@pytest.fixture
def meter() -> Tallying:
    """Give a meter."""
    return Tallying()


@pytest.fixture
def metered(world: World, meter: Tallying) -> Services:
    """Give the use cases with a meter."""
    return build_services(
        database=world.database, clock=world.clock, messenger=world.messenger, meter=meter
    )


async def test_a_nudge_that_was_posted_counts_with_its_lateness(
    world: World, metered: Services, meter: Tallying
) -> None:
    """Lateness runs from the slot to the post."""
    await world.join()
    await world.until_due()
    world.clock.advance(timedelta(seconds=7))
    await metered.nudging.deliver_due(WORKSPACE)

    assert meter.ended == [(Delivery.SENT, timedelta(seconds=7))]


@pytest.mark.parametrize(
    ("outcome", "delivery"),
    [
        (Unknown(), Delivery.UNKNOWN),
        (Unreachable(reason="user_not_found"), Delivery.UNREACHABLE),
        (NotSent(retry_after=timedelta(hours=1)), Delivery.SKIPPED),
    ],
)
async def test_a_nudge_that_was_not_posted_counts_without(
    world: World, metered: Services, meter: Tallying, outcome: Outcome, delivery: Delivery
) -> None:
    """Nobody can be late with what did not come."""
    await world.join()
    await world.until_due()
    world.messenger.will(outcome)
    await metered.nudging.deliver_due(WORKSPACE)

    assert meter.ended == [(delivery, None)]


async def test_a_nudge_that_is_to_be_tried_again_has_not_ended(
    world: World, metered: Services, meter: Tallying
) -> None:
    """It counts when it has."""
    await world.join()
    await world.until_due()
    world.messenger.will(NotSent(retry_after=timedelta(minutes=1)))
    await metered.nudging.deliver_due(WORKSPACE)
    before = list(meter.ended)
    world.clock.advance(timedelta(minutes=1))
    await metered.nudging.deliver_due(WORKSPACE)

    assert before == []
    assert meter.ended == [(Delivery.SENT, timedelta(minutes=1))]


async def test_a_slot_that_passed_in_silence_counts(
    world: World, metered: Services, meter: Tallying
) -> None:
    """A slot that is found too late is a nudge that was skipped."""
    await world.join()
    await world.until_due()
    world.clock.advance(timedelta(minutes=10))
    await metered.nudging.deliver_due(WORKSPACE)

    assert meter.ended == [(Delivery.SKIPPED, None)]


async def test_a_lost_nudge_counts_as_unknown(
    world: World, metered: Services, meter: Tallying
) -> None:
    """One whose sender died is counted when it is given up."""
    await world.join()
    await world.until_due()
    world.messenger.will_for(MEMBER, RuntimeError())
    with pytest.raises(ExceptionGroup):
        await metered.nudging.deliver_due(WORKSPACE)
    world.clock.advance(LEASE)

    assert await metered.nudging.give_up_lost() == 1
    assert meter.ended == [(Delivery.UNKNOWN, None)]


async def test_a_nudge_that_was_held_counts_with_its_reason(
    world: World, metered: Services, meter: Tallying
) -> None:
    """A meeting holds it, and no other figure says so."""
    await world.join()
    await world.until_due()
    told = Doing(at=world.clock.now(), status=Busy.MEETING)
    await metered.presences.hear(WORKSPACE, MEMBER, told)
    await metered.nudging.deliver_due(WORKSPACE)

    assert meter.ended == [(Delivery.SKIPPED, None)]
    assert meter.silences == [Silence.IN_A_MEETING]
