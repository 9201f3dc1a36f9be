"""Turns to call Slack: what waits for them asks for, and how one process keeps them by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.ids import WorkspaceId
from bot.domain.pace import Pace, take
from bot.slack.passing import Passing

NOW = timedelta()

Turn = datetime | timedelta
"""The instant at which a turn comes; or how long nothing goes, so that none was taken."""


class TurnSource(Protocol):
    """Hands out turns; workspaces and methods never wait for one another."""

    async def take(self, workspace: WorkspaceId, method: str) -> Turn:
        """Take the next turn, whenever it comes; first come, first served."""
        ...

    async def try_take(self, workspace: WorkspaceId, method: str) -> bool:
        """Take a turn if there is one right now."""
        ...

    def hold(self, workspace: WorkspaceId, method: str, wait: timedelta) -> None:
        """Let nothing through to a method of a workspace for so long."""
        ...

    def held(self, workspace: WorkspaceId, method: str) -> timedelta | None:
        """Return how long nothing goes through, as far as this process knows."""
        ...

    async def aclose(self, seconds: float) -> None:
        """Let what is being written down finish, for so long at most."""
        ...


@dataclass(slots=True)
class _Bucket:
    """The instant up to which a steady pace is used up, and one before which nothing goes."""

    spent_until: datetime
    held_until: datetime


class LocalTurns:
    """Turns that one process keeps in its memory, for whoever has no one to share them with."""

    def __init__(self, paces: Mapping[str, Pace], time: Passing, *, most_buckets: int) -> None:
        self._paces = paces
        self._time = time
        self._fewest = self._most = most_buckets
        self._buckets: dict[tuple[WorkspaceId, str], _Bucket] = {}

    async def take(self, workspace: WorkspaceId, method: str) -> Turn:
        """Take the next turn, whenever it comes."""
        now = self._time.now()
        bucket = self._bucket(workspace, method, now)
        if now < bucket.held_until:
            return bucket.held_until - now
        pace = self._paces[method]
        _, turn = take(pace, bucket.spent_until, now=now)
        bucket.spent_until = turn + pace.slack + pace.interval
        return turn

    async def try_take(self, workspace: WorkspaceId, method: str) -> bool:
        """Take a turn if there is one right now."""
        now = self._time.now()
        bucket = self._bucket(workspace, method, now)
        pace = self._paces[method]
        taken, turn = take(pace, bucket.spent_until, now=now, at_once=True)
        if not taken or now < bucket.held_until:
            return False
        bucket.spent_until = turn + pace.slack + pace.interval
        return True

    def hold(self, workspace: WorkspaceId, method: str, wait: timedelta) -> None:
        """Let nothing through to a method of a workspace for so long."""
        now = self._time.now()
        bucket = self._bucket(workspace, method, now)
        bucket.held_until = max(bucket.held_until, now + wait)

    def held(self, workspace: WorkspaceId, method: str) -> timedelta | None:
        """Return how long nothing goes through, if that is so."""
        bucket = self._buckets.get((workspace, method))
        if bucket is None:
            return None
        wait = bucket.held_until - self._time.now()
        return wait if wait > NOW else None

    async def aclose(self, seconds: float) -> None:
        """Wait for nothing: nothing is written down."""

    def __len__(self) -> int:
        return len(self._buckets)

    def _bucket(self, workspace: WorkspaceId, method: str, now: datetime) -> _Bucket:
        key = (workspace, method)
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= self._most:
                self._forget_idle(now)
            bucket = self._buckets[key] = _Bucket(spent_until=now, held_until=now)
        return bucket

    def _forget_idle(self, now: datetime) -> None:
        self._buckets = {
            key: bucket
            for key, bucket in self._buckets.items()
            if max(bucket.spent_until, bucket.held_until) > now
        }
        # Where most are busy, the next look is not worth its while before there are twice as many.
        self._most = max(self._fewest, 2 * len(self._buckets))
