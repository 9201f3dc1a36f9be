"""What is answered to whoever sets up, ends or re-posts a board."""

from bot.slack.copy.translation import _


def scheduled(moment: str) -> str:
    """Confirm a board."""
    return _(
        "A board will be posted here every week, next {moment}. Your name stands below it. "
        "`/unsit board off` ends it."
    ).format(moment=moment)


def as_it_was(moment: str) -> str:
    """Say that a board comes at that time already."""
    return _(
        "There is a board here at that time already: next post {moment}. `/unsit board off` ends "
        "it."
    ).format(moment=moment)


def unscheduled() -> str:
    """Confirm the end of a board."""
    return _("No more boards here. `/unsit board here` brings them back.")


def none_here() -> str:
    """Say that there is no board to end."""
    return _("There is no board here. `/unsit board here` sets one up.")


def posted_again(channel: str) -> str:
    """Confirm that a board was posted again."""
    return _("Posted again in {channel}.").format(channel=channel)


def post_again_settled() -> str:
    """Say that there is nothing in doubt any more, or that it is not this person's board."""
    return _("Nothing to post again: that board is settled, or somebody else set it up.")


def post_again_failed(channel: str) -> str:
    """Say that a board still could not be posted."""
    return _(
        "Slack did not take it in {channel} this time either. Check that I am still invited "
        "there, then try again."
    ).format(channel=channel)


def post_again_unknown(channel: str) -> str:
    """Say that nobody knows, once more."""
    return _(
        "Slack did not say whether it arrived, once more. Have a look in {channel} before "
        "posting it again."
    ).format(channel=channel)
