"""The words of pauses: the modal that asks for how long, and what is said of their end."""

from bot.slack.copy.translation import N_, _
from bot.slack.ids import PauseUntil

_CHOICES: dict[PauseUntil, str] = {
    PauseUntil.HOUR: N_("For an hour"),
    PauseUntil.TODAY: N_("For the rest of today"),
    PauseUntil.TOMORROW: N_("Until tomorrow is over"),
    PauseUntil.MONDAY: N_("Until Monday"),
    PauseUntil.DATE: N_("Until another day"),
}


def title() -> str:
    """Title the modal that asks for how long to pause."""
    return _("Pause")


def submit() -> str:
    """Label the button that pauses."""
    return _("Pause")


def until() -> str:
    """Label the choice of how long."""
    return _("For how long?")


def choice(until: PauseUntil) -> str:
    """Name a length."""
    return _(_CHOICES[until])


def day() -> str:
    """Label the day on which nudges begin again."""
    return _("Nudges begin again on")


def day_hint() -> str:
    """Say how long a pause may be."""
    return _("A day to come, within a year.")


def told() -> str:
    """Label whether somebody is told of the end."""
    return _("At the end")


def tell_me() -> str:
    """Name the wish to be told of the end."""
    return _("Tell me when the pause is over")


def tell_me_button() -> str:
    """Label the button by which somebody wishes to be told of the end."""
    return _("Tell me when it ends")


def paused_and_told(until: str) -> str:
    """Confirm a pause whose end is told."""
    return _(
        "Paused from now until {until}, and then I tell you that it is over. `/unsit resume` ends "
        "it sooner."
    ).format(until=until)


def over(invitation: str) -> str:
    """Say before a nudge that the pause is over."""
    return _("Your pause is over. {invitation}").format(invitation=invitation)


def day_missing() -> str:
    """Ask for the day."""
    return _("Please choose the day on which nudges begin again.")


def day_past() -> str:
    """Say that a day has passed."""
    return _("That day has begun already; please choose a later one.")


def day_too_late() -> str:
    """Say that a day is too far away."""
    return _("That is more than a year away. To stop for good, use /unsit leave.")
