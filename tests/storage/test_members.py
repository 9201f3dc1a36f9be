"""Members go in and come out as they were, and are found when they are due."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.alias import LONGEST_ALIAS, is_presentable
from bot.domain.cadence import Anchors, Slot
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import BoardName, Member, OptIn
from bot.domain.plan import LARGEST_BUDGET
from bot.domain.work_hours import NO_HOURS
from bot.storage import members, workspaces
from bot.storage.database import Database
from tests.builders import (
    MEMBER,
    MONDAY_MORNING,
    WORKSPACE,
    a_joined_member,
    a_member,
    some_settings,
)
from tests.databases import Supply, opened
from tests.domain import strategies

OTHER = WorkspaceId("T0OTHER")
MINUTE = timedelta(minutes=1)
STAND = (Kind.STAND,)

moments = st.none() | strategies.instants
slots = st.builds(
    Slot,
    at=strategies.instants,
    kinds=st.lists(st.sampled_from(Kind), unique=True, min_size=1).map(tuple),
)
aliases = (
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        min_size=1,
        max_size=LONGEST_ALIAS,
    )
    .filter(str.strip)
    .filter(is_presentable)
)
any_member = st.builds(
    Member,
    workspace=st.just(WORKSPACE),
    id=st.just(MEMBER),
    opt_in=st.sampled_from(OptIn),
    settings=st.builds(
        some_settings,
        zone=strategies.zones,
        hours=strategies.hours,
        plan=strategies.plans(),
        board_name=st.sampled_from(BoardName),
        alias=aliases,
        quiet=strategies.hours | st.just(NO_HOURS),
        calendar=st.sampled_from(("", "GB", "DE-BY")),
        calendar_is_own=st.booleans(),
        language=st.none() | st.just("pt_BR"),
        tips=st.booleans(),
    ),
    joined_at=strategies.instants,
    anchors=st.builds(Anchors, stand=moments, squeeze=moments, walk=moments, selfcare=moments),
    paused_until=moments,
    last_nudge_at=moments,
    recent=st.lists(strategies.instants, max_size=LARGEST_BUDGET).map(tuple),
    snoozed=st.none() | slots,
    next_slot=st.none() | slots,
    nudges=st.integers(0, 2**31 - 1),
    held=st.lists(st.sampled_from(Kind), unique=True).map(tuple),
    unanswered=st.integers(0, 2**31 - 1),
    announces=st.booleans(),
    locale=st.none() | st.just("de-DE"),
    programme_since=st.none() | st.dates(),
    plan_changed_at=moments,
)


@pytest.fixture
async def admitted(database: Database) -> Database:
    """Give a database with two workspaces."""
    async with database.write() as connection:
        for workspace in (WORKSPACE, OTHER):
            await workspaces.add(connection, workspace, at=MONDAY_MORNING)
    return database


@given(drawn=any_member)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_member_comes_back(supply: Supply, drawn: Member) -> None:
    """Whatever a member is like, they are found as they were saved, twice over."""

    async def saved_and_found() -> list[Member | None]:
        async with opened(supply.fresh()) as database, database.write() as connection:
            await workspaces.add(connection, WORKSPACE, at=MONDAY_MORNING)
            await members.save(connection, drawn)
            first = await members.find(connection, WORKSPACE, MEMBER)
            await members.save(connection, drawn)
            return [first, await members.find(connection, WORKSPACE, MEMBER, lock=True)]

    assert asyncio.run(saved_and_found()) == [drawn, drawn]


async def test_saving_again_replaces(admitted: Database) -> None:
    """A member has one row, the newest."""
    member = a_joined_member()
    changed = replace(member, settings=some_settings(zone="Asia/Kolkata"), nudges=7)
    await _save(admitted, member, changed)

    async with admitted.read() as connection:
        assert await members.find(connection, WORKSPACE, MEMBER) == changed


async def test_the_same_person_in_two_workspaces_is_two_members(admitted: Database) -> None:
    """Nothing crosses from one workspace to another."""
    here, there = a_joined_member(), a_joined_member(workspace=OTHER)
    await _save(admitted, here, replace(there, nudges=3))

    async with admitted.read() as connection:
        assert await members.find(connection, WORKSPACE, MEMBER) == here
    async with admitted.write() as connection:
        assert await members.remove(connection, OTHER, MEMBER)
        assert not await members.remove(connection, OTHER, MEMBER)
        assert await members.find(connection, WORKSPACE, MEMBER) == here


async def _save(database: Database, *saved: Member) -> None:
    async with database.write() as connection:
        for member in saved:
            await members.save(connection, member)


def _due(member: str, at: datetime, workspace: WorkspaceId = WORKSPACE) -> Member:
    return a_member(workspace=workspace, id=MemberId(member), next_slot=Slot(at=at, kinds=STAND))
