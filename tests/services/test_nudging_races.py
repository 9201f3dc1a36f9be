"""Whatever dies, hangs or races while a nudge is on its way, it comes once at most."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.exercise import Kind
from bot.domain.ids import MemberId
from bot.domain.nudge import Answer, Delivery
from bot.domain.score import Tally
from bot.services import Services
from bot.services.nudging import LEASE
from bot.services.ports import NudgeCard, Outcome, Unknown, Unreachable
from bot.services.views import Change
from bot.storage import workspaces
from bot.storage.database import Database
from tests.builders import CHANNEL, MEMBER, OTHER_MEMBER, WORKSPACE, some_settings
from tests.messengers import RecordingMessenger, Sending
from tests.services.world import STAND_ONLY, World

PATIENCE = 20.0


async def test_two_deliveries_at_once_send_each_slot_once(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Two ticks over one database share what is due between them."""
    await _twenty_due(world)

    await asyncio.gather(*(services.nudging.deliver_due(WORKSPACE) for _ in range(2)))

    slots = [(card.nudge.member, card.nudge.due_at) for card in messenger.sent]
    assert len(slots) == len(set(slots)) > 0
    assert await services.nudging.list_due_workspaces() == []


async def test_two_processes_send_each_slot_once(
    world: World, second_database: Database, messenger: RecordingMessenger
) -> None:
    """Two processes on one database share what is due between them."""
    await _twenty_due(world)
    both = (world.services, world.over(second_database))

    await asyncio.gather(*(one.nudging.deliver_due(WORKSPACE) for one in both))

    slots = [(card.nudge.member, card.nudge.due_at) for card in messenger.sent]
    assert len(slots) == len(set(slots)) > 0
    assert await world.services.nudging.list_due_workspaces() == []


