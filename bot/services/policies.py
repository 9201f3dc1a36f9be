"""What admins say of statuses in their workspace, kept at hand because every event asks for it."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import WorkspaceId
from bot.domain.status import StatusWords
from bot.services.ports import Clock
from bot.storage import policies
from bot.storage.database import Database

KEPT_FOR = timedelta(minutes=1)
"""How long a process may be wrong about what another one has saved."""

MOST_KEPT = 1_000

_Kept = OrderedDict[WorkspaceId, tuple[StatusWords, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """Reads and saves which statuses keep nudges away in a workspace.

    What is saved holds for statuses that come in from then on; see `bot.domain.status`.
    """

    database: Database
    clock: Clock
    kept: _Kept = field(default_factory=OrderedDict, repr=False)

    async def find(self, workspace: WorkspaceId) -> StatusWords:
        """Return what a workspace says of statuses, as it stood within the last minute."""
        now = self.clock.now()
        words, until = self.kept.get(workspace, (None, now))
        if words is None or until <= now:
            async with self.database.read() as connection:
                words = await policies.find_statuses(connection, workspace)
            self._keep(workspace, words, now)
        return words

    async def save(self, workspace: WorkspaceId, words: StatusWords) -> None:
        """Let a workspace say this of statuses from now on."""
        async with self.database.write() as connection:
            await policies.save_statuses(connection, workspace, words)
        self._keep(workspace, words, self.clock.now())

    def _keep(self, workspace: WorkspaceId, words: StatusWords, now: datetime) -> None:
        self.kept[workspace] = (words, now + KEPT_FOR)
        self.kept.move_to_end(workspace)
        if len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)
