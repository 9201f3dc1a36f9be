"""What Slack tells of people: who has just become free gets what was held, once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.domain.attention import heard
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.presence import UNSEEN, Doing, DoNotDisturb, Presence
from bot.services.ports import Clock
from bot.storage import claims, presences
from bot.storage.database import Database

__all__ = ["DoNotDisturb", "Doing", "Presences", "Stale", "Told"]

STALE_AFTER = timedelta(hours=4)
"""How long what Slack said of somebody is gone by before it is asked again."""

MOST_OF_EACH = 10
"""So many members of a workspace are looked up at a time."""

Told = Doing | DoNotDisturb


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A member about whom Slack is to be asked; `seen` if their profile was heard of lately."""

    workspace: WorkspaceId
    member: MemberId
    seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Presences:
    """Keeps what Slack says of members, and of nobody else."""

    database: Database
    clock: Clock

    async def find(self, workspace: WorkspaceId, member: MemberId) -> Presence:
        """Return what is known of a member."""
        look = partial(presences.list_of, workspace=workspace, ids=[member])
        return (await self.database.look(look)).get(member, UNSEEN)

    async def hear(self, workspace: WorkspaceId, member: MemberId, told: Told) -> bool:
        """Take down what Slack tells of a person; tell whether they are opted in.

        Nothing is kept of anybody else. In a large workspace most of what is told is about others,
        and costs one look.
        """
        look = partial(claims.find_some, workspace=workspace, ids=[member])
        found = (await self.database.look(look)).get(member)
        if found is None or not found.is_opted_in:
            return False
        hearing = partial(_hear, whose=(workspace, member), told=told, now=self.clock.now())
        await self.database.write_at_once(hearing)
        return True

    async def take_stale(self, *, after: datetime, until: datetime) -> list[Stale]:
        """Return members to ask Slack about, and let nobody else ask for some hours.

        Those have a slot after one instant and until another, which is soon, and what is known of
        them is old. Of each workspace there are so many that a few calls do.
        """
        now = self.clock.now()
        near = await self.database.look(
            partial(
                presences.list_stale,
                after=after,
                until=until,
                asked_before=now - STALE_AFTER,
                most_of_each=MOST_OF_EACH,
            )
        )
        if not near:
            return []
        keys = {(workspace, member) for workspace, member, _ in near}
        there = await self.database.write_at_once(partial(_note_asked, keys=keys, at=now))
        return [
            Stale(workspace=workspace, member=member, seen=_is_fresh(seen_at, now))
            for workspace, member, seen_at in near
            if (workspace, member) in there
        ]

    async def doubt(self, workspace: WorkspaceId) -> None:
        """Ask Slack again about everybody in a workspace when their time comes.

        Until then what is known still counts, whatever it is.
        """
        async with self.database.write() as connection:
            await connection.run_sync(presences.doubt, workspace)


def _note_asked(
    connection: Connection, keys: set[tuple[WorkspaceId, MemberId]], *, at: datetime
) -> Collection[tuple[WorkspaceId, MemberId]]:
    """Note who is asked about, and return them.

    Somebody may have left with all that is kept, or just have been asked about by another process.
    """
    there = claims.list_locked(connection, keys)
    asked = presences.list_asked(connection, keys, since=at - STALE_AFTER)
    ours = {key for key, found in there.items() if found.is_opted_in and key not in asked}
    presences.note_asked(connection, ours, at=at)
    return ours


def _is_fresh(seen_at: datetime | None, now: datetime) -> bool:
    return seen_at is not None and seen_at > now - STALE_AFTER


def _hear(
    connection: Connection, whose: tuple[WorkspaceId, MemberId], told: Told, *, now: datetime
) -> None:
    workspace, member = whose
    there = claims.list_locked(connection, {whose}).values()
    for found in [one for one in there if one.is_opted_in]:
        before = presences.list_of(connection, workspace, [member]).get(member, UNSEEN)
        after = _after(before, told)
        if after is not before:
            presences.save(connection, workspace, [(member, after)])
        moved = heard(found, before, after, now=now)
        if moved is not found:
            claims.advance(connection, [moved])


def _after(before: Presence, told: Told) -> Presence:
    return before.disturbed(told) if isinstance(told, DoNotDisturb) else before.doing(told)
