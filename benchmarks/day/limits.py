"""Slack's limits, as its documentation gives them, for each workspace and each channel."""

from dataclasses import dataclass, field

WINDOW = 60.0
OF_METHOD = {"chat.postMessage": 300, "chat.update": 50}
OF_OTHERS = 100
CHANNEL_BURST = 5.0


@dataclass(slots=True)
class Limits:
    """Counts calls in one-minute windows, and messages in each channel."""

    refused: int = 0
    _windows: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    _calm_at: dict[str, float] = field(default_factory=dict)

    def wait(self, team: str, method: str, channel: str, now: float) -> float | None:
        """Count a call; return how long to wait instead where it comes too soon.

        Args:
            team: whose token it was.
            method: of the Web API.
            channel: where a message goes.
            now: in seconds of Slack's clock.
        """
        began, used = self._windows.get((team, method), (now, 0))
        if now - began >= WINDOW:
            began, used = now, 0
        if used >= OF_METHOD.get(method, OF_OTHERS):
            self.refused += 1
            return began + WINDOW - now
        if method == "chat.postMessage":
            calm = max(self._calm_at.get(channel, 0.0), now)
            if calm - now >= CHANNEL_BURST:
                self.refused += 1
                return calm - now
            self._calm_at[channel] = calm + 1.0
        self._windows[team, method] = began, used + 1
        return None
