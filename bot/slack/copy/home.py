"""The words of the App Home."""

from bot.slack.copy.translation import _, ngettext


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
    return _("Nobody is nudged, counted or listed before they join, and nobody can join for you.")


def second_privacy_line() -> str:
    """Say what is stored after joining."""
    return _(
        "Once you join, it stores your Slack id, settings, nudges and completions: no messages, "
        "and no names except an alias you choose. Leaving can erase it all."
    )


def today_heading() -> str:
    """Head today's counts and the week."""
    return _("Today and this week")


def no_figures() -> str:
    """Say to a newcomer that there is nothing to tell of yet."""
    return _("Nothing counted yet: your first nudge begins it.")


def settings_heading() -> str:
    """Head the settings."""
    return _("Your settings")


def plan(intensity: str, budget: int) -> str:
    """Say how often nudges come."""
    return ngettext(
        "*How often:* {intensity}, {budget} nudge an hour at most",
        "*How often:* {intensity}, {budget} nudges an hour at most",
        budget,
    ).format(intensity=intensity, budget=budget)


def every(name: str, minutes: int) -> str:
    """Say how often a kind comes in a plan of somebody's own."""
    return _("{name} every {minutes} minutes").format(name=name, minutes=minutes)


def own_plan(intensity: str, often: str) -> str:
    """Name a plan of somebody's own with how often each kind comes in it."""
    return _("{intensity} ({often})").format(intensity=intensity, often=often)


def hours(zone: str, hours: str) -> str:
    """Say when nudges may come; the hours are a line for each group of days."""
    return _("*Work hours* ({zone}):\n{hours}").format(zone=zone, hours=hours)


def quiet(hours: str) -> str:
    """Say when it is always quiet, a line for each group of days."""
    return _("*Always quiet:*\n{hours}").format(hours=hours)


def holidays(calendar: str) -> str:
    """Say whose public holidays a member chose."""
    return _("*Public holidays:* {calendar}").format(calendar=calendar)


def holidays_as_workspace(calendar: str) -> str:
    """Say whose public holidays the workspace has, which the member follows."""
    return _("*Public holidays:* {calendar}, as in your workspace").format(calendar=calendar)


def programme_heading() -> str:
    """Head the eight-week programme."""
    return _("Your eight weeks")


def privacy_heading() -> str:
    """Head what is said on privacy."""
    return _("Privacy")


def what_is_stored() -> str:
    """Say what is stored about a member, and for how long."""
    return _(
        "*Stored:* your Slack id, your settings, nudges and what you completed, and whether Slack "
        "says you are busy. No messages, no words of your status, and no names except an alias you "
        "choose. Single nudges are forgotten after 90 days, daily counts after 13 months."
    )


def who_sees_it() -> str:
    """Say who sees what is stored about a member."""
    return _(
        "*Who sees it:* others in Slack see the team's total, and of you only what you choose to "
        "show on the board. Admins see nobody's own figures. Whoever runs Unsit can read the "
        "database."
    )


def how_to_erase() -> str:
    """Say how what is stored ends."""
    return _("*Yours to end:* erasing removes all of it, for good.")


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
