"""Keeps each workspace below Slack's limits: a bucket per workspace and method."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import WorkspaceId
from bot.services.ports import Clock

MOST_BUCKETS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """So many calls a minute, of which so many may come at once."""

    per_minute: int
    burst: int

    @property
    def interval(self) -> timedelta:
        """Return the time between two calls at a steady pace."""
        return timedelta(minutes=1) / self.per_minute

    @property
    def slack(self) -> timedelta:
        """Return how far ahead of a steady pace a burst may run."""
        return self.interval * (self.burst - 1)


# A minute's burst and steady flow together stay below what Slack grants a workspace: "several
# hundred" posts, 50 calls in its third tier, 100 in its fourth.
POSTING = Pace(per_minute=270, burst=20)
THIRD_TIER = Pace(per_minute=40, burst=8)
FOURTH_TIER = Pace(per_minute=80, burst=15)

PACES = {
    "chat.postMessage": POSTING,
    "chat.update": THIRD_TIER,
    "users.info": FOURTH_TIER,
    "views.open": FOURTH_TIER,
    "views.publish": FOURTH_TIER,
    "views.update": FOURTH_TIER,
}


@dataclass(slots=True)
class _Bucket:
    """The instant up to which a steady pace is used up, and one before which nothing goes."""

    spent_until: datetime
    held_until: datetime


class Pacing:
    """Hands out turns to call Slack; workspaces and methods never wait for one another."""

    def __init__(self, clock: Clock, *, most_buckets: int = MOST_BUCKETS) -> None:
        self._clock = clock
        self._most_buckets = most_buckets
        self._buckets: dict[tuple[WorkspaceId, str], _Bucket] = {}

    async def acquire(self, workspace: WorkspaceId, method: str) -> timedelta | None:
        """Wait for a turn, first come first served; None once it is there.

        Where Slack has said to wait, the time still to wait comes back at once instead, so that
        nobody's turn is spent on a call that would be refused.
        """
        pace, bucket = PACES[method], self._bucket(workspace, method)
        now = self._clock.now()
        if now < bucket.held_until:
            return bucket.held_until - now
        turn = max(bucket.spent_until, now) - pace.slack
        bucket.spent_until = max(bucket.spent_until, now) + pace.interval
        if turn > now:
            await self._clock.sleep((turn - now).total_seconds())
            now = self._clock.now()
        # Others in the same queue may have been refused meanwhile.
        return bucket.held_until - now if now < bucket.held_until else None

    def try_acquire(self, workspace: WorkspaceId, method: str) -> bool:
        """Take a turn if there is one right now."""
        pace, bucket = PACES[method], self._bucket(workspace, method)
        now = self._clock.now()
        if now < bucket.held_until or max(bucket.spent_until, now) - pace.slack > now:
            return False
        bucket.spent_until = max(bucket.spent_until, now) + pace.interval
        return True

    def hold(self, workspace: WorkspaceId, method: str, wait: timedelta) -> None:
        """Let nothing through to a method of a workspace for as long as Slack said."""
        bucket = self._bucket(workspace, method)
        bucket.held_until = max(bucket.held_until, self._clock.now() + wait)

    def __len__(self) -> int:
        return len(self._buckets)

    def _bucket(self, workspace: WorkspaceId, method: str) -> _Bucket:
        key = (workspace, method)
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= self._most_buckets:
                self._evict_idle()
            now = self._clock.now()
            bucket = self._buckets[key] = _Bucket(spent_until=now, held_until=now)
        return bucket

    def _evict_idle(self) -> None:
        """Forget the buckets that are as good as new."""
        now = self._clock.now()
        self._buckets = {
            key: bucket
            for key, bucket in self._buckets.items()
            if max(bucket.spent_until, bucket.held_until) > now
        }
