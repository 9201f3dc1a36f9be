"""Turns that all processes on one database share.

Whoever asks while a statement is under way shares the next one, workspaces together. Those who wait
for a turn in one workspace stand in one line, for which a couple of seconds' worth is taken at a
time: a hundred posts cost a handful of statements, and another process's single call comes between.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Coroutine, Mapping
from datetime import datetime, timedelta

from bot.domain.ids import WorkspaceId
from bot.domain.pace import Grant, Pace
from bot.services.turns import Turns
from bot.slack.passing import Passing
from bot.slack.patience import USUAL, Patience
from bot.slack.together import AWAY, Outage, Together
from bot.slack.turns import NOW, LocalTurns, Turn

_Key = tuple[WorkspaceId, str]


class _Line:
    """Those who wait for a turn, in the order in which they came."""

    def __init__(self) -> None:
        self._places: deque[asyncio.Future[Turn]] = deque()

    def __len__(self) -> int:
        # Whoever has been told to stop waits no more.
        while self._places and self._places[0].done():
            self._places.popleft()
        return len(self._places)

    def join(self) -> asyncio.Future[Turn]:
        """Stand at the end."""
        place: asyncio.Future[Turn] = asyncio.get_running_loop().create_future()
        self._places.append(place)
        return place

    def seat(self, grant: Grant, interval: timedelta) -> None:
        """Give the first their turns."""
        for number in range(grant.count):
            if self:
                self._places.popleft().set_result(grant.first_at + number * interval)

    def dismiss(self, wait: timedelta) -> None:
        """Send everybody away for so long."""
        while self:
            self._places.popleft().set_result(wait)


class SharedTurns:
    """Hands out turns that other processes take too.

    While the database is away, what a person waits for goes by what this process alone has called:
    it is little, and Slack says where it is too much after all. Whatever can wait is put off, since
    what becomes of a nudge could not be written down either.
    """

    def __init__(
        self,
        turns: Turns,
        paces: Mapping[str, Pace],
        time: Passing,
        *,
        alone: LocalTurns,
        patience: Patience = USUAL,
    ) -> None:
        self._turns = turns
        self._paces = paces
        self._time = time
        self._alone = alone
        self._outage = Outage(time)
        self._taking = {each: self._together(each, patience.later_turn) for each in paces}
        self._trying = {each: self._together(each, patience.turn, at_once=True) for each in paces}
        self._lines: dict[_Key, _Line] = {}
        self._held: dict[_Key, datetime] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    async def take(self, workspace: WorkspaceId, method: str) -> Turn:
        """Take the next turn, whenever it comes; first come, first served."""
        key = (workspace, method)
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = _Line()
            self._start(self._serve(key, line))
        return await line.join()

    async def try_take(self, workspace: WorkspaceId, method: str) -> bool:
        """Take a turn if there is one right now."""
        if self.held(workspace, method) is not None:
            return False
        grant = await self._trying[method].ask(workspace)
        if grant is None:
            return await self._alone.try_take(workspace, method)
        return grant.count > 0

    def hold(self, workspace: WorkspaceId, method: str, wait: timedelta) -> None:
        """Let nothing through to a method of a workspace for so long, in any process."""
        now = self._time.now()
        self._held = {key: until for key, until in self._held.items() if until > now}
        self._held[workspace, method] = now + wait
        self._start(self._written(self._turns.hold(workspace, method, until=now + wait)))

    def held(self, workspace: WorkspaceId, method: str) -> timedelta | None:
        """Return how long nothing goes through, as far as this process knows."""
        until = self._held.get((workspace, method))
        wait = NOW if until is None else until - self._time.now()
        return wait if wait > NOW else None

    async def aclose(self, seconds: float) -> None:
        """Let what is being written down finish, for so long at most."""
        asking = (each.under_way for each in (*self._taking.values(), *self._trying.values()))
        left = {task for task in (*asking, *self._under_way) if task is not None}
        if left:
            await asyncio.wait(left, timeout=seconds)

    async def _serve(self, key: _Key, line: _Line) -> None:
        """Serve a line until nobody stands in it."""
        try:
            while line:
                wait = await self._served(key, line)
                if line and not await self._time.sleep(wait):
                    break  # all is closing
        finally:
            line.dismiss(NOW)
            del self._lines[key]

    async def _served(self, key: _Key, line: _Line) -> timedelta:
        """Give the first of a line their turns; return how long until the last of these comes."""
        workspace, method = key
        held = self.held(workspace, method)
        if held is not None:
            line.dismiss(held)
            return NOW
        grant = await self._taking[method].ask(workspace, len(line))
        now, interval = self._time.now(), self._paces[method].interval
        if grant is None:
            line.dismiss(AWAY)
        elif grant.held_until > now:
            self._held[key] = grant.held_until
            line.dismiss(grant.held_until - now)
        else:
            line.seat(grant, interval)
            return grant.first_at + (grant.count - 1) * interval - now
        return NOW

    def _together(self, method: str, seconds: float, *, at_once: bool = False) -> Together:
        pace = self._paces[method]

        async def take(wanted: Mapping[WorkspaceId, int]) -> Mapping[WorkspaceId, Grant]:
            now = self._time.now()
            return await self._turns.take(wanted, method, pace, now=now, at_once=at_once)

        return Together(take, pace, self._outage, seconds=seconds)

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _written(self, writing: Awaitable[object]) -> None:
        try:
            await writing
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the database, calls go on
            self._outage.begin(type(error).__name__)
