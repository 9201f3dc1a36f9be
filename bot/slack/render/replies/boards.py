"""Answers to whoever sets up, ends or re-posts a board."""

from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.domain.ids import ChannelId
from bot.services.ports import Delivered, NotSent, Outcome, Revoked, Unknown, Unreachable
from bot.slack.copy import board_replies, refusals, times
from bot.slack.render.message import Rendered, channel_link, message, typed


def board_scheduled(first: datetime, *, zone: ZoneInfo, now: datetime) -> Rendered:
    """Confirm that a channel has a board, first posted at `first`."""
    return message(board_replies.scheduled(times.moment(first, zone=zone, now=now)))


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


def unclear_schedule(text: str) -> Rendered:
    """Say how a board's day and hour are given."""
    return message(refusals.unclear_schedule(typed(text)))
