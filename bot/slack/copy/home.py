"""The words of the App Home."""

from bot.slack.copy.translation import _


def title() -> str:
    """Head the Home."""
    return _("Unsit")


def what_it_is() -> str:
    """Say what the app is to somebody who has not joined."""
    return _(
        "Long sitting is easy to slip into and easy to forget about. Unsit asks you, in your own "
        "work hours, to stand up or squeeze for a moment. One tap answers."
    )


def first_privacy_line() -> str:
    """Say that nothing happens unasked."""
    return _("Nobody is nudged, counted or listed before they join, and only you can join you.")


def second_privacy_line() -> str:
    """Say what is stored after joining."""
    return _(
        "Once you join, it stores your Slack id, settings, nudges and completions: no messages, "
        "and no names except an alias you choose. Leaving can erase it all."
    )


def privacy_line() -> str:
    """Say what is stored about a member and who sees it."""
    return _(
        "Stored: your Slack id, settings, nudges and completions. Others in Slack see the team's "
        "total, and of you only what you choose to show on the board. Whoever runs Unsit can read "
        "the database. `/unsit leave` can erase your part of it."
    )


def left_privacy_line() -> str:
    """Say what is still stored about somebody who left."""
    return _(
        "Still stored: your Slack id, settings, nudges and completions, in case you come back. "
        "Nobody else in Slack sees them; whoever runs Unsit can read the database."
    )


def boards_heading() -> str:
    """Head the boards that somebody set up."""
    return _("Your boards")


def board(channel: str) -> str:
    """Name a board that the reader set up."""
    return _("A weekly board in {channel}. `/unsit board off` there ends it.").format(
        channel=channel
    )


def doubtful(channel: str, days: str) -> str:
    """Say that a board's post may not have arrived."""
    return _(
        "The board of {days} in {channel}: Slack never said whether it arrived. If you cannot "
        "see it there, post it again."
    ).format(days=days, channel=channel)


def post_again_button() -> str:
    """Label the button that posts a board again."""
    return _("Post again")
