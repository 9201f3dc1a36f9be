"""Keeps each workspace below Slack's limits: a bucket per workspace and method."""

import asyncio
import time
from contextlib import suppress
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
# A person waits for each of these, and many press at once when a wave of nudges has come. Slack
# counts whole minutes and grants "100 or more"; where a burst is too much, it says so.
AWAITED = Pace(per_minute=80, burst=60)

PACES = {
    "chat.postMessage": POSTING,
    "chat.update": THIRD_TIER,
    "users.info": FOURTH_TIER,
    "views.open": AWAITED,
    "views.publish": AWAITED,
    "views.update": AWAITED,
}


@dataclass(slots=True)
class _Bucket:
    """The instant up to which a steady pace is used up, and one before which nothing goes."""

    spent_until: datetime
    held_until: datetime


class _Passing:
    """Tells how time passes: as on the app's clock, but never slower than it really does.

    Turns come again while a sandbox's clock stands still; Slack's limits are about real time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen = self._now = clock.now()
        self._since = time.monotonic()

    def now(self) -> datetime:
        """Return how far time has come."""
        seen, since = self._clock.now(), time.monotonic()
        self._now += max(seen - self._seen, timedelta(seconds=since - self._since))
        self._seen, self._since = seen, since
        return self._now

    async def sleep(self, wait: timedelta) -> None:
        """Wait until so much time has passed."""
        seconds = wait.total_seconds()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._clock.sleep(seconds)


class Pacing:
    """Hands out turns to call Slack; workspaces and methods never wait for one another."""

    def __init__(self, clock: Clock, *, most_buckets: int = MOST_BUCKETS) -> None:
        self._time = _Passing(clock)
        self._most_buckets = most_buckets
        self._buckets: dict[tuple[WorkspaceId, str], _Bucket] = {}
        self._sleepers: set[asyncio.Future[None]] = set()
        self._closed = False

    async def acquire(self, workspace: WorkspaceId, method: str) -> timedelta | None:
        """Wait for a turn, first come first served; None once it is there.

        Where Slack has said to wait, the time still to wait comes back at once instead, so that
        nobody's turn is spent on a call that would be refused. Nobody waits once all is closing.
        """
        pace, bucket = PACES[method], self._bucket(workspace, method)
        now = self._time.now()
        if now < bucket.held_until:
            return bucket.held_until - now
        turn = max(bucket.spent_until, now) - pace.slack
        bucket.spent_until = max(bucket.spent_until, now) + pace.interval
        if turn > now:
            if not await self.sleep(turn - now):
                return timedelta()
            now = self._time.now()
        # Others in the same queue may have been refused meanwhile.
        return bucket.held_until - now if now < bucket.held_until else None

    def try_acquire(self, workspace: WorkspaceId, method: str) -> bool:
        """Take a turn if there is one right now."""
        pace, bucket = PACES[method], self._bucket(workspace, method)
        now = self._time.now()
        if now < bucket.held_until or max(bucket.spent_until, now) - pace.slack > now:
            return False
        bucket.spent_until = max(bucket.spent_until, now) + pace.interval
        return True

    def hold(self, workspace: WorkspaceId, method: str, wait: timedelta) -> None:
        """Let nothing through to a method of a workspace for as long as Slack said."""
        bucket = self._bucket(workspace, method)
        bucket.held_until = max(bucket.held_until, self._time.now() + wait)

    async def sleep(self, wait: timedelta) -> bool:
        """Wait for so long; tell whether that is over, and not cut short because all is closing."""
        if self._closed:
            return False
        sleeper = asyncio.ensure_future(self._time.sleep(wait))
        self._sleepers.add(sleeper)
        sleeper.add_done_callback(self._sleepers.discard)
        try:
            await asyncio.wait([sleeper])
        finally:
            sleeper.cancel()
        return not sleeper.cancelled()

    def close(self) -> None:
        """Send everyone who waits for a turn away, and let nobody wait any more."""
        self._closed = True
        for sleeper in self._sleepers:
            sleeper.cancel()

    def __len__(self) -> int:
        return len(self._buckets)

    def _bucket(self, workspace: WorkspaceId, method: str) -> _Bucket:
        key = (workspace, method)
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= self._most_buckets:
                self._evict_idle()
            now = self._time.now()
            bucket = self._buckets[key] = _Bucket(spent_until=now, held_until=now)
        return bucket

    def _evict_idle(self) -> None:
        """Forget the buckets that are as good as new."""
        now = self._time.now()
        self._buckets = {
            key: bucket
            for key, bucket in self._buckets.items()
            if max(bucket.spent_until, bucket.held_until) > now
        }
