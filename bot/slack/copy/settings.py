"""The words of the join and settings modal."""

from bot.domain.exercise import BodyProfile
from bot.domain.member import BoardName
from bot.domain.plan import LONGEST_MINUTES, SHORTEST_MINUTES, Intensity, SelfcareEvery
from bot.slack.copy.translation import N_, _, ngettext

_INTENSITIES: dict[Intensity, tuple[str, str]] = {
    Intensity.GENTLE: (
        N_("Gentle"),
        N_("Stand once an hour, squeeze every two hours"),
    ),
    Intensity.STANDARD: (
        N_("Standard (recommended)"),
        N_("Stand every 30 minutes, squeeze once an hour"),
    ),
    Intensity.BY_THE_BOOK: (
        N_("By the book"),
        N_("Stand every 20 minutes, squeeze once an hour"),
    ),
    Intensity.CUSTOM: (
        N_("Custom"),
        N_("Choose your own minutes"),
    ),
}

_BODIES: dict[BodyProfile, str] = {
    BodyProfile.STANDING: N_("Standing is fine"),
    BodyProfile.SEATED: N_("Seated forms, please"),
    BodyProfile.RECOVERING: N_("Recovering: gentle forms, please"),
}

_SELFCARE: dict[SelfcareEvery, str] = {
    SelfcareEvery.OFF: N_("No, thanks"),
    SelfcareEvery.WEEK: N_("Once a week"),
    SelfcareEvery.MONTH: N_("Once a month"),
}

_BOARD: dict[BoardName, tuple[str, str]] = {
    BoardName.HIDDEN: (N_("Not shown"), N_("Your counts only join the team total")),
    BoardName.SHOWN: (N_("Shown as me"), N_("If you are among the top five")),
    BoardName.ALIAS: (N_("Shown under an alias"), N_("You choose the name")),
}


def join_title() -> str:
    """Title the modal of somebody who joins."""
    return _("Join Unsit")


def settings_title() -> str:
    """Title the modal of a member."""
    return _("Unsit settings")


def join_submit() -> str:
    """Label the button that joins."""
    return _("Join")


def settings_submit() -> str:
    """Label the button that saves."""
    return _("Save")


def close() -> str:
    """Label the button that changes nothing."""
    return _("Cancel")


def join_intro() -> str:
    """Tell a newcomer what joining means."""
    return _(
        "Everything below is filled in already: check the time zone and press *Join*. "
        "A practice nudge follows at once. You can pause, change or stop it at any time."
    )


def zone() -> str:
    """Label the time zone."""
    return _("Time zone")


def zone_hint(*, from_profile: bool) -> str:
    """Say how a time zone is found, and where this one comes from if nobody chose it."""
    if from_profile:
        return _("Taken from your Slack profile. Type a city to find another.")
    return _("Type a city to find yours.")


def other_region() -> str:
    """Name the group of zones that belong to no region."""
    return _("Other")


def hours() -> str:
    """Label the work hours."""
    return _("Work hours")


def hours_hint() -> str:
    """Show how work hours are written."""
    return _("For example Mon-Thu 09:00-12:30, 13:30-17:30 and, on a new line, Fri 09:00-13:00.")


def intensity() -> str:
    """Label the intensity."""
    return _("How often?")


def intensity_choice(choice: Intensity) -> tuple[str, str]:
    """Name an intensity and describe it."""
    name, description = _INTENSITIES[choice]
    return _(name), _(description)


def intensity_name(chosen: Intensity) -> str:
    """Name an intensity where there is nothing to choose among, and so to recommend."""
    if chosen is Intensity.STANDARD:
        return _("Standard")
    name, _description = intensity_choice(chosen)
    return name


def stand_minutes() -> str:
    """Label the minutes between two stands."""
    return _("Minutes between two stands")


def squeeze_minutes() -> str:
    """Label the minutes between two squeezes."""
    return _("Minutes between two squeezes")


def minutes_hint() -> str:
    """Say which minutes are possible."""
    return _("From {shortest} to {longest}. Leave it empty for none.").format(
        shortest=SHORTEST_MINUTES, longest=LONGEST_MINUTES
    )


def budget() -> str:
    """Label the hourly budget."""
    return _("Most nudges in an hour")


def body() -> str:
    """Label the body profile."""
    return _("Which form of the exercises?")


def body_hint() -> str:
    """Say that every form counts alike."""
    return _("Every form earns the same credit. This is no medical advice.")


def body_choice(choice: BodyProfile) -> str:
    """Name a body profile."""
    return _(_BODIES[choice])


def walks() -> str:
    """Label the walks a day."""
    return _("Walks")


def walks_choice(number: int) -> str:
    """Name a number of walks a day."""
    if number == 0:
        return _("None")
    return ngettext("{number} a day", "{number} a day", number).format(number=number)


def selfcare() -> str:
    """Label selfcare."""
    return _("Selfcare (for example, booking a massage)")


def selfcare_choice(choice: SelfcareEvery) -> str:
    """Name how often selfcare is suggested."""
    return _(_SELFCARE[choice])


def board() -> str:
    """Label the visibility on a board."""
    return _("Your name on the board")


def board_choice(choice: BoardName) -> tuple[str, str]:
    """Name a visibility and describe it."""
    name, description = _BOARD[choice]
    return _(name), _(description)


def alias() -> str:
    """Label the alias."""
    return _("Alias")


def alias_hint() -> str:
    """Say who sees the alias."""
    return _("Everybody in the board's channel sees it.")


def tips() -> str:
    """Label whether tips come along."""
    return _("A tip a day, with its source")


def tips_choice(*, wanted: bool) -> str:
    """Name whether tips come along."""
    return _("Yes, under the day's first nudge") if wanted else _("No, thanks")


def language() -> str:
    """Label the language in which Unsit writes to somebody."""
    return _("Language")


def language_as_in_slack() -> str:
    """Name the choice of whatever language Slack shows them."""
    return _("As in Slack")


def privacy() -> str:
    """Say what is stored."""
    return _(
        "Stored: your Slack id, these settings, nudges and what you completed: no messages, and no "
        "names except an alias you choose. Others in Slack see the team's total, and of you only "
        "what you choose to show on the board; whoever runs Unsit can read the database. Leaving "
        "can erase your part of it."
    )
