"""Queries about what a workspace says of statuses."""

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import WorkspaceId
from bot.domain.status import USUAL, StatusWords
from bot.storage.tables import policies
from bot.storage.upsert import insert_into

_LISTS = ("meeting", "focus", "away", "never")


async def find_statuses(connection: AsyncConnection, workspace: WorkspaceId) -> StatusWords:
    """Return what a workspace says of statuses."""
    kept: str | None = await connection.scalar(
        select(policies.c.statuses).where(policies.c.workspace_id == workspace)
    )
    return _read(kept or "")


async def save_statuses(
    connection: AsyncConnection, workspace: WorkspaceId, words: StatusWords
) -> None:
    """Write what a workspace, which must be known, says of statuses from now on."""
    insert = insert_into(connection, policies).values(
        workspace_id=workspace, statuses=_written(words)
    )
    await connection.execute(
        insert.on_conflict_do_update(
            index_elements=["workspace_id"], set_={"statuses": insert.excluded.statuses}
        )
    )


def _written(words: StatusWords) -> str:
    if words == USUAL:
        return ""
    lists = {name: getattr(words, name) for name in _LISTS}
    return orjson.dumps(lists | {"with_usual": words.with_usual}).decode()


def _read(text: str) -> StatusWords:
    if not text:
        return USUAL
    kept = orjson.loads(text)
    lists = {name: tuple(kept[name]) for name in _LISTS}
    return StatusWords(with_usual=kept["with_usual"], **lists)
