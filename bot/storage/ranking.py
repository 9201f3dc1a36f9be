"""The rules of `bot.domain.leaderboard` said in SQL; a test holds the two against each other."""

from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Float,
    Integer,
    String,
    Subquery,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from bot.domain.leaderboard import MOST_SHOWN
from bot.domain.member import BoardName, OptIn
from bot.domain.score import FEWEST_ASKED, LARGEST_BONUS
from bot.storage.tables import daily_totals, members

COUNTS = ("asked", "completed", "logged")

OPTED_IN = members.c.opt_in.in_((OptIn.ACTIVE, OptIn.PAUSED))
IS_SHOWN = members.c.board_name != BoardName.HIDDEN
ALIAS = case((members.c.board_name == BoardName.ALIAS, members.c.alias)).label("alias")
"""The name under which a member is shown, or nothing for their own."""


def figures_by(collation: str) -> CompoundSelect[Any]:
    """Count everybody once, and select three things of it, in rows of the same columns.

    By rank key, how many share it and what they did; the best of those shown; who of them improved
    most.

    Args:
        collation: the name under which the database compares text as Python does.
    """
    standings = _standings()
    member_id = standings.c.member_id.collate(collation)
    everybody = select(
        cast(null(), String).label("member_id"),
        cast(null(), String).label("alias"),
        standings.c.rank_key,
        func.count().label("people"),
        *(cast(func.sum(standings.c[name]), BigInteger).label(name) for name in COUNTS),
        *_nothing_before(),
    ).group_by(standings.c.rank_key)
    best = (
        select(*_of_one(standings), *_nothing_before())
        .where(*_is_visible(standings))
        .order_by(standings.c.rank_key.desc(), member_id)
        .limit(MOST_SHOWN)
        .subquery("best")
    )
    before = _before(standings)
    improved = (
        select(*_of_one(standings), before.c.before_asked, before.c.before_completed)
        .join_from(standings, before, before.c.member_id == standings.c.member_id)
        .order_by(_gain(standings, before).desc(), member_id.desc())
        .limit(1)
        .subquery("improved")
    )
    return union_all(everybody, select(best), select(improved))


def _standings() -> CTE:
    """Count the period of everybody who is opted in and took part."""
    # Grouped by the bare column, SQLite would walk through all days of everybody in its order.
    member_id = daily_totals.c.member_id + ""
    counted = (
        select(
            member_id.label("member_id"),
            *(func.sum(daily_totals.c[name]).label(name) for name in COUNTS),
        )
        .where(
            daily_totals.c.workspace_id == bindparam("workspace"),
            daily_totals.c.day.between(bindparam("first"), bindparam("last")),
        )
        .group_by(member_id)
        .subquery("counted")
    )
    return (
        select(
            counted.c.member_id,
            *(counted.c[name] for name in COUNTS),
            IS_SHOWN.label("is_shown"),
            ALIAS,
            _rank_key(counted).label("rank_key"),
        )
        .join_from(counted, members, members.c.member_id == counted.c.member_id)
        .where(
            members.c.workspace_id == bindparam("workspace"),
            OPTED_IN,
            or_(counted.c.asked != 0, _done(counted) != 0),
        )
        .cte("standings")
    )


def _before(standings: CTE) -> Subquery:
    """Count the weeks before of everybody who may be shown, as far as enough was asked."""
    asked = func.sum(daily_totals.c.asked)
    return (
        select(
            standings.c.member_id,
            asked.label("before_asked"),
            func.sum(daily_totals.c.completed).label("before_completed"),
        )
        .join_from(standings, daily_totals, daily_totals.c.member_id == standings.c.member_id)
        .where(
            *_is_visible(standings),
            daily_totals.c.workspace_id == bindparam("workspace"),
            daily_totals.c.day.between(bindparam("before_first"), bindparam("before_last")),
        )
        .group_by(standings.c.member_id)
        .having(asked >= FEWEST_ASKED)
        .subquery("before")
    )


def _rank_key(counted: Subquery) -> ColumnElement[Any]:
    """Say `Tally.rank_key` in SQL, of whom enough was asked for a place."""
    hundredths = 100 * _least(counted.c.completed, counted.c.asked)
    bonus = counted.c.asked * _least(counted.c.logged, LARGEST_BONUS)
    key = cast(hundredths + bonus, Float) / (100 * counted.c.asked)
    return case((counted.c.asked >= FEWEST_ASKED, key))


def _gain(standings: CTE, before: Subquery) -> ColumnElement[Any]:
    """Say in SQL how much larger one share is than the other, as one division, so that ties tie."""
    now = _least(standings.c.completed, standings.c.asked) * before.c.before_asked
    then = _least(before.c.before_completed, before.c.before_asked) * standings.c.asked
    return cast(now - then, Float) / (standings.c.asked * before.c.before_asked)


def _is_visible(standings: CTE) -> tuple[ColumnElement[bool], ...]:
    return standings.c.is_shown, standings.c.rank_key.is_not(None), _done(standings) != 0


def _of_one(standings: CTE) -> tuple[ColumnElement[Any], ...]:
    return (
        standings.c.member_id,
        standings.c.alias,
        standings.c.rank_key,
        literal(1).label("people"),
        *(standings.c[name] for name in COUNTS),
    )


def _nothing_before() -> tuple[ColumnElement[Any], ...]:
    return (
        cast(null(), Integer).label("before_asked"),
        cast(null(), Integer).label("before_completed"),
    )


def _done(counted: CTE | Subquery) -> ColumnElement[int]:
    return counted.c.completed + counted.c.logged


def _least(one: ColumnElement[int], other: ColumnElement[int] | int) -> ColumnElement[int]:
    """Return the smaller number; the function for that has another name in each database."""
    return case((one < other, one), else_=other)
