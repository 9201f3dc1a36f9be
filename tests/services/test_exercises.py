"""A workspace's own exercises: kept within limits, asked for in turn, and explained."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.exercise import BodyProfile, ExerciseKey, Kind
from bot.domain.ids import WorkspaceId
from bot.domain.own_exercise import OwnExercise, OwnExerciseError, is_own
from bot.services import Services
from bot.services.errors import NotOptedInError
from bot.services.exercises import MOST_OWN, TooManyExercisesError
from bot.services.views import Change
from bot.storage.tables import own_exercises
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE, a_plan
from tests.services.world import World


async def stairs(services: Services, *, kind: Kind = Kind.STAND) -> OwnExercise:
    """Add an exercise."""
    return await services.exercises.add(
        WORKSPACE, by=MEMBER, kind=kind, text=" Climb  the stairs", link="https://stairs.example"
    )


async def test_what_is_added_is_listed(services: Services) -> None:
    """With what it says, its kind and its link; two at once have names of their own."""
    added = [await stairs(services), await stairs(services), await stairs(services, kind=Kind.WALK)]

    assert await services.exercises.list_of(WORKSPACE) == added
    assert len({each.key for each in added}) == 3
    assert (added[0].text, added[0].link) == ("Climb the stairs", "https://stairs.example")
    assert added[2].kind is Kind.WALK


async def test_what_is_removed_is_gone(services: Services) -> None:
    """Once; and in this workspace alone."""
    added = await stairs(services)

    assert not await services.exercises.remove(WorkspaceId("T0OTHER"), added.key)
    assert await services.exercises.remove(WORKSPACE, added.key)
    assert not await services.exercises.remove(WORKSPACE, added.key)
    assert await services.exercises.list_of(WORKSPACE) == []


async def test_what_says_too_much_is_refused(services: Services) -> None:
    """Nothing is kept that no notification holds."""
    with pytest.raises(OwnExerciseError):
        await services.exercises.add(
            WORKSPACE, by=MEMBER, kind=Kind.STAND, text="one two three four five six", link=None
        )

    assert await services.exercises.list_of(WORKSPACE) == []


async def test_there_are_only_so_many(services: Services) -> None:
    """As many as one modal lists."""
    for _ in range(MOST_OWN):
        await stairs(services)

    with pytest.raises(TooManyExercisesError):
        await stairs(services)


async def test_own_exercises_take_their_turn(world: World, services: Services) -> None:
    """With what they say on the card, and beside the catalogue's."""
    added = await stairs(services)
    await world.join()

    for _ in range(40):
        await world.nudged()

    asked = [(card.nudge.exercises, card.own) for card in world.messenger.sent]
    own = [each for keys, each in asked if added.key in keys]
    assert own
    assert set(own) == {(added,)}
    assert all(not each for keys, each in asked if added.key not in keys)


async def test_a_body_that_sits_is_asked_for_none(world: World, services: Services) -> None:
    """What an admin writes may not suit everybody."""
    await stairs(services)
    await world.join(OTHER_MEMBER, plan=a_plan(body=BodyProfile.SEATED))

    for _ in range(40):
        await world.nudged(OTHER_MEMBER)

    assert not any(is_own(key) for card in world.messenger.sent for key in card.nudge.exercises)


async def test_a_card_that_is_looked_up_says_what_it_asked_for(
    world: World, services: Services
) -> None:
    """For whoever wants to know how it is done."""
    added = await stairs(services)
    await world.join()
    nudge = await world.nudged()
    while added.key not in nudge.exercises:
        nudge = await world.nudged()

    card = await services.completions.find_card(WORKSPACE, MEMBER, nudge.due_at)

    assert card is not None
    assert card.own == (added,)


async def test_an_answered_card_says_what_it_asked_for(world: World, services: Services) -> None:
    """Open again after Undo, or without its emoji, it asks for the same exercise as before."""
    added = await stairs(services)
    await world.join()
    nudge = await world.nudged()
    while added.key not in nudge.exercises:
        nudge = await world.nudged()
    assert nudge.message is not None
    now, due_at, said = world.clock.now(), nudge.due_at, services.completions
    message, react, later = nudge.message, services.reactions.reacted, now + timedelta(seconds=1)
    changes = [
        await said.complete(WORKSPACE, MEMBER, due_at, at=now),
        await said.undo(WORKSPACE, MEMBER, due_at, at=now),
        await said.put_off(WORKSPACE, MEMBER, due_at, at=now),
        await said.undo(WORKSPACE, MEMBER, due_at, at=now),
        await react(WORKSPACE, MEMBER, message, "muscle", at=later, on=True),
        await react(WORKSPACE, MEMBER, message, "muscle", at=later, on=False),
    ]

    cards = [change.card for change in changes if isinstance(change, Change)]
    assert [card.own for card in cards] == [(added,)] * len(changes)


async def test_what_was_taken_away_leaves_its_nudges_alone(
    world: World, services: Services
) -> None:
    """They keep the key, and can still be answered."""
    added = await stairs(services)
    await world.join()
    nudge = await world.nudged()
    while added.key not in nudge.exercises:
        nudge = await world.nudged()
    await services.exercises.remove(WORKSPACE, added.key)

    await services.completions.complete(
        WORKSPACE, MEMBER, nudge.due_at, at=nudge.due_at + timedelta(minutes=1)
    )

    assert list(await world.done(nudge)) == [Kind.STAND]
    assert ExerciseKey(added.key) in (await world.nudge(nudge.due_at)).exercises


async def test_who_added_them_can_be_erased(world: World, services: Services) -> None:
    """The exercises stay, and nothing says whose they were; whoever never joined can ask it too."""
    added = await stairs(services)

    await services.membership.leave(WORKSPACE, MEMBER, erase=True)

    assert await services.exercises.list_of(WORKSPACE) == [added]
    async with world.database.read() as connection:
        authors = list(await connection.scalars(select(own_exercises.c.added_by)))
    assert authors == [""]
    with pytest.raises(NotOptedInError):
        await services.membership.leave(WORKSPACE, MEMBER, erase=True)
