"""What a board is made of, counted and ranked by the database: only what is shown leaves it."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.leaderboard import Field, Period, baseline_before
from bot.domain.score import Tally
from bot.storage.ranking import ALIAS, IS_SHOWN, OPTED_IN, figures_by
from bot.storage.tables import members

_FIGURES = {"sqlite": figures_by("BINARY"), "postgresql": figures_by("C")}
"""By database, with the collation under which it compares text as Python does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What `bot.domain.leaderboard.compose` needs of a period.

    Attributes:
        field: all who are opted in now and took part.
        shown: of those who chose to be shown, the best and whoever improved most.
        baselines: the counts before of whoever improved most; empty where nobody can have.
        aliases: under which name those shown go, or None for their own.
    """

    field: Field
    shown: Mapping[MemberId, Tally]
    baselines: Mapping[MemberId, Tally]
    aliases: Mapping[MemberId, str | None]


async def gather(connection: AsyncConnection, workspace: WorkspaceId, period: Period) -> Figures:
    """Return the figures of a period's board, of those who are opted in now.

    Whoever left takes their counts along.
    """
    before = baseline_before(period)
    rows = await connection.execute(
        _FIGURES[connection.dialect.name],
        {
            "workspace": workspace,
            "first": period.first,
            "last": period.last,
            "before_first": before.first,
            "before_last": before.last,
        },
    )
    found = rows.all()
    named = [row for row in found if row.member_id is not None]
    return Figures(
        field=_field([row for row in found if row.member_id is None]),
        shown={
            MemberId(row.member_id): Tally(
                asked=row.asked, completed=row.completed, logged=row.logged
            )
            for row in named
        },
        baselines={
            MemberId(row.member_id): Tally(asked=row.before_asked, completed=row.before_completed)
            for row in named
            if row.before_asked is not None
        },
        aliases={MemberId(row.member_id): row.alias for row in named},
    )


async def list_aliases(
    connection: AsyncConnection, workspace: WorkspaceId, ids: Collection[MemberId]
) -> dict[MemberId, str | None]:
    """Return the alias, or None for none, of those of some members who are shown on boards now."""
    rows = await connection.execute(
        select(members.c.member_id, ALIAS).where(
            members.c.workspace_id == workspace,
            members.c.member_id.in_(ids),
            OPTED_IN,
            IS_SHOWN,
        )
    )
    return {MemberId(row.member_id): row.alias for row in rows}


def _field(groups: Sequence[Row[Any]]) -> Field:
    """Put together what was counted of those who share a rank key; there may be thousands."""
    if not groups:
        return Field(participants=0, total=Tally(), rank_keys=())
    _, _, keys, people, asked, completed, logged, *_ = zip(*groups, strict=True)
    ranked = (repeat(key, n) for key, n in zip(keys, people, strict=True) if key is not None)
    return Field(
        participants=sum(people),
        total=Tally(asked=sum(asked), completed=sum(completed), logged=sum(logged)),
        rank_keys=array("d", sorted(chain.from_iterable(ranked))),
    )
