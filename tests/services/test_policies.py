"""What a workspace says of statuses, kept and read back."""

from datetime import timedelta

from bot.domain.ids import WorkspaceId
from bot.domain.status import USUAL, StatusWords
from bot.services import policies
from tests.builders import WORKSPACE
from tests.services.world import World

OWN = StatusWords(
    meeting=("jour fixe", ":teams:"),
    focus=("写経",),
    away=("gone fishing",),
    never=("lunch",),
    with_usual=False,
)


async def test_nothing_is_said_before_an_admin_says_it(world: World) -> None:
    """The usual words hold."""
    assert await world.services.policies.find(WORKSPACE) is USUAL


async def test_what_is_saved_is_found(world: World) -> None:
    """By this process at once, and by one that knows nothing yet."""
    services = world.services
    await services.policies.find(WORKSPACE)
    await services.policies.save(WORKSPACE, OWN)

    assert await services.policies.find(WORKSPACE) == OWN
    assert await world.services.policies.find(WORKSPACE) == OWN


async def test_the_usual_words_come_back(world: World) -> None:
    """An admin may take all of it back."""
    await world.services.policies.save(WORKSPACE, OWN)
    await world.services.policies.save(WORKSPACE, USUAL)

    assert await world.services.policies.find(WORKSPACE) == USUAL


async def test_another_process_hears_of_it_within_a_minute(world: World) -> None:
    """Until then it goes by what it has read."""
    other = world.services
    await other.policies.find(WORKSPACE)
    await world.services.policies.save(WORKSPACE, OWN)

    assert await other.policies.find(WORKSPACE) == USUAL
    world.clock.advance(timedelta(minutes=1))
    assert await other.policies.find(WORKSPACE) == OWN


async def test_a_calendar_beside_it_stays(world: World) -> None:
    """What else a workspace has decided is not touched."""
    await world.services.calendars.choose(WORKSPACE, "DE")
    await world.services.policies.save(WORKSPACE, OWN)

    assert await world.services.calendars.find(WORKSPACE) == "DE"


async def test_only_so_many_are_kept_at_hand(world: World) -> None:
    """A process on which very many workspaces are served forgets those it heard least of."""
    found = world.services.policies
    for number in range(policies.MOST_KEPT + 1):
        await found.find(WorkspaceId(f"T{number}"))

    assert len(found.kept) == policies.MOST_KEPT
