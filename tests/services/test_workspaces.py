"""Workspaces coming and going."""

from datetime import timedelta

import pytest

from bot.domain.ids import WorkspaceId
from bot.services import Services
from bot.services.errors import UnknownWorkspaceError
from bot.services.ports import Revoked
from bot.services.workspaces import REFUSED_FOR
from bot.storage import workspaces
from tests.builders import WORKSPACE
from tests.installations import an_installation, installations_of
from tests.services.world import World

OTHER = WorkspaceId("T0OTHER")


async def test_a_workspace_is_known_once_admitted(services: Services) -> None:
    """A workspace is known from its admission on, and others are not."""
    assert await services.workspaces.is_known(WORKSPACE)
    assert not await services.workspaces.is_known(OTHER)


async def test_admitting_again_changes_nothing(world: World, services: Services) -> None:
    """A restart admits its workspace again and keeps its members."""
    member = await world.join()
    await services.workspaces.admit(WORKSPACE)

    assert await world.member() == member
    assert (await world.rows())["workspaces"] == 1


async def test_a_workspace_that_left_is_known_no_more_and_keeps_its_rows_for_a_while(
    world: World, services: Services
) -> None:
    """Leaving stops everything at once; what is stored waits for the purge, or for a return."""
    await world.join()
    before = await world.rows()
    left = [await services.workspaces.leave(WORKSPACE) for _ in range(2)]

    assert left == [True, False]
    assert not await services.workspaces.is_known(WORKSPACE)
    assert await world.rows() == before


async def test_nobody_is_nudged_in_a_workspace_that_left(world: World, services: Services) -> None:
    """What was due when the app was removed is not sent any more."""
    await world.join()
    await world.until_due()
    await services.workspaces.leave(WORKSPACE)
    sent = await services.nudging.deliver_due(WORKSPACE)

    assert (sent, world.messenger.sent) == (False, [])


async def test_nobody_joins_where_the_app_was_removed(world: World, services: Services) -> None:
    """A form that was still open when the app was removed enrols nobody."""
    await services.workspaces.leave(WORKSPACE)

    with pytest.raises(UnknownWorkspaceError):
        await world.join()


async def test_coming_back_before_the_purge_keeps_everybody(
    world: World, services: Services
) -> None:
    """A workspace that installs the app again at once finds its members as they were."""
    member = await world.join()
    await services.workspaces.leave(WORKSPACE)
    await services.workspaces.admit(WORKSPACE)

    assert await services.workspaces.is_known(WORKSPACE)
    assert await world.member() == member


async def test_what_is_to_be_purged_is_known(world: World, services: Services) -> None:
    """A purge finds who left before an instant, and removes nobody who is here."""
    await services.workspaces.admit(OTHER)
    await services.workspaces.leave(OTHER)
    world.clock.advance(timedelta(hours=1))
    async with world.database.write() as connection:
        listed = [
            await workspaces.list_removed(connection, before=before, limit=10)
            for before in (world.clock.now() - timedelta(hours=1), world.clock.now())
        ]
        removed = [await workspaces.remove(connection, each) for each in (WORKSPACE, OTHER)]

    assert listed == [[], [OTHER]]
    assert removed == [False, True]


async def test_a_revoked_workspace_is_listed_until_it_is_admitted(
    world: World, services: Services
) -> None:
    """Whoever heals tokens finds the workspaces that Slack refused."""
    await world.join()
    world.messenger.will(Revoked())
    await world.nudged()
    revoked = await services.workspaces.list_revoked()
    await services.workspaces.admit(WORKSPACE)

    assert revoked == [WORKSPACE]
    assert await services.workspaces.list_revoked() == []


async def test_a_workspace_that_left_is_not_revived(world: World, services: Services) -> None:
    """A token that worked a moment ago brings nobody back who has left since."""
    await world.join()
    world.messenger.will(Revoked())
    await world.nudged()
    await services.workspaces.revive(WORKSPACE)
    served = await services.workspaces.list_revoked()
    await services.workspaces.leave(WORKSPACE)
    await services.workspaces.revive(WORKSPACE)

    assert served == []
    assert not await services.workspaces.is_known(WORKSPACE)


async def test_late_news_of_an_uninstall_spares_who_came_back(
    world: World, services: Services
) -> None:
    """A workspace that was admitted again since keeps its people."""
    news_from = world.clock.now()
    world.clock.advance(timedelta(hours=3))
    await services.workspaces.admit(WORKSPACE)
    spared = await services.workspaces.leave(WORKSPACE, before=news_from)
    left = await services.workspaces.leave(
        WORKSPACE, before=world.clock.now() + timedelta(seconds=1)
    )

    assert (spared, left) == (False, True)


async def test_a_token_refused_for_long_is_a_workspace_that_left(
    world: World, services: Services
) -> None:
    """News of an uninstall may never come; a week of refusals says as much."""
    installations = installations_of(world.database, world.clock)
    await installations.finish(an_installation(at=world.clock.now()))
    await world.join()
    world.messenger.will(Revoked())
    await world.nudged()
    world.clock.advance(REFUSED_FOR - timedelta(seconds=1))
    too_soon = await services.workspaces.leave_refused()
    world.clock.advance(timedelta(seconds=1))
    left = await services.workspaces.leave_refused()

    assert (too_soon, left) == ([], [WORKSPACE])
    assert await services.workspaces.leave_refused() == []
    assert await services.workspaces.list_revoked() == []
    assert await installations.find(WORKSPACE) is None


async def test_the_single_workspace_of_a_token_never_leaves_by_refusals(
    world: World, services: Services
) -> None:
    """Whoever runs the bot for one workspace may take weeks to put its token right."""
    await world.join()
    world.messenger.will(Revoked())
    await world.nudged()
    world.clock.advance(10 * REFUSED_FOR)

    assert await services.workspaces.leave_refused() == []
    assert await services.workspaces.list_revoked() == [WORKSPACE]
