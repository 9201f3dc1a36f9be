"""Where something is due: a look every second, and now and then a sweep for what was left over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.ids import WorkspaceId
from bot.storage import due

RECENT = timedelta(minutes=2)
"""How far back every look goes: further than processes' clocks and looks are apart."""

SWEEP_EVERY = timedelta(minutes=1)
"""How long a slot that was left over waits for a sweep, at most; its window is five minutes."""


@dataclass(slots=True)
class Lookout:
    """Finds the workspaces in which something is due.

    Attributes:
        swept_at: when it last looked for what was left over; never, when a process has just begun.
    """

    swept_at: datetime | None = None

    def list_due(self, connection: Connection, *, now: datetime) -> list[WorkspaceId]:
        """Return served workspaces with something due, those longest due first."""
        since = now - RECENT
        found = due.list_recent(connection, since=since, now=now)
        if self.swept_at is None or abs(now - self.swept_at) >= SWEEP_EVERY:
            found = list(dict.fromkeys((*due.list_left_over(connection, before=since), *found)))
            self.swept_at = now
        return found
