"""Who is due is claimed in order, and written down as planned from there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.cadence import Slot
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import BoardName, Member
from bot.storage import claims, members, workspaces
from bot.storage.database import Database
from tests.builders import (
    MEMBER,
    MONDAY_MORNING,
    OTHER_MEMBER,
    WORKSPACE,
    a_joined_member,
    a_member,
    some_settings,
)

OTHER = WorkspaceId("T0OTHER")
MINUTE = timedelta(minutes=1)
STAND = (Kind.STAND,)


@pytest.fixture
async def admitted(database: Database) -> Database:
    """Give a database with two workspaces."""
    async with database.write() as connection:
        for workspace in (WORKSPACE, OTHER):
            await workspaces.add(connection, workspace, at=MONDAY_MORNING)
    return database


async def test_who_is_due_comes_longest_due_first_and_no_more_than_asked(
    admitted: Database,
) -> None:
    """Members are due from their slot on, in order, as many as a batch takes."""
    await _save(
        admitted,
        _due("U3", MONDAY_MORNING),
        _due("U1", MONDAY_MORNING - MINUTE),
        _due("U2", MONDAY_MORNING - 2 * MINUTE),
        _due("U4", MONDAY_MORNING + MINUTE),
        a_member(id=MemberId("U5")),
        _due("U6", MONDAY_MORNING - 3 * MINUTE, OTHER),
    )

    assert [member.id for member in await _listed(admitted)] == ["U2", "U1", "U3"]
    assert [member.id for member in await _listed(admitted, limit=2)] == ["U2", "U1"]


@pytest.mark.parametrize("has_left", [False, True])
async def test_nobody_is_due_where_nobody_is_served(admitted: Database, *, has_left: bool) -> None:
    """Neither a revoked workspace nor one that left has anybody to claim."""
    await _save(admitted, _due("U1", MONDAY_MORNING))
    async with admitted.write() as connection:
        if has_left:
            await workspaces.mark_removed(connection, WORKSPACE, at=MONDAY_MORNING, before=None)
        else:
            await workspaces.mark_revoked(connection, WORKSPACE, at=MONDAY_MORNING)

    assert await _listed(admitted) == []


async def test_a_claimed_member_is_as_they_were_saved(admitted: Database) -> None:
    """Whichever way a member is read, nothing of them is lost."""
    member = replace(
        a_joined_member(settings=some_settings(board_name=BoardName.ALIAS, alias="Peach")),
        next_slot=Slot(at=MONDAY_MORNING, kinds=(Kind.STAND, Kind.WALK)),
        snoozed=Slot(at=MONDAY_MORNING, kinds=STAND),
        paused_until=MONDAY_MORNING - MINUTE + timedelta(microseconds=1),
    )
    await _save(admitted, member)

    found = await admitted.look(lambda c: claims.find_some(c, WORKSPACE, {member.id}))
    assert await _listed(admitted) == [member]
    assert found == {member.id: member}


async def test_some_are_found_by_their_ids(admitted: Database) -> None:
    """Of the members asked for those that there are come back, of this workspace alone."""
    here, other = a_joined_member(), a_joined_member(member=OTHER_MEMBER)
    await _save(admitted, here, other, a_joined_member(workspace=OTHER))
    asked = {MEMBER, MemberId("U0NOBODY")}

    found = await admitted.look(lambda c: claims.find_some(c, WORKSPACE, asked))
    nobody = await admitted.look(lambda c: claims.find_some(c, WORKSPACE, set()))
    assert (found, nobody) == ({MEMBER: here}, {})


async def test_advancing_writes_the_planning_only(admitted: Database) -> None:
    """A claim that knows older settings does not write them back."""
    before = a_joined_member()
    now = replace(before, settings=some_settings(zone="Asia/Kolkata"))
    await _save(admitted, now)
    planned = replace(
        before, nudges=5, next_slot=Slot(at=MONDAY_MORNING + MINUTE, kinds=STAND), recent=()
    )
    await admitted.write_at_once(lambda c: claims.advance(c, [planned]))
    await admitted.write_at_once(lambda c: claims.advance(c, []))

    async with admitted.read() as connection:
        found = await members.find(connection, WORKSPACE, MEMBER)
    assert found == replace(planned, settings=now.settings)


async def test_a_naive_instant_is_refused(admitted: Database) -> None:
    """Nobody knows which instant a datetime without a zone is."""
    naive = datetime(2026, 3, 2, 9)  # noqa: DTZ001 - what is refused
    await _save(admitted, a_joined_member())
    planned = replace(a_joined_member(), paused_until=naive)

    with pytest.raises(ValueError, match="naive"):
        await admitted.write_at_once(lambda c: claims.advance(c, [planned]))


async def test_an_instant_of_another_zone_is_the_same_instant(admitted: Database) -> None:
    """It is kept in UTC, as everything is."""
    elsewhere = MONDAY_MORNING.astimezone(some_settings(zone="Asia/Kolkata").place)
    await _save(admitted, a_joined_member())
    planned = replace(a_joined_member(), paused_until=elsewhere)
    await admitted.write_at_once(lambda c: claims.advance(c, [planned]))

    async with admitted.read() as connection:
        found = await members.find(connection, WORKSPACE, MEMBER)
    assert found is not None
    assert found.paused_until == MONDAY_MORNING
    assert found.paused_until.tzinfo is UTC


async def _listed(database: Database, *, limit: int = 10) -> list[Member]:
    return await database.write_at_once(
        lambda c: claims.list_due(c, WORKSPACE, now=MONDAY_MORNING, limit=limit)
    )


async def _save(database: Database, *saved: Member) -> None:
    async with database.write() as connection:
        for member in saved:
            await members.save(connection, member)


def _due(member: str, at: datetime, workspace: WorkspaceId = WORKSPACE) -> Member:
    return a_member(workspace=workspace, id=MemberId(member), next_slot=Slot(at=at, kinds=STAND))
