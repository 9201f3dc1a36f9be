"""A workspace's calendar reaches its members beside whoever else writes about them."""

import asyncio

from sqlalchemy import text

from bot.storage import calendars, claims, members, workspaces
from bot.storage.database import Database
from tests.builders import MEMBER, MONDAY_MORNING, OTHER_MEMBER, WORKSPACE, a_member
from tests.databases import on_postgresql

PATIENCE = 20
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@on_postgresql
async def test_a_new_calendar_waits_its_turn_in_the_order_of_all(database: Database) -> None:
    """However the rows lie, nobody waits for somebody who waits for them."""
    first, second = sorted((MEMBER, OTHER_MEMBER))
    async with database.write() as connection:
        await workspaces.add(connection, WORKSPACE, at=MONDAY_MORNING)
        for member in (second, first):
            await members.save(connection, a_member(id=member))

    async def choose() -> None:
        async with database.write() as connection:
            for way in ("indexscan", "bitmapscan"):  # as if the workspace were large
                await connection.execute(text(f"SET LOCAL enable_{way} = off"))
            await calendars.save(connection, WORKSPACE, "GB")

    async with (
        asyncio.timeout(PATIENCE),
        asyncio.TaskGroup() as together,
        database.write() as connection,
    ):
        await connection.run_sync(claims.list_locked, {(WORKSPACE, first)})
        together.create_task(choose())
        while not await connection.scalar(WAITING):  # noqa: ASYNC110 - the server has no event for it
            await asyncio.sleep(0)
        await connection.run_sync(claims.list_locked, {(WORKSPACE, second)})

    async with database.read() as connection:
        found = [await members.find(connection, WORKSPACE, each) for each in (first, second)]
    assert [one.settings.calendar for one in found if one is not None] == ["GB", "GB"]
