"""How long things are kept: what is old goes in steps, and so do workspaces that left."""

from datetime import timedelta

from bot.services.ports import Clock
from bot.storage import history, workspaces
from bot.storage.database import Database

RAW_KEPT_FOR = timedelta(days=90)
"""Nudges, completions, reactions and the records of boards' posts: a promise to those they are of.

What is read of them lies within two days, and an answer counts on its own day only.
"""

TOTALS_KEPT_FOR = timedelta(days=402)
"""Daily totals: as far back as a streak is looked for, and nothing else looks further.

Two days more, since a member's day may begin and end almost a day before or after that of UTC.
"""

PURGED_AFTER = timedelta(hours=6)
"""Whoever comes back sooner finds everything as it was; a purge within a day is promised."""

MEMBERS_AT_A_TIME = 100
ROWS_AT_A_TIME = 4_000
"""A step is one transaction of some tens of milliseconds: nudges and answers wait no longer."""

_START = ("", "")


class Retention:
    """Removes what is kept no longer.

    Each step may be taken by any number of processes at once: what one has locked or removed, the
    others pass over. Where a pass is at, each process knows for itself; a new one begins again, and
    finds little.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        members_at_a_time: int = MEMBERS_AT_A_TIME,
        rows_at_a_time: int = ROWS_AT_A_TIME,
    ) -> None:
        self._database = database
        self._clock = clock
        self._members = members_at_a_time
        self._rows = rows_at_a_time
        self._after: tuple[str, str] = _START

    async def prune(self) -> bool:
        """Take one step of a pass over all members; false at its end, until the next is begun."""
        now = self._clock.now()
        async with self._database.read() as connection:
            stretch = await history.next_stretch(connection, after=self._after, limit=self._members)
        async with self._database.write() as connection:
            if stretch is None:
                removed = await history.prune_posts(
                    connection, before=(now - RAW_KEPT_FOR).date(), limit=self._rows
                )
                if removed < self._rows:
                    self._after = _START
                return removed == self._rows
            removed = await history.prune_members(
                connection,
                stretch,
                raw_before=now - RAW_KEPT_FOR,
                totals_before=(now - TOTALS_KEPT_FOR).date(),
                limit=self._rows,
            )
        if removed < self._rows:
            self._after = stretch.end
        return True

    async def purge_removed(self) -> bool:
        """Take one step of purging a workspace that has left; false if there is none to purge.

        Whoever comes back meanwhile keeps what is still there.
        """
        before = self._clock.now() - PURGED_AFTER
        async with self._database.write() as connection:
            for workspace in await workspaces.list_removed(connection, before=before, limit=1):
                removed = await history.empty(connection, workspace, limit=self._rows)
                if removed < self._rows:
                    await workspaces.remove(connection, workspace)
                return True
        return False
