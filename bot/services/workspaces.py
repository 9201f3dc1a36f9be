"""Workspaces coming and going."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import WorkspaceId
from bot.services.ports import Clock
from bot.storage import workspaces
from bot.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspaces:
    """Admits and purges workspaces."""

    database: Database
    clock: Clock

    async def admit(self, workspace: WorkspaceId) -> None:
        """Let a workspace in, for the first time or again."""
        async with self.database.write() as connection:
            await workspaces.add(connection, workspace, at=self.clock.now())

    async def purge(self, workspace: WorkspaceId, *, before: datetime | None = None) -> None:
        """Remove a workspace with everything stored about its people.

        News of an uninstall may come hours late: a workspace admitted again since `before`, the
        time of that news, stays.
        """
        async with self.database.write() as connection:
            await workspaces.remove(connection, workspace, before=before)

    async def list_revoked(self) -> list[WorkspaceId]:
        """Return the workspaces that are not served because Slack refused their token."""
        async with self.database.read() as connection:
            return await workspaces.list_revoked(connection)

    async def is_known(self, workspace: WorkspaceId) -> bool:
        """Tell whether a workspace has been let in."""
        async with self.database.read() as connection:
            return await workspaces.is_known(connection, workspace)
