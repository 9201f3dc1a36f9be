"""What admins see of their workspace: what is set up, and figures in which nobody can be found."""

from datetime import date, timedelta

import pytest

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.score import Tally
from bot.domain.status import StatusWords
from bot.services import Services
from tests.builders import MEMBER, WORKSPACE
from tests.services.world import World

TODAY = date(2026, 3, 2)


async def test_a_workspace_begins_with_nothing(services: Services) -> None:
    """Neither members nor boards nor anything decided."""
    setup = await services.administration.find(WORKSPACE)

    assert (setup.members, setup.boards, setup.exercises) == (0, 0, 0)
    assert (setup.calendar, setup.paused_until, setup.has_own_words) == ("", None, False)
    assert (setup.participants, setup.week) == (None, Tally())


async def test_what_is_set_up_is_counted(world: World, services: Services) -> None:
    """Members who are in, and what admins decided."""
    await world.join_many(3)
    await services.membership.leave(WORKSPACE, MemberId("U0000"), erase=False)
    await services.calendars.choose(WORKSPACE, "DE")
    await services.policies.save(WORKSPACE, StatusWords(meeting=("jour fixe",)))
    until = world.clock.now() + timedelta(days=1)
    await services.workspaces.pause(WORKSPACE, until=until)

    setup = await services.administration.find(WORKSPACE)

    assert (setup.members, setup.calendar, setup.has_own_words) == (2, "DE", True)
    assert setup.paused_until == until
    world.clock.set(until)
    assert (await services.administration.find(WORKSPACE)).paused_until is None


@pytest.mark.parametrize(("people", "participants"), [(4, None), (5, 5)])
async def test_figures_of_all_need_enough_people(
    world: World, services: Services, people: int, participants: int | None
) -> None:
    """Of the last seven days, and of nobody in particular."""
    ids = await world.join_many(people)
    await world.count_days(dict.fromkeys(ids, Tally(asked=4, completed=3)), day=TODAY)
    week_ago = TODAY - timedelta(days=7)
    await world.count_days(dict.fromkeys(ids, Tally(asked=100)), day=week_ago)

    setup = await services.administration.find(WORKSPACE)

    assert setup.participants == participants
    assert setup.week == (Tally(asked=20, completed=15) if participants else Tally())


async def test_a_workspace_sees_itself_alone(world: World, services: Services) -> None:
    """And one that is not known sees nothing."""
    other = WorkspaceId("T0OTHER")
    await services.workspaces.admit(other)
    await world.join(MEMBER)

    assert (await services.administration.find(other)).members == 0
    assert (await services.administration.find(WorkspaceId("T0GONE"))).members == 0
