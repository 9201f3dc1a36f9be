"""Workspaces coming and going."""

from datetime import timedelta

from bot.domain.ids import ChannelId, WorkspaceId
from bot.domain.leaderboard import BoardSchedule
from bot.domain.zone import zone_named
from bot.services import Services
from bot.services.ports import Revoked, Unknown
from tests.builders import MEMBER, WORKSPACE, a_message
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


async def test_purging_removes_every_row_of_that_workspace_only(
    world: World, services: Services
) -> None:
    """Of a purged workspace no table keeps anything, and of another every row stays."""
    await _fill(world, WORKSPACE)
    before = await world.rows()
    await services.workspaces.admit(OTHER)
    await _fill(world, OTHER)
    both = await world.rows()
    await services.workspaces.purge(OTHER)

    assert both == {name: 2 * count for name, count in before.items()}
    assert all(before.values())
    assert await world.rows() == before
    assert await services.workspaces.is_known(WORKSPACE)


async def test_purging_twice_is_purging(world: World, services: Services) -> None:
    """Slack may tell twice that the app is gone."""
    await _fill(world, WORKSPACE)
    await services.workspaces.purge(WORKSPACE)
    await services.workspaces.purge(WORKSPACE)

    assert not any((await world.rows()).values())


async def _fill(world: World, workspace: WorkspaceId) -> None:
    """Put one row of a workspace's into every table."""
    services = world.services
    await world.join(workspace=workspace)
    when = BoardSchedule(weekday=0, hour=8, zone=zone_named("Pacific/Kiritimati"))
    first = await services.leaderboards.schedule(
        workspace, ChannelId("C0BOARD"), set_by=MEMBER, when=when
    )
    world.clock.set(first)
    world.messenger.will(Unknown())
    await services.leaderboards.post_due(workspace)
    await services.membership.resume(workspace, MEMBER)
    nudge = await world.nudged(workspace=workspace)
    assert nudge.message is not None
    for message in (nudge.message, a_message(ts="1772442000.999999")):
        await services.reactions.reacted(
            workspace, MEMBER, message, "muscle", at=nudge.due_at, on=True
        )


async def test_late_news_of_an_uninstall_spares_who_came_back(
    world: World, services: Services
) -> None:
    """A workspace that was admitted again since keeps its people."""
    news_from = world.clock.now()
    world.clock.advance(timedelta(hours=3))
    await services.workspaces.admit(WORKSPACE)
    await world.join()
    await services.workspaces.purge(WORKSPACE, before=news_from)
    spared = await services.workspaces.is_known(WORKSPACE)
    await services.workspaces.purge(WORKSPACE, before=world.clock.now() + timedelta(seconds=1))

    assert spared
    assert not await services.workspaces.is_known(WORKSPACE)


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
