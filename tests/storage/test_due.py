"""Workspaces with something due are found, those longest due first, and only if they are served."""

from datetime import datetime, timedelta

import pytest

from bot.domain.cadence import Slot
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import Delivery
from bot.storage import deliveries, due, members, workspaces
from bot.storage.database import Database
from bot.storage.deliveries import Sent
from tests.builders import MONDAY_MORNING, WORKSPACE, a_member, a_nudge

NOW = MONDAY_MORNING
MINUTE = timedelta(minutes=1)
SINCE = NOW - 2 * MINUTE
OTHER = WorkspaceId("T0OTHER")


@pytest.fixture
async def admitted(database: Database) -> Database:
    """Give a database with two workspaces."""
    async with database.write() as connection:
        for workspace in (WORKSPACE, OTHER):
            await workspaces.add(connection, workspace, at=NOW)
    return database


async def test_each_workspace_comes_once_the_longest_due_first(admitted: Database) -> None:
    """Two due members are one workspace to look at."""
    await _save(admitted, WORKSPACE, NOW, NOW - MINUTE / 2)
    await _save(admitted, OTHER, NOW - MINUTE)

    assert await _recent(admitted) == [OTHER, WORKSPACE]
    assert await _recent(admitted, now=NOW - MINUTE) == [OTHER]


async def test_what_is_older_is_left_over(admitted: Database) -> None:
    """A look reaches back a while, and a sweep finds all that lies before."""
    await _save(admitted, WORKSPACE, SINCE)
    await _save(admitted, OTHER, SINCE + timedelta(microseconds=1))

    assert await _recent(admitted) == [OTHER]
    assert await _left_over(admitted) == [WORKSPACE]


async def test_what_is_to_be_tried_again_is_due(admitted: Database) -> None:
    """A nudge that waits for another try makes its workspace due, too."""
    await _save(admitted, WORKSPACE, NOW + MINUTE)
    await _retry(admitted, WORKSPACE, at=NOW)

    assert (await _recent(admitted), await _left_over(admitted)) == ([WORKSPACE], [])
    assert await _recent(admitted, now=NOW - timedelta(microseconds=1)) == []
    await _retry(admitted, WORKSPACE, at=SINCE)
    assert (await _recent(admitted), await _left_over(admitted)) == ([], [WORKSPACE])


async def test_who_is_not_served_is_not_listed(admitted: Database) -> None:
    """A revoked workspace and one that left are due again only once they are let in again."""
    for workspace in (WORKSPACE, OTHER):
        await _save(admitted, workspace, NOW, SINCE - MINUTE)
    async with admitted.write() as connection:
        await workspaces.mark_revoked(connection, WORKSPACE, at=NOW)
        await workspaces.mark_removed(connection, OTHER, at=NOW, before=None)
    gone = await _recent(admitted), await _left_over(admitted)
    async with admitted.write() as connection:
        await workspaces.add(connection, WORKSPACE, at=NOW)

    assert gone == ([], [])
    assert (await _recent(admitted), await _left_over(admitted)) == ([WORKSPACE], [WORKSPACE])


async def _recent(database: Database, *, now: datetime = NOW) -> list[WorkspaceId]:
    return await database.look(lambda c: due.list_recent(c, since=SINCE, now=now))


async def _left_over(database: Database) -> list[WorkspaceId]:
    return await database.look(lambda c: due.list_left_over(c, before=SINCE))


async def _save(database: Database, workspace: WorkspaceId, *slots: datetime) -> None:
    async with database.write() as connection:
        for number, at in enumerate(slots):
            slot = Slot(at=at, kinds=(Kind.STAND,))
            member = MemberId(f"U{number}")
            await members.save(connection, a_member(workspace=workspace, id=member, next_slot=slot))


async def _retry(database: Database, workspace: WorkspaceId, *, at: datetime) -> None:
    nudge = a_nudge(workspace=workspace, member=MemberId("U0"), delivery=Delivery.SENDING)
    waiting = Sent(nudge=nudge, delivery=Delivery.DUE, retry_at=at)
    async with database.write() as connection:
        await connection.run_sync(deliveries.add, [nudge], lease_until=at)
        await connection.run_sync(deliveries.record, [waiting])
