"""The way to Slack that everything shares: its Web API, at its pace, and work in the background."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ids import WorkspaceId
from bot.services.ports import Clock
from bot.services.turns import Turns
from bot.slack.background import Background
from bot.slack.client import Arguments, CallMeter, SlackApi, TokenOf
from bot.slack.pacing import Pacing
from bot.slack.results import Limited, Result

AWAITED_SECONDS = 1.5
"""How long a call may take for which a person waits: Slack gives all of an answer three seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Calls Slack when it is the workspace's turn, and remembers where Slack said to wait."""

    session: aiohttp.ClientSession
    api: SlackApi
    pacing: Pacing
    clock: Clock
    background: Background

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
            wait = await self.pacing.acquire(workspace, method)
        except asyncio.CancelledError:
            return Limited(timedelta())
        if wait is not None:
            return Limited(wait)
        if before is not None and self.clock.now() >= before:
            return Limited(timedelta())
        return self._heed(workspace, method, await self.api.write(workspace, method, arguments))

    async def write_fresh(
        self, workspace: WorkspaceId, method: str, arguments: Callable[[], Awaitable[Arguments]]
    ) -> Result:
        """Call a method once its turn has come, with the arguments as they are by then."""
        wait = await self.pacing.acquire(workspace, method)
        if wait is not None:
            return Limited(wait)
        fresh = await arguments()
        return self._heed(workspace, method, await self.api.write(workspace, method, fresh))

    async def try_write(
        self,
        workspace: WorkspaceId,
        method: str,
        arguments: Arguments,
        *,
        seconds: float = AWAITED_SECONDS,
    ) -> Result | None:
        """Call a method if it is its turn right now; None if it is not."""
        if not await self.pacing.try_acquire(workspace, method):
            return None
        result = await self.api.write(workspace, method, arguments, seconds=seconds)
        return self._heed(workspace, method, result)

    async def try_read(
        self, workspace: WorkspaceId, method: str, arguments: Arguments
    ) -> Result | None:
        """Look something up if it is the method's turn right now; None if it is not."""
        if not await self.pacing.try_acquire(workspace, method):
            return None
        result = await self.api.read(workspace, method, arguments, seconds=AWAITED_SECONDS)
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
) -> Wire:
    """Make a process's way to Slack.

    Args:
        client: knows where Slack is; its session carries all calls, and is the caller's to close.
        token_of: finds a workspace's token.
        clock: the source of time.
        turns: shared with the other processes on a database; without them there is only this one.
        meter: counts calls.
    """
    if client.session is None:
        raise ValueError("a client without a session would open one for each call")
    return Wire(
        session=client.session,
        api=SlackApi(session=client.session, client=client, token_of=token_of, meter=meter),
        pacing=Pacing(clock, shared=turns),
        clock=clock,
        background=Background(),
    )
