"""Answers at the door: to newcomers, and where it stays shut."""

from bot.slack.copy import access as copy
from bot.slack.render.message import Rendered, fallback, message
from bot.slack.render.replies.guide import usage
from bot.slack.render.replies.refusals import not_joined


def welcome() -> Rendered:
    """Offer the way in, and list everything that can be typed."""
    way_in, guide = not_joined(), usage()
    return Rendered(text=fallback(way_in.text, guide.text), blocks=[*way_in.blocks, *guide.blocks])


def try_again() -> Rendered:
    """Say that a modal did not open in time."""
    return message(copy.try_again())


def overloaded() -> Rendered:
    """Say that something was not taken because too much came at once."""
    return message(copy.overloaded())


def cannot_join() -> Rendered:
    """Say that only colleagues of the workspace can join."""
    return message(copy.cannot_join())


def board_not_announced() -> Rendered:
    """Say that a board was not set up because Slack did not take its announcement."""
    return message(copy.board_not_announced())
