"""In which language people are spoken to: what they chose, and what Slack speaks with them."""

from dataclasses import dataclass

from bot.domain.ids import MemberId, WorkspaceId
from bot.storage import languages
from bot.storage.database import Database
from bot.storage.languages import Spoken

__all__ = ["Languages", "Spoken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """Reads and notes the languages of members."""

    database: Database

    async def find(self, workspace: WorkspaceId, member: MemberId) -> Spoken | None:
        """Return what is known of a member's language, or None for somebody who never joined."""
        async with self.database.read() as connection:
            return await languages.find(connection, workspace, member)

    async def note(self, workspace: WorkspaceId, member: MemberId, locale: str) -> bool:
        """Note in which language Slack shows itself to a member; tell whether that is news.

        Of anybody else nothing is written down, and what is no news costs one look.
        """
        known = await self.find(workspace, member)
        if known is None or known.locale == locale:
            return False
        async with self.database.write() as connection:
            await languages.note(connection, workspace, member, locale)
        return True
