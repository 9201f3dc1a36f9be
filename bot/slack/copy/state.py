"""A member's state in one sentence, and the words on what changes it."""

from bot.slack.copy.translation import _


def not_joined() -> str:
    """Say that somebody has not joined."""
    return _("You have not joined, so nothing is sent to you.")


def has_left() -> str:
    """Say that somebody has left."""
    return _("You have left, so nothing is sent to you.")


def working(end: str, following: str | None) -> str:
    """Say until when nudges are on today, and when the next one comes."""
    if following is None:
        return _("Today until {end}; nothing more is planned.").format(end=end)
    return _("Today until {end}; next nudge {following}.").format(end=end, following=following)


def off_hours(following: str | None) -> str:
    """Say that it is quiet outside work hours."""
    if following is None:
        return _("On, but your hours and plan leave no time for a nudge.")
    return _("Quiet outside your hours; next nudge {following}.").format(following=following)


def paused(until: str) -> str:
    """Say until when nudges are paused."""
    return _("Paused until {until}.").format(until=until)


def snoozed(until: str) -> str:
    """Say until when a nudge is put off, and how that is taken back."""
    return _("Snoozed until {until}; `/unsit resume` takes that back.").format(until=until)


def pause_today_button() -> str:
    """Label the button that pauses for the rest of the day."""
    return _("Pause for today")


def pause_button() -> str:
    """Label the button that asks for how long to pause."""
    return _("Pause for longer")


def resume_button() -> str:
    """Label the button that ends a pause."""
    return _("Resume")


def settings_button() -> str:
    """Label the button that opens the settings."""
    return _("Settings")


def leave_button() -> str:
    """Label the button that leads to leaving."""
    return _("Leave")


def join_again_button() -> str:
    """Label the button that opens the join modal for somebody who left."""
    return _("Join again")


def erase_button() -> str:
    """Label the button that leads to erasing what is kept."""
    return _("Erase my history")


def join_button() -> str:
    """Label the button that opens the join modal."""
    return _("Join")


def how_button() -> str:
    """Label the button that opens the exercises."""
    return _("Exercises")
