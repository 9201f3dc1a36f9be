"""Workspaces coming and going."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import WorkspaceId
from bot.services.ports import Clock
from bot.storage import installations, workspaces
from bot.storage.database import Database

REFUSED_FOR = timedelta(days=7)
"""How long Slack refuses a token before its workspace counts as gone.

Nothing is sent meanwhile, so that waiting costs nobody anything, whereas a purge is for good.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspaces:
    """Admits workspaces and lets them go."""

    database: Database
    clock: Clock

    async def admit(self, workspace: WorkspaceId) -> None:
        """Let a workspace in, for the first time or again."""
        async with self.database.write() as connection:
            await workspaces.add(connection, workspace, at=self.clock.now())

    async def leave(self, workspace: WorkspaceId, *, before: datetime | None = None) -> bool:
        """Serve a workspace no more, and forget its token; tell whether it was served until now.

        What is stored about its people stays for the few hours until the purge, in case the app
        comes straight back. News of an uninstall may come hours late: a workspace admitted again
        since `before`, the time of that news, stays.
        """
        async with self.database.write() as connection:
            left = await workspaces.mark_removed(
                connection, workspace, at=self.clock.now(), before=before
            )
            if left:
                await installations.forget(connection, workspace)
        return left

    async def leave_refused(self) -> list[WorkspaceId]:
        """Let the workspaces go whose token Slack has refused for long; return which.

        Only those that installed the app: the token of a single workspace is its operator's.
        """
        now = self.clock.now()
        async with self.database.read() as connection:
            refused = await workspaces.list_refused(connection, since=now - REFUSED_FOR)
        return [workspace for workspace in refused if await self.leave(workspace, before=now)]

    async def pause(self, workspace: WorkspaceId, *, until: datetime | None) -> None:
        """Nudge nobody in a workspace until an instant; None ends that.

        Slots pass in silence meanwhile, so that an end that comes sooner holds from the next one.
        """
        async with self.database.write() as connection:
            await workspaces.set_pause(connection, workspace, until=until)

    async def revive(self, workspace: WorkspaceId) -> None:
        """Serve a workspace again whose token Slack takes after all; one that left stays away."""
        async with self.database.write() as connection:
            await workspaces.mark_alive(connection, workspace, at=self.clock.now())

    async def list_revoked(self) -> list[WorkspaceId]:
        """Return the workspaces that are not served because Slack refused their token."""
        async with self.database.read() as connection:
            return await workspaces.list_revoked(connection)

    async def is_known(self, workspace: WorkspaceId) -> bool:
        """Tell whether a workspace has been let in, and has not left."""
        async with self.database.read() as connection:
            return await workspaces.is_known(connection, workspace)
