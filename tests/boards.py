"""Boards as the domain defines them, made from everybody's counts."""

from collections.abc import Collection, Mapping

from bot.domain.ids import MemberId
from bot.domain.leaderboard import Field, Leaderboard, Period, compose
from bot.domain.score import Tally


def field_of(tallies: Mapping[MemberId, Tally]) -> Field:
    """Return all who took part, of everybody."""
    taking_part = [tally for tally in tallies.values() if tally.asked or tally.done]
    return Field(
        participants=len(taking_part),
        total=sum(taking_part, Tally()),
        rank_keys=tuple(sorted(tally.rank_key for tally in taking_part if tally.is_ranked)),
    )


def board_of(
    period: Period,
    tallies: Mapping[MemberId, Tally],
    *,
    shown: Collection[MemberId],
    baselines: Mapping[MemberId, Tally],
) -> Leaderboard:
    """Return the board of everybody, of whom some chose to be shown."""
    return compose(
        period,
        field_of(tallies),
        shown={member: tally for member, tally in tallies.items() if member in shown},
        baselines=baselines,
    )
