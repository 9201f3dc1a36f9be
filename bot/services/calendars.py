"""The public holidays of a workspace, which an admin chooses for whoever chose none themselves."""

from dataclasses import dataclass

from bot.domain.holiday import is_calendar
from bot.domain.ids import WorkspaceId
from bot.domain.member import SettingsError
from bot.storage import calendars
from bot.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendars:
    """Keeps the calendar of each workspace."""

    database: Database

    async def find(self, workspace: WorkspaceId) -> str:
        """Return a workspace's calendar; the empty one has no holidays."""
        async with self.database.read() as connection:
            return await calendars.find(connection, workspace)

    async def choose(self, workspace: WorkspaceId, calendar: str) -> None:
        """Give a workspace, and every member who follows it, a calendar.

        Slots that are planned stay: one on a new holiday passes in silence, and the next one is
        planned by the new calendar.

        Raises:
            SettingsError: nothing is known of such a calendar.
        """
        if not is_calendar(calendar):
            raise SettingsError("calendar")
        async with self.database.write() as connection:
            await calendars.save(connection, workspace, calendar)
