"""Owns driving the clock from the page: running fast until something happens, then pausing."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import asyncio

    from bot.sandbox.delivery import Delivery
    from bot.sandbox.model import Message, Person
    from bot.sandbox.realm import Realm

# A run that waits for a message gives up after this many sandbox seconds.
_LONGEST_RUN = 24 * 3_600.0


class Driver:
    """Runs the clock fast and smoothly, so that whoever polls it misses nothing."""

    def __init__(self, realm: "Realm", delivery: "Delivery", fast: float) -> None:
        self.until: Literal["next_dm"] | None = None
        self._realm = realm
        self._delivery = delivery
        self._fast = fast
        self._reader: str | None = None
        self._run: asyncio.Task[None] | None = None

    def set_speed(self, speed: float) -> None:
        """Let the clock run at a speed from now on."""
        self._halt()
        self._drive(speed)

    def run_for(self, seconds: float) -> None:
        """Run fast for so many sandbox seconds, then go on as before."""
        self._halt()
        self._start(seconds, self._realm.clock.speed)

    def run_to_next_message(self, reader: str) -> None:
        """Run fast until the bot writes to a person, then pause."""
        self._halt()
        self.until, self._reader = "next_dm", reader
        self._start(_LONGEST_RUN, 0.0)

    def notice(self, reader: "Person", _message: "Message") -> None:
        """Pause if this is the message a run waits for."""
        if reader.id == self._reader:
            self._halt()
            self._drive(0.0)

    def _start(self, seconds: float, afterwards: float) -> None:
        self._drive(self._fast)
        self._run = self._delivery.spawn(self._finish(seconds, afterwards))

    async def _finish(self, seconds: float, afterwards: float) -> None:
        await self._realm.clock.sleep(seconds)
        self._run = None
        self._halt()
        self._drive(afterwards)

    def _halt(self) -> None:
        if self._run is not None:
            self._run.cancel()
        self._run = self.until = self._reader = None

    def _drive(self, speed: float) -> None:
        self._realm.clock.speed = speed
        self._realm.changes.bump()
