"""The public holidays of a workspace, and who follows them."""

import pytest

from bot.domain.ids import WorkspaceId
from bot.domain.member import SettingsError
from bot.services import Services
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE, some_settings
from tests.services.world import World


async def test_a_workspace_begins_without_holidays(services: Services) -> None:
    """Until an admin chooses some."""
    assert not await services.calendars.find(WORKSPACE)


async def test_a_calendar_goes_to_whoever_follows_the_workspace(
    world: World, services: Services
) -> None:
    """And to nobody who chose one, or none, themselves."""
    await world.join()
    await world.join(OTHER_MEMBER, calendar="JP", calendar_is_own=True)

    for calendar in ("DE", "DE-BY"):
        await services.calendars.choose(WORKSPACE, calendar)

        assert await services.calendars.find(WORKSPACE) == calendar
        assert (await world.member()).settings.calendar == calendar
    assert (await world.member(OTHER_MEMBER)).settings.calendar == "JP"


async def test_whoever_joins_later_follows_the_workspace_too(
    world: World, services: Services
) -> None:
    """Also whoever no longer wants a calendar of their own."""
    await services.calendars.choose(WORKSPACE, "DE")
    await world.join()
    await world.join(OTHER_MEMBER, calendar="JP", calendar_is_own=True)
    await services.membership.join(WORKSPACE, OTHER_MEMBER, some_settings())

    assert (await world.member()).settings.calendar == "DE"
    assert (await world.member(OTHER_MEMBER)).settings.calendar == "DE"


async def test_another_workspace_keeps_its_own(world: World, services: Services) -> None:
    """A workspace decides for nobody else."""
    other = WorkspaceId("T0OTHER")
    await services.workspaces.admit(other)
    await world.join(MEMBER, workspace=other)
    await services.calendars.choose(WORKSPACE, "DE")

    assert not await services.calendars.find(other)
    assert not (await world.member(MEMBER, other)).settings.calendar


async def test_an_unknown_calendar_is_refused(services: Services) -> None:
    """Nothing is kept that nobody can read."""
    with pytest.raises(SettingsError):
        await services.calendars.choose(WORKSPACE, "Atlantis")
