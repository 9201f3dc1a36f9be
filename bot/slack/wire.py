"""The way to Slack that everything shares: its Web API, at its pace, and work in the background."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ids import WorkspaceId
from bot.services.ports import Clock
from bot.services.turns import Turns
from bot.slack.background import Background
from bot.slack.client import MOST_CONNECTIONS, Arguments, CallMeter, SlackApi, TokenOf
from bot.slack.pacing import Pacing
from bot.slack.patience import USUAL, Patience
from bot.slack.results import Limited, Result

MOST_AT_ONCE = MOST_CONNECTIONS * 3 // 4
"""So many calls that can wait are under way at once: a person's call always finds a connection."""

LONGEST_QUEUE = 5.0
"""For so many seconds a call waits for others to end; what has waited longer comes in a heap."""

SOON = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Calls Slack when it is the workspace's turn, and remembers where Slack said to wait."""

    session: aiohttp.ClientSession
    api: SlackApi
    pacing: Pacing
    clock: Clock
    background: Background
    places: asyncio.Semaphore = field(default_factory=partial(asyncio.Semaphore, MOST_AT_ONCE))
    longest_queue: float = LONGEST_QUEUE
    patience: Patience = USUAL

    async def write(
        self,
        workspace: WorkspaceId,
        method: str,
        arguments: Arguments,
        *,
        before: datetime | None = None,
    ) -> Result:
        """Call a method once its turn has come; not at all if that is not `before` an instant.

        Whoever is told to end while waiting has sent nothing, and gets to say so.
        """
        try:
            wait = await self._turn(workspace, method)
        except asyncio.CancelledError:
            return Limited(timedelta())
        if wait is not None:
            return Limited(wait)
        try:
            if before is not None and self.clock.now() >= before:
                return Limited(timedelta())
            result = await self.api.write(workspace, method, arguments)
        finally:
            self.places.release()
        return self._heed(workspace, method, result)

    async def write_fresh(
        self, workspace: WorkspaceId, method: str, arguments: Callable[[], Awaitable[Arguments]]
    ) -> Result:
        """Call a method once its turn has come, with the arguments as they are by then."""
        wait = await self._turn(workspace, method)
        if wait is not None:
            return Limited(wait)
        try:
            result = await self.api.write(workspace, method, await arguments())
        finally:
            self.places.release()
        return self._heed(workspace, method, result)

    async def try_write(
        self,
        workspace: WorkspaceId,
        method: str,
        arguments: Arguments | Callable[[], Arguments],
        *,
        seconds: float | None = None,
    ) -> Result | None:
        """Call a method if it is its turn right now; None if it is not.

        Arguments that take some making may be made once there is a turn. By default, the call may
        take as long as a person has patience.
        """
        if not await self.pacing.try_acquire(workspace, method):
            return None
        made = arguments() if callable(arguments) else arguments
        limit = self.patience.call if seconds is None else seconds
        result = await self.api.write(workspace, method, made, seconds=limit)
        return self._heed(workspace, method, result)

    async def try_read(
        self, workspace: WorkspaceId, method: str, arguments: Arguments
    ) -> Result | None:
        """Look something up if it is the method's turn right now; None if it is not."""
        if not await self.pacing.try_acquire(workspace, method):
            return None
        result = await self.api.read(workspace, method, arguments, seconds=self.patience.call)
        return self._heed(workspace, method, result)

    def close(self) -> None:
        """Let nobody wait for a turn any more; what is on the wire gets to finish."""
        self.pacing.close()

    async def aclose(self, seconds: float) -> None:
        """Let the work in the background finish, for so long at most."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        await self.background.aclose(seconds)
        await self.pacing.aclose(max(end - loop.time(), 0.0))

    async def _turn(self, workspace: WorkspaceId, method: str) -> timedelta | None:
        """Wait for a turn, and for a place among the calls under way; None once both are there.

        The connections would be waited for otherwise, with the clock of the call already running.
        """
        wait = await self.pacing.acquire(workspace, method)
        if wait is not None:
            return wait
        if not self.places.locked():
            await self.places.acquire()
            return None
        try:
            async with asyncio.timeout(self.longest_queue):
                await self.places.acquire()
        except TimeoutError:
            return SOON
        if self.pacing.is_closed:
            self.places.release()
            return timedelta()
        return None

    def _heed(self, workspace: WorkspaceId, method: str, result: Result) -> Result:
        if isinstance(result, Limited):
            self.pacing.hold(workspace, method, result.retry_after)
        return result


def build_wire(
    *,
    client: AsyncWebClient,
    token_of: TokenOf,
    clock: Clock,
    turns: Turns | None = None,
    meter: CallMeter | None = None,
    patience: Patience = USUAL,
) -> Wire:
    """Make a process's way to Slack.

    Args:
        client: knows where Slack is; its session carries all calls, and is the caller's to close.
        token_of: finds a workspace's token.
        clock: the source of time.
        turns: shared with the other processes on a database; without them there is only this one.
        meter: counts calls.
        patience: how long things may take for which a person waits.
    """
    if client.session is None:
        raise ValueError("a client without a session would open one for each call")
    return Wire(
        session=client.session,
        api=SlackApi(session=client.session, client=client, token_of=token_of, meter=meter),
        pacing=Pacing(clock, shared=turns, patience=patience),
        clock=clock,
        background=Background(),
        patience=patience,
    )
