"""At most one open card stays with a member."""

from datetime import timedelta

from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE
from tests.messengers import RecordingMessenger
from tests.services.world import World


async def test_a_nudge_that_went_by_is_redrawn_when_the_next_one_comes(
    world: World, messenger: RecordingMessenger
) -> None:
    """As one that is over, since its member has a newer one."""
    await world.join()
    first = await world.nudged()
    assert messenger.refreshed == []
    second = await world.nudged()

    assert [card.nudge for card in messenger.refreshed] == [first]
    assert messenger.refreshed[0].member.last_nudge_at == second.due_at


async def test_the_last_card_of_a_day_is_over_when_the_next_one_comes(
    world: World, messenger: RecordingMessenger
) -> None:
    """Nothing counts for it any more, while one of the same day still takes an answer."""
    await world.join()
    sent = [await world.nudged() for _ in range(2)]
    while sent[-1].due_at.date() == sent[0].due_at.date():
        sent.append(await world.nudged())

    is_over = [card.is_over for card in messenger.refreshed]
    assert is_over == [False] * (len(sent) - 2) + [True]


async def test_each_card_is_collapsed_once(world: World, messenger: RecordingMessenger) -> None:
    """The newest of them, when its successor comes."""
    await world.join()
    sent = [await world.nudged() for _ in range(4)]

    assert [card.nudge for card in messenger.refreshed] == sent[:-1]


async def test_an_answered_card_is_left_as_it_is(
    world: World, messenger: RecordingMessenger
) -> None:
    """Whatever the answer was."""
    await world.join()
    nudge = await world.nudged()
    await world.services.completions.skip(WORKSPACE, MEMBER, nudge.due_at, at=nudge.due_at)
    await world.nudged()

    assert messenger.refreshed == []


async def test_a_snoozed_card_is_redrawn_when_it_has_come_again(
    world: World, messenger: RecordingMessenger
) -> None:
    """Else both of them would ask for the same."""
    await world.join()
    first = await world.nudged()
    await world.services.completions.put_off(WORKSPACE, MEMBER, first.due_at, at=first.due_at)
    again = await world.nudged()

    (card,) = messenger.refreshed
    assert card.nudge == await world.nudge(first.due_at)
    assert card.nudge.snoozed_until == card.member.last_nudge_at == again.due_at


async def test_an_answer_to_an_older_card_does_not_collapse_it(
    world: World, messenger: RecordingMessenger
) -> None:
    """The newer one went by all the same."""
    await world.join()
    older, newer = [await world.nudged() for _ in range(2)]
    messenger.refreshed.clear()
    await world.services.completions.skip(WORKSPACE, MEMBER, older.due_at, at=world.clock.now())
    await world.nudged()

    assert [card.nudge for card in messenger.refreshed] == [newer]


async def test_everybody_keeps_their_own(world: World, messenger: RecordingMessenger) -> None:
    """In a batch each member's older card is found."""
    for member in (MEMBER, OTHER_MEMBER):
        await world.join(member)
    for _ in range(180):
        world.clock.advance(timedelta(minutes=1))
        await world.services.nudging.deliver_due(WORKSPACE)

    collapsed = {(card.nudge.member, card.member.id) for card in messenger.refreshed}
    assert collapsed == {(MEMBER, MEMBER), (OTHER_MEMBER, OTHER_MEMBER)}
