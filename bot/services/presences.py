"""What Slack tells of people: who has just become free gets what was held, once."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.domain.attention import heard
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.presence import UNSEEN, Busy, Presence
from bot.services.ports import Clock
from bot.storage import claims, presences
from bot.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What a profile says that somebody is doing, at an instant; see `Presence`."""

    at: datetime
    status: Busy | None = None
    status_until: datetime | None = None
    in_huddle: bool = False
    huddle_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoNotDisturb:
    """When Do Not Disturb is on, or next will be, as Slack says at an instant."""

    at: datetime
    start: datetime | None = None
    end: datetime | None = None


Told = Doing | DoNotDisturb


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
        """Take down what Slack tells of a person; tell whether they are a member.

        In a large workspace most of what is told is about others, and costs one look.
        """
        look = partial(claims.find_some, workspace=workspace, ids=[member])
        if not await self.database.look(look):
            return False
        hearing = partial(_hear, whose=(workspace, member), told=told, now=self.clock.now())
        await self.database.write_at_once(hearing)
        return True


def _hear(
    connection: Connection, whose: tuple[WorkspaceId, MemberId], told: Told, *, now: datetime
) -> None:
    found = claims.list_locked(connection, {whose}).get(whose)
    if found is None:
        return
    workspace, member = whose
    before = presences.list_of(connection, workspace, [member]).get(member, UNSEEN)
    after = _after(before, told)
    if after is before:
        return
    presences.save(connection, workspace, [(member, after)])
    moved = heard(found, before, after, now=now)
    if moved is not found:
        claims.advance(connection, [moved])


def _after(before: Presence, told: Told) -> Presence:
    """Return what is known from now on; older news than what is known changes nothing."""
    if isinstance(told, DoNotDisturb):
        if before.dnd_seen_at is not None and told.at < before.dnd_seen_at:
            return before
        return replace(before, dnd_start=told.start, dnd_end=told.end, dnd_seen_at=told.at)
    if before.seen_at is not None and told.at < before.seen_at:
        return before
    return replace(
        before,
        status=told.status,
        status_until=told.status_until,
        in_huddle=told.in_huddle,
        huddle_until=told.huddle_until,
        seen_at=told.at,
    )
