"""Answers to what admins decide."""

from bot.slack.copy import admin as copy
from bot.slack.render.message import Rendered, message


def not_admin() -> Rendered:
    """Refuse what only admins may do."""
    return message(copy.not_admin())


def admin_saved() -> Rendered:
    """Confirm what was decided for everybody."""
    return message(copy.saved())
