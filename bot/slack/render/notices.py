"""Draws what the app writes to a member of its own accord, beside nudges."""

from bot.services.ports import Notice
from bot.slack.copy import board
from bot.slack.render.message import Rendered, channel_link, message


def render_notice(notice: Notice) -> Rendered:
    """Draw a notice about something a member set up."""
    return message(board.ended(channel_link(notice.channel)))
