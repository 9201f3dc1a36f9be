"""Draws what a channel is told when somebody sets its board up, moves it or ends it.

Each names who did it, which tells them nothing new: they asked for it a moment ago.
"""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.ids import MemberId
from bot.slack.copy import board as copy
from bot.slack.copy import board_changes as changes
from bot.slack.copy import times
from bot.slack.render.leaderboard import join_row
from bot.slack.render.message import Rendered, mention, message


class Announcement(Protocol):
    """Draws what a channel is told of a board's new time."""

    def __call__(self, *, by: MemberId, next_at: datetime, zone: ZoneInfo) -> Rendered:
        """Draw it.

        Args:
            by: who did it.
            next_at: when the next board is posted.
            zone: the board's zone, in which weekday and hour are said.
        """
        ...


def render_board_scheduled(*, by: MemberId, next_at: datetime, zone: ZoneInfo) -> Rendered:
    """Draw the invitation that comes with a new board."""
    return message(
        changes.scheduled(mention(by), *_when(next_at, zone)),
        changes.first_post(times.dated(next_at, zone=zone)),
        buttons=join_row(),
        small_print=[copy.first_privacy_line(), copy.second_privacy_line()],
    )


def render_board_moved(*, by: MemberId, next_at: datetime, zone: ZoneInfo) -> Rendered:
    """Draw the one line on a board that comes at another time."""
    return message(changes.moved(mention(by), *_when(next_at, zone)))


def render_board_off(*, by: MemberId) -> Rendered:
    """Draw the one line on a board that somebody ended."""
    return message(changes.off(mention(by)))


def _when(at: datetime, zone: ZoneInfo) -> tuple[str, str, str]:
    local = at.astimezone(zone)
    return times.weekday(local.weekday()), times.clock_time(local), zone.key
