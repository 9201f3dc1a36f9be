"""What is said when a door stays shut: a modal that did not open, somebody who cannot join."""

from bot.slack.copy.translation import _


def try_again() -> str:
    """Say that a modal did not open in time."""
    return _("That took too long to open. Nothing is lost: please try once more.")


def overloaded() -> str:
    """Say that something was not taken because too much came at once."""
    return _("So much is coming in that I could not take this. Please try once more in a minute.")


def cannot_join() -> str:
    """Say that only colleagues of the workspace can join."""
    return _("Only people of the workspace that installed me can join, sorry.")


def board_not_announced() -> str:
    """Say that Slack did not take the announcement of a board."""
    return _("Slack did not take my message just now, so no board was set up. Please try again.")
