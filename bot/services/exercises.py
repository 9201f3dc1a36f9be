"""The exercises that admins add to their workspace."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.exercise import ExerciseKey, Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.own_exercise import OwnExercise, own_key
from bot.services.ports import Clock
from bot.storage import own_exercises
from bot.storage.database import Database

MOST_OWN = 20
"""As many as the catalogue has of a kind, and what one modal can list."""


class TooManyExercisesError(Exception):
    """A workspace has as many exercises of its own as it can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercises:
    """Keeps the exercises of each workspace's own."""

    database: Database
    clock: Clock

    async def list_of(self, workspace: WorkspaceId) -> list[OwnExercise]:
        """Return a workspace's own exercises, those of a kind together."""
        async with self.database.read() as connection:
            return await connection.run_sync(own_exercises.list_of, workspace)

    async def add(
        self, workspace: WorkspaceId, *, by: MemberId, kind: Kind, text: str, link: str | None
    ) -> OwnExercise:
        """Add an exercise, which takes its turn with the others from then on.

        Raises:
            OwnExerciseError: what it says, or where it links to, is not acceptable.
            TooManyExercisesError: there are enough already.
        """
        now = self.clock.now()
        async with self.database.write() as connection:
            there = await connection.run_sync(own_exercises.list_of, workspace)
            if len(there) >= MOST_OWN:
                raise TooManyExercisesError
            key = _new_key(kind, now, {each.key for each in there})
            exercise = OwnExercise(key=key, text=" ".join(text.split()), link=link)
            await own_exercises.add(connection, workspace, exercise, by=by, at=now)
        return exercise

    async def remove(self, workspace: WorkspaceId, key: ExerciseKey) -> bool:
        """Remove an exercise; tell whether it was there. Nudges that asked for it keep its key."""
        async with self.database.write() as connection:
            return await own_exercises.remove(connection, workspace, key)


def _new_key(kind: Kind, now: datetime, taken: Collection[ExerciseKey]) -> ExerciseKey:
    """Return a key that no exercise had before: it is named after its moment."""
    moment = int(now.timestamp() * 1000)
    while (key := own_key(kind, f"{moment:x}")) in taken:
        moment += 1
    return key
