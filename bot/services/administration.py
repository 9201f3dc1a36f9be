"""What owners and admins see of their workspace: what is set up, and figures of all together."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import WorkspaceId
from bot.domain.leaderboard import FEWEST_PARTICIPANTS, Period
from bot.domain.score import Tally
from bot.services.ports import Clock
from bot.storage import setups
from bot.storage.database import Database

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How far a workspace is set up, and how it goes.

    Attributes:
        members: how many are opted in.
        boards: how many channels have a board.
        calendar: whose public holidays count for whoever chose none; empty for nobody's.
        paused_until: until when nobody is nudged, while that is ahead.
        has_own_words: admins added words for statuses, or took some away.
        exercises: how many of their own they added.
        participants: how many took part in the last seven days, or None where they were too few
            for figures of all together to hide each.
        week: those figures.
    """

    members: int
    boards: int
    calendar: str
    paused_until: datetime | None
    has_own_words: bool
    exercises: int
    participants: int | None
    week: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration:
    """Reads what admins may see: never the figures of a single person."""

    database: Database
    clock: Clock

    async def find(self, workspace: WorkspaceId) -> Setup:
        """Return how far a workspace is set up."""
        now = self.clock.now()
        today = now.date()
        period = Period(first=today - _WEEK + timedelta(days=1), last=today)
        async with self.database.read() as connection:
            counts = await setups.count(connection, workspace)
            participants, week = await setups.total(connection, workspace, period)
        enough = participants >= FEWEST_PARTICIPANTS
        paused_until = counts.paused_until
        is_ahead = paused_until is not None and now < paused_until
        return Setup(
            members=counts.members,
            boards=counts.boards,
            calendar=counts.calendar,
            paused_until=paused_until if is_ahead else None,
            has_own_words=bool(counts.statuses),
            exercises=counts.exercises,
            participants=participants if enough else None,
            week=week if enough else Tally(),
        )
