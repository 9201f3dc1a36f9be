"""The figures that boards are made of, read for those who are opted in now."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.leaderboard import Leaderboard, Period, baseline_before, compose
from bot.domain.member import BoardName
from bot.domain.score import Tally
from bot.storage import totals

People = Mapping[MemberId, tuple[BoardName, str | None]]


async def list_tallies(
    connection: AsyncConnection, workspace: WorkspaceId, period: Period, people: People
) -> dict[MemberId, Tally]:
    """Return the counts of those who are opted in now; whoever left takes theirs along."""
    counted = await totals.by_member(connection, workspace, period)
    return {member: tally for member, tally in counted.items() if member in people}


async def composed(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    period: Period,
    people: People,
    tallies: Mapping[MemberId, Tally],
) -> Leaderboard:
    """Return a workspace's board over a period, given everybody's counts in it."""
    return compose(
        period,
        tallies,
        baselines=await list_tallies(connection, workspace, baseline_before(period), people),
        shown=frozenset(
            member for member, (name, _) in people.items() if name is not BoardName.HIDDEN
        ),
    )


def names(board: Leaderboard, people: People) -> dict[MemberId, str | None]:
    """Return the alias, or None for none, of everybody whom a board names."""
    named = {standing.member for standing in board.shown}
    if board.improved is not None:
        named.add(board.improved.member)
    return {
        member: people[member][1] if people[member][0] is BoardName.ALIAS else None
        for member in named
    }
