"""Owns driving the clock from the page: running fast until something happens, then pausing."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from bot.sandbox.shapes import zone

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Coroutine

    from bot.sandbox.delivery import Delivery
    from bot.sandbox.model import Message, Person
    from bot.sandbox.realm import Realm
    from bot.sandbox.workspace import Workspace

# A run that waits for a message gives up after this long: from Friday over a long weekend.
_LONGEST_RUN = timedelta(days=4)
# How many times faster than `fast` such a run goes after so long without the message. A bot that
# polls each quarter of a second is at most eight and a half minutes late at the last of these.
_PACES = ((timedelta(hours=3), 10 / 3), (timedelta(hours=1), 2.0), (timedelta(0), 1.0))
# And how many times while nobody is about, when nothing should be due.
_DESERTED = 10.0
# When people may be about, Monday to Friday, on their own clocks.
_MORNING, _EVENING, _SATURDAY = 6, 20, 5
# Sandbox seconds between two looks at the pace.
_LOOK_EVERY = 300.0


class Driver:
    """Runs the clock fast and smoothly, so that whoever polls it misses nothing."""

    def __init__(self, realm: "Realm", delivery: "Delivery", fast: float) -> None:
        self.until: Literal["next_dm"] | None = None
        self._realm = realm
        self._delivery = delivery
        self._fast = fast
        self._reader: str | None = None
        self._run: asyncio.Task[None] | None = None
        self._afterwards = 0.0

    def set_speed(self, speed: float) -> None:
        """Let the clock run at a speed from now on."""
        self._halt()
        self._drive(speed)

    def run_for(self, seconds: float) -> None:
        """Run fast for so many sandbox seconds, then go on as before, or as after a run it cuts."""
        if self._run is None:
            self._afterwards = self._realm.clock.speed
        self._halt()
        self._start(self._pass(seconds))

    def run_to_next_message(self, workspace: "Workspace", reader: str) -> None:
        """Run until the bot writes to a person, faster the longer it takes, then pause."""
        self._halt()
        self._afterwards = 0.0
        self.until, self._reader = "next_dm", reader
        self._start(self._wait(workspace))

    def notice(self, reader: "Person", _message: "Message") -> None:
        """Pause if this is the message a run waits for."""
        if reader.id == self._reader:
            self._halt()
            self._drive(self._afterwards)

    def _start(self, run: "Coroutine[None, None, None]") -> None:
        self._drive(self._fast)
        self._run = self._delivery.spawn(run)

    async def _pass(self, seconds: float) -> None:
        await self._realm.clock.sleep(seconds)
        self._end()

    async def _wait(self, workspace: "Workspace") -> None:
        clock = self._realm.clock
        start = clock.now()
        while clock.now() - start < _LONGEST_RUN:
            self._hurry(workspace, clock.now() - start)
            await clock.sleep(_LOOK_EVERY)
        self._end()

    def _hurry(self, workspace: "Workspace", waited: timedelta) -> None:
        now = self._realm.clock.now()
        times = next(times for least, times in _PACES if waited >= least)
        if not any(_about(person, now) for person in workspace.people.values()):
            times = _DESERTED
        if self._fast * times != self._realm.clock.speed:
            self._drive(self._fast * times)

    def _end(self) -> None:
        # Nothing to cancel any more: this is the run itself, at its end.
        self._run = None
        self._halt()
        self._drive(self._afterwards)

    def _halt(self) -> None:
        if self._run is not None:
            self._run.cancel()
        self._run = self.until = self._reader = None

    def _drive(self, speed: float) -> None:
        self._realm.clock.speed = speed
        self._realm.changes.bump()


def _about(person: "Person", now: datetime) -> bool:
    if person.is_bot or person.deleted:
        return False
    local = now.astimezone(zone(person.tz or "UTC"))
    return local.weekday() < _SATURDAY and _MORNING <= local.hour < _EVENING
