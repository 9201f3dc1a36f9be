"""Owns Slack's rate limits: one-minute windows per workspace and method, in the sandbox's time."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox.errors import RateLimitedError

if TYPE_CHECKING:
    from bot.sandbox.realm import Realm

TIER_1 = 1
TIER_2 = 20
TIER_3 = 50
TIER_4 = 100
# Slack says "several hundred" for posting and for auth.test, and names no number.
SEVERAL_HUNDRED = 300
# About one message per second in a channel; short bursts pass.
_CHANNEL_BURST = 5
_WINDOW = 60_000_000
_SECOND = 1_000_000


@dataclass(slots=True)
class _Window:
    began: int
    used: int = 0


class Limits:
    """Counts the calls of each workspace and refuses those that come too soon."""

    def __init__(self, realm: "Realm") -> None:
        self._realm = realm
        self._windows: dict[tuple[str, str], _Window] = {}
        self._channels: dict[str, float] = {}

    def spend(self, workspace_id: str, method: str, per_minute: int) -> None:
        """Count a call, or refuse it until the window of its method ends."""
        now = self._realm.micros()
        window = self._windows.get((workspace_id, method))
        if window is None or now - window.began >= _WINDOW:
            window = self._windows[workspace_id, method] = _Window(now)
        if window.used >= per_minute:
            raise RateLimitedError(_seconds(window.began + _WINDOW - now))
        window.used += 1

    def spend_post(self, channel_id: str) -> None:
        """Count a message in a channel, or refuse it until the channel calmed down."""
        now = self._realm.micros()
        # When the channel will be calm again: each message adds a second, up to the burst.
        calm = max(self._channels.get(channel_id, 0.0), now)
        if calm - now >= _CHANNEL_BURST * _SECOND:
            raise RateLimitedError(_seconds(calm - now - (_CHANNEL_BURST - 1) * _SECOND))
        self._channels[channel_id] = calm + _SECOND


def _seconds(micros: float) -> int:
    return max(1, math.ceil(micros / _SECOND))
