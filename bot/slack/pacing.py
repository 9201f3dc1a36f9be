"""Keeps each workspace below Slack's limits: whoever calls waits for a turn, or does without."""

from datetime import timedelta

from bot.domain.ids import WorkspaceId
from bot.domain.pace import Pace
from bot.services.ports import Clock
from bot.services.turns import Turns
from bot.slack.passing import Passing
from bot.slack.patience import USUAL, Patience
from bot.slack.shared_turns import SharedTurns
from bot.slack.turns import NOW, LocalTurns, TurnSource

MOST_BUCKETS = 10_000

# A minute's burst and steady flow together stay below what Slack grants a workspace: "several
# hundred" posts, 20 calls in its second tier, 50 in its third.
POSTING = Pace(per_minute=270, burst=20)
SECOND_TIER = Pace(per_minute=15, burst=4)
THIRD_TIER = Pace(per_minute=40, burst=8)
# A person waits for each of these, and many press at once when a wave of nudges has come, or join
# when their channel is invited: without their profile they would have to name their zone. Slack
# counts whole minutes and grants "100 or more"; where a burst is too much, it says so.
AWAITED = Pace(per_minute=80, burst=60)

PACES = {
    "chat.postMessage": POSTING,
    "chat.update": THIRD_TIER,
    "dnd.teamInfo": SECOND_TIER,
    "users.info": AWAITED,
    "views.open": AWAITED,
    "views.publish": AWAITED,
    "views.update": AWAITED,
}


class Pacing:
    """Hands out turns to call Slack; workspaces and methods never wait for one another.

    Args:
        clock: the source of time.
        most_buckets: how many buckets this process keeps before it forgets those that are idle.
        shared: the turns of all processes on one database; without them this process is the only
            one to call Slack.
        patience: how long the database may take to say whose turn it is.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        most_buckets: int = MOST_BUCKETS,
        shared: Turns | None = None,
        patience: Patience = USUAL,
    ) -> None:
        self._time = Passing(clock)
        self._local = LocalTurns(PACES, self._time, most_buckets=most_buckets)
        self._turns: TurnSource = self._local
        if shared is not None:
            self._turns = SharedTurns(
                shared, PACES, self._time, alone=self._local, patience=patience
            )

    async def acquire(self, workspace: WorkspaceId, method: str) -> timedelta | None:
        """Wait for a turn, first come first served; None once it is there.

        Where Slack has said to wait, the time still to wait comes back at once instead, so that
        nobody's turn is spent on a call that would be refused. Nobody waits once all is closing.
        """
        turn = await self._turns.take(workspace, method)
        if isinstance(turn, timedelta):
            return turn
        wait = turn - self._time.now()
        if wait <= NOW:
            return None
        if not await self._time.sleep(wait):
            return NOW
        # Others in the same queue may have been refused meanwhile.
        return self._turns.held(workspace, method)

    async def try_acquire(self, workspace: WorkspaceId, method: str) -> bool:
        """Take a turn if there is one right now."""
        return await self._turns.try_take(workspace, method)

    def hold(self, workspace: WorkspaceId, method: str, wait: timedelta) -> None:
        """Let nothing through to a method of a workspace for as long as Slack said."""
        self._turns.hold(workspace, method, wait)

    async def sleep(self, wait: timedelta) -> bool:
        """Wait for so long; tell whether that is over, and not cut short because all is closing."""
        return await self._time.sleep(wait)

    @property
    def is_closed(self) -> bool:
        """Tell whether nobody waits any more."""
        return self._time.is_closed

    def close(self) -> None:
        """Send everyone who waits for a turn away, and let nobody wait any more."""
        self._time.close()

    async def aclose(self, seconds: float) -> None:
        """Let what is written down for other processes be written, for so long at most."""
        await self._turns.aclose(seconds)

    def __len__(self) -> int:
        return len(self._local)
