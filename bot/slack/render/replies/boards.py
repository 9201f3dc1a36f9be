"""Answers to whoever sets up, ends or re-posts a board."""

from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.domain.ids import ChannelId
from bot.services.ports import Delivered, NotSent, Outcome, Revoked, Unknown, Unreachable
from bot.slack.copy import board_replies, refusals, times
from bot.slack.render.message import Rendered, channel_link, message, typed


def board_scheduled(next_at: datetime, *, zone: ZoneInfo) -> Rendered:
    """Confirm that a channel has a board, next posted at `next_at`."""
    return message(board_replies.scheduled(times.dated(next_at, zone=zone)))


def board_as_it_was(next_at: datetime, *, zone: ZoneInfo) -> Rendered:
    """Say that a channel's board comes at that time already."""
    return message(board_replies.as_it_was(times.dated(next_at, zone=zone)))


def board_unscheduled(*, found: bool) -> Rendered:
    """Confirm that a channel has no board any more, or never had one."""
    return message(board_replies.unscheduled() if found else board_replies.none_here())


def posted_again(channel: ChannelId, outcome: Outcome | None) -> Rendered:
    """Say what came of posting a board again."""
    link = channel_link(channel)
    match outcome:
        case None:
            text = board_replies.post_again_settled()
        case Delivered():
            text = board_replies.posted_again(link)
        case Unknown():
            text = board_replies.post_again_unknown(link)
        case NotSent() | Unreachable() | Revoked():
            text = board_replies.post_again_failed(link)
        case _:
            assert_never(outcome)
    return message(text)


def channel_needed() -> Rendered:
    """Say that a board needs a channel."""
    return message(refusals.channel_needed())


def not_in_channel() -> Rendered:
    """Say that the app cannot post in a channel until it is invited."""
    return message(refusals.not_in_channel())


def unclear_schedule(text: str, *, half: bool = False) -> Rendered:
    """Say how a board's day and hour are given; `half` where it was no full hour."""
    said = refusals.whole_hours if half else refusals.unclear_schedule
    return message(said(typed(text)))
