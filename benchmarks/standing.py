"""Stand-ins for what a benchmark leaves out: a clock that stands still, a messenger that agrees."""

import time
from datetime import datetime

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.services.ports import BoardPosting, Delivered, Notice, NudgeCard, Outcome


class StandingClock:
    """Tells the time that was set; whoever sleeps moves on at once."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        """Return the instant that was set last."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait for nothing."""

    def set(self, now: datetime) -> None:
        """Make it a given instant."""
        self._now = now


class Agreeing:
    """Takes every message at once, and knows how much CPU had gone by the first of a batch.

    Attributes:
        sent: how many messages it took.
        claimed_at: the process's CPU seconds at the first message since `begin`.
    """

    def __init__(self) -> None:
        self.sent = 0
        self.claimed_at: float | None = None

    def begin(self) -> None:
        """Begin a batch."""
        self.claimed_at = None

    async def send_nudge(self, card: NudgeCard) -> Outcome:
        """Take a nudge."""
        if self.claimed_at is None:
            self.claimed_at = time.process_time()
        return self._delivered(ChannelId(f"D{card.nudge.member[1:]}"))

    def refresh_nudge(self, card: NudgeCard) -> None:
        """Take a redrawn nudge."""

    async def post_leaderboard(self, posting: BoardPosting) -> Outcome:
        """Take a leaderboard."""
        return self._delivered(posting.channel)

    async def tell(self, workspace: WorkspaceId, member: MemberId, notice: Notice) -> Outcome:
        """Take a notice."""
        return self._delivered(ChannelId(f"D{member[1:]}"))

    def _delivered(self, channel: ChannelId) -> Outcome:
        self.sent += 1
        ts = MessageTs(f"1772442{self.sent // 1_000_000:03}.{self.sent % 1_000_000:06}")
        return Delivered(message=MessageRef(channel=channel, ts=ts))
