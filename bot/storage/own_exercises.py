"""Queries about the exercises that admins added to their workspace."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection, delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exercise import ExerciseKey
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.own_exercise import OwnExercise, OwnExerciseError
from bot.storage.many import look_up, lookup_of
from bot.storage.raw import fetch, query
from bot.storage.tables import own_exercises

_LIST = query("SELECT key, text, link FROM own_exercises WHERE workspace_id = ? ORDER BY key")
_NAMED = lookup_of(
    own_exercises,
    columns=("workspace_id", "key", "text", "link"),
    given=[("workspace_id", "="), ("key", "=")],
)


def list_of(connection: Connection, workspace: WorkspaceId) -> list[OwnExercise]:
    """Return a workspace's own exercises, those of a kind together and the oldest first.

    One that a stricter release would not take is left out: nobody is to be lost over it.
    """
    rows = fetch(connection, _LIST, workspace)
    return [exercise for row in rows for exercise in _read(*row)]


def list_named(
    connection: Connection, names: Collection[tuple[WorkspaceId, ExerciseKey]]
) -> list[tuple[WorkspaceId, OwnExercise]]:
    """Return those of some exercises, of any workspaces, that there are."""
    rows = look_up(connection, _NAMED, sorted(names))
    return [(row[0], exercise) for row in rows for exercise in _read(*row[1:])]


async def add(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    exercise: OwnExercise,
    *,
    by: MemberId,
    at: datetime,
) -> None:
    """Write an exercise whose key no other has."""
    await connection.execute(
        insert(own_exercises).values(
            workspace_id=workspace,
            key=exercise.key,
            kind=exercise.kind,
            text=exercise.text,
            link=exercise.link,
            added_by=by,
            added_at=at,
        )
    )


async def remove(connection: AsyncConnection, workspace: WorkspaceId, key: ExerciseKey) -> bool:
    """Remove an exercise; tell whether it was there."""
    result = await connection.execute(
        delete(own_exercises).where(
            own_exercises.c.workspace_id == workspace, own_exercises.c.key == key
        )
    )
    return result.rowcount > 0


async def forget_author(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> bool:
    """Forget that a person added exercises, which stay; tell whether they had."""
    result = await connection.execute(
        update(own_exercises)
        .where(own_exercises.c.workspace_id == workspace, own_exercises.c.added_by == member)
        .values(added_by="")
    )
    return result.rowcount > 0


def _read(key: str, text: str, link: str | None) -> Iterator[OwnExercise]:
    """Yield the exercise that a row holds, if it is still acceptable."""
    with suppress(OwnExerciseError):
        yield OwnExercise(key=ExerciseKey(key), text=text, link=link)