async def test_a_sender_that_breaks_leaves_an_unknown_nudge(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A fault while sending is told, and its nudge is given up after the lease, never re-sent."""
    await world.join()
    due_at = await world.until_due()
    messenger.will(RuntimeError("a bug"))
    with pytest.raises(ExceptionGroup):
        await services.nudging.deliver_due(WORKSPACE)
    held = (await world.nudge(due_at)).delivery
    world.clock.advance(LEASE)
    lost = await services.nudging.give_up_lost()
    await services.nudging.deliver_due(WORKSPACE)

    assert held is Delivery.SENDING
    assert lost == 1
    assert (await world.nudge(due_at)).delivery is Delivery.UNKNOWN
    assert [card.nudge.due_at for card in messenger.sent].count(due_at) == 1


async def test_a_fault_in_one_send_spares_the_others(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """What went out beside a fault is on record."""
    await world.join()
    await world.join(OTHER_MEMBER)
    due_at = await _both_due(world)
    messenger.will_for(MEMBER, RuntimeError("a bug"))
    with pytest.raises(ExceptionGroup):
        await services.nudging.deliver_due(WORKSPACE)

    assert (await world.nudge(due_at[OTHER_MEMBER], OTHER_MEMBER)).delivery is Delivery.SENT
    assert await world.tally(OTHER_MEMBER) == Tally(asked=1)


async def test_a_cancelled_sender_leaves_an_unknown_nudge(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A process that ends while Slack is silent never sends that nudge again."""
    await world.join()
    due_at = await world.until_due()
    under_way = asyncio.Event()

    async def hang(_card: NudgeCard) -> Outcome:
        under_way.set()
        await asyncio.Event().wait()
        return Unknown()

    messenger.on_send = hang
    await _cancelled_once(services, under_way)
    messenger.on_send = None
    world.clock.advance(LEASE)
    await services.nudging.give_up_lost()
    await services.nudging.deliver_due(WORKSPACE)

    assert (await world.nudge(due_at)).delivery is Delivery.UNKNOWN
    assert [card.nudge.due_at for card in messenger.sent].count(due_at) == 1


async def test_what_went_out_before_a_cancel_is_on_record(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A process that is told to end still writes down what Slack has taken."""
    await world.join()
    await world.join(OTHER_MEMBER)
    due_at = await _both_due(world)
    under_way = asyncio.Event()

    async def hang_for_one(card: NudgeCard) -> Outcome:
        if card.nudge.member == OTHER_MEMBER:
            return messenger.delivered(CHANNEL)
        under_way.set()
        await asyncio.Event().wait()
        return Unknown()

    messenger.on_send = hang_for_one
    await _cancelled_once(services, under_way)

    assert (await world.nudge(due_at[OTHER_MEMBER], OTHER_MEMBER)).message is not None
    assert (await world.nudge(due_at[MEMBER])).delivery is Delivery.SENDING


async def test_a_lease_is_kept_while_it_lasts(world: World, services: Services) -> None:
    """Nobody gives up what another is still sending."""
    await world.join()
    due_at = await world.until_due()
    world.messenger.will(RuntimeError("a bug"))
    with pytest.raises(ExceptionGroup):
        await services.nudging.deliver_due(WORKSPACE)
    world.clock.advance(LEASE - timedelta(seconds=1))

    assert await services.nudging.give_up_lost() == 0
    assert (await world.nudge(due_at)).delivery is Delivery.SENDING


async def test_news_after_the_lease_still_counts(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A sender that was given up and yet delivered has its word, and asks once."""
    await world.join()
    due_at = await world.until_due()

    async def slow(_card: NudgeCard) -> Outcome:
        world.clock.advance(LEASE)
        await services.nudging.give_up_lost()
        await services.completions.complete(WORKSPACE, MEMBER, due_at, at=world.clock.now())
        return messenger.delivered(CHANNEL)

    messenger.on_send = slow
    await services.nudging.deliver_due(WORKSPACE)

    nudge = await world.nudge(due_at)
    assert (nudge.delivery, nudge.answer) == (Delivery.SENT, Answer.DONE)
    assert nudge.message is not None
    assert await world.tally() == Tally(asked=1, completed=1)


async def test_an_answer_before_the_record_counts(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """A button pressed before the sending is on record completes the nudge."""
    await world.join()
    due_at = await world.until_due()
    messenger.on_send = _pressed_before(world, messenger.delivered(CHANNEL))
    await services.nudging.deliver_due(WORKSPACE)

    nudge = await world.nudge(due_at)
    assert (nudge.delivery, nudge.answer) == (Delivery.SENT, Answer.DONE)
    assert nudge.message is not None
    assert await world.tally() == Tally(asked=1, completed=1)


async def test_an_answer_proves_that_a_lost_nudge_arrived(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Where Slack's answer was lost but the button was pressed, the nudge did ask."""
    await world.join()
    due_at = await world.until_due()
    messenger.on_send = _pressed_before(world, Unknown())
    await services.nudging.deliver_due(WORKSPACE)

    assert (await world.nudge(due_at)).delivery is Delivery.SENT
    assert await world.tally() == Tally(asked=1, completed=1)


async def test_a_skip_proves_that_a_lost_nudge_arrived(world: World, services: Services) -> None:
    """Any answer to a nudge of unknown fate shows that it asked, a skip too."""
    await world.join()
    world.messenger.will(Unknown())
    nudge = await world.nudged()
    change = await services.completions.skip(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())

    assert isinstance(change, Change)
    assert change.card.nudge.delivery is Delivery.SENT
    assert await world.tally() == Tally(asked=1)


async def test_an_answer_to_a_lost_nudge_asks_once(world: World, services: Services) -> None:
    """However often a nudge of unknown fate is answered, it asked once."""
    await world.join()
    world.messenger.will(Unknown())
    nudge = await world.nudged()
    for act in (services.completions.complete, services.completions.undo) * 2:
        await act(WORKSPACE, MEMBER, nudge.due_at, at=world.clock.now())

    assert await world.tally() == Tally(asked=1)


async def test_who_is_erased_on_the_way_spoils_no_record(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Somebody who erases themselves while their nudge is on its way is gone; the others count."""
    await world.join()
    await world.join(OTHER_MEMBER)
    due_at = await _both_due(world)

    async def erase(card: NudgeCard) -> Outcome:
        if card.nudge.member == MEMBER:
            await services.membership.leave(WORKSPACE, MEMBER, erase=True)
        return messenger.delivered(CHANNEL)

    messenger.on_send = erase
    await services.nudging.deliver_due(WORKSPACE)

    assert await services.membership.find(WORKSPACE, MEMBER) is None
    assert (await world.nudge(due_at[OTHER_MEMBER], OTHER_MEMBER)).delivery is Delivery.SENT
    assert await world.tally(OTHER_MEMBER) == Tally(asked=1)


async def test_who_starts_afresh_on_the_way_starts_from_nothing(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Somebody erased who joins again owes nothing for the nudge from before."""
    await world.join()
    await world.until_due()

    async def start_afresh(_card: NudgeCard) -> Outcome:
        await services.membership.leave(WORKSPACE, MEMBER, erase=True)
        await services.membership.join(WORKSPACE, MEMBER, some_settings(plan=STAND_ONLY))
        return messenger.delivered(CHANNEL)

    messenger.on_send = start_afresh
    await services.nudging.deliver_due(WORKSPACE)

    assert await world.tally() == Tally()


async def test_an_unreachable_member_erased_on_the_way_stays_gone(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Putting somebody aside does not bring them back."""
    await world.join()
    await world.until_due()

    async def erase(_card: NudgeCard) -> Outcome:
        await services.membership.leave(WORKSPACE, MEMBER, erase=True)
        return Unreachable(reason="user_disabled")

    messenger.on_send = erase
    await services.nudging.deliver_due(WORKSPACE)

    assert await services.membership.find(WORKSPACE, MEMBER) is None


async def test_a_workspace_purged_on_the_way_stays_gone(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """The record of a nudge brings nothing of a purged workspace back."""
    await world.join()
    await world.until_due()

    async def purge(_card: NudgeCard) -> Outcome:
        await services.workspaces.leave(WORKSPACE)
        async with world.database.write() as connection:
            await workspaces.remove(connection, WORKSPACE)
        return messenger.delivered(CHANNEL)

    messenger.on_send = purge
    await services.nudging.deliver_due(WORKSPACE)

    assert not any((await world.rows()).values())


async def test_a_slot_claimed_before_is_not_sent_again(
    world: World, services: Services, messenger: RecordingMessenger
) -> None:
    """Even a clock that jumps back sends no slot twice."""
    await world.join()
    due_at = await world.until_due()
    await services.nudging.deliver_due(WORKSPACE)
    world.clock.advance(timedelta(minutes=-90))
    await services.membership.leave(WORKSPACE, MEMBER, erase=False)
    await world.join()
    world.clock.set(due_at)
    await services.nudging.deliver_due(WORKSPACE)

    sent = [card.nudge.due_at for card in messenger.sent]
    assert len(sent) == len(set(sent))


def _pressed_before(world: World, outcome: Outcome) -> Sending:
    async def press(card: NudgeCard) -> Outcome:
        change = await world.services.completions.complete(
            WORKSPACE, MEMBER, card.nudge.due_at, at=world.clock.now()
        )
        assert isinstance(change, Change)
        assert change.kinds == (Kind.STAND,)
        return outcome

    return press


async def _cancelled_once(services: Services, under_way: asyncio.Event) -> None:
    async with asyncio.timeout(PATIENCE):
        delivering = asyncio.ensure_future(services.nudging.deliver_due(WORKSPACE))
        await under_way.wait()
        delivering.cancel()
        with pytest.raises(asyncio.CancelledError):
            await delivering


async def _both_due(world: World) -> dict[MemberId, datetime]:
    slots = {}
    for member in (MEMBER, OTHER_MEMBER):
        slot = (await world.member(member)).next_slot
        assert slot is not None
        slots[member] = slot.at
    world.clock.set(max(slots.values()))
    assert max(slots.values()) - min(slots.values()) < timedelta(minutes=10)
    return slots


async def _twenty_due(world: World) -> None:
    await world.join_many(20)
    await world.until_due(MemberId("U0000"))
