"""Turns to call Slack that all processes on one database share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.domain.ids import WorkspaceId
from bot.domain.pace import Grant, Pace
from bot.storage import turns
from bot.storage.database import Database

ASUNDER = timedelta(minutes=1)
"""By so much, at most, the clocks of two machines differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Hands out turns and holds them back. Whoever shares them agrees on the time, too."""

    database: Database

    async def take(
        self,
        wanted: Mapping[WorkspaceId, int],
        method: str,
        pace: Pace,
        *,
        now: datetime,
        at_once: bool = False,
    ) -> dict[WorkspaceId, Grant]:
        """Take up to so many turns of a method in each of some workspaces.

        Args:
            wanted: how many turns are wanted in each workspace, at least one.
            method: what is to be called.
            pace: how often it may be called in one workspace.
            now: the present.
            at_once: whether only turns will do that have come already, of which there may be none.
        """
        return await self.database.write_at_once(
            partial(turns.take, wanted=wanted, method=method, pace=pace, now=now, at_once=at_once)
        )

    async def hold(self, workspace: WorkspaceId, method: str, *, until: datetime) -> None:
        """Let nothing through to a method of a workspace before an instant."""
        await self.database.write_at_once(
            partial(turns.hold, workspace=workspace, method=method, until=until)
        )

    async def forget_idle(self, *, now: datetime) -> int:
        """Forget what is as good as new, by any machine's clock; return how much that was."""
        return await self.database.write_at_once(partial(turns.forget_idle, now=now - ASUNDER))
