"""Why no nudge comes just now, and why one did not."""

from bot.slack.copy.translation import N_, _


def workspace_paused(until: str) -> str:
    """Say that an admin paused the workspace."""
    return _("Quiet until {until}: an admin paused Unsit for everybody here.").format(until=until)


def in_a_gap(until: str) -> str:
    """Say that it is quiet between two stretches of a work day."""
    return _("Quiet until {until}: your hours have a gap here.").format(until=until)


def quiet_block(until: str | None) -> str:
    """Say that it is one of a member's own quiet times, perhaps with nothing planned after it."""
    if until is None:
        return _("Quiet: this is one of your quiet times, and nothing is planned after it.")
    return _("Quiet until {until}: this is one of your quiet times.").format(until=until)


def holiday(name: str, until: str) -> str:
    """Say that it is a holiday."""
    return _("Quiet until {until}: today is {holiday}.").format(until=until, holiday=name)


def do_not_disturb(until: str) -> str:
    """Say that Do Not Disturb is on."""
    return _("Quiet until {until}: Do Not Disturb is on.").format(until=until)


def in_a_huddle() -> str:
    """Say that somebody is in a huddle, of which nobody knows the end."""
    return _("Quiet while you are in a huddle.")


def in_a_meeting(until: str | None) -> str:
    """Say that a status says meeting."""
    if until is None:
        return _("Quiet while your Slack status says that you are in a meeting.")
    return _("Quiet until {until}: your Slack status says that you are in a meeting.").format(
        until=until
    )


def focusing(until: str | None) -> str:
    """Say that a status says focus."""
    if until is None:
        return _("Quiet while your Slack status says that you want to focus.")
    return _("Quiet until {until}: your Slack status says that you want to focus.").format(
        until=until
    )


def away(until: str | None) -> str:
    """Say that a status says that somebody is not there."""
    if until is None:
        return _("Quiet while your Slack status says that you are away.")
    return _("Quiet until {until}: your Slack status says that you are away.").format(until=until)


def nothing_before(sentence: str, until: str) -> str:
    """Say that something else keeps it quiet for longer than a sentence says."""
    return _("{sentence} Nothing comes before {until}.").format(sentence=sentence, until=until)


def nothing_meanwhile(sentence: str) -> str:
    """Say that what Slack shows keeps it quiet after that, and nobody knows for how long."""
    return _("{sentence} Nothing comes while Slack shows you as busy or away.").format(
        sentence=sentence
    )


def eased() -> str:
    """Say that nudges come less often, why, and what ends that."""
    return _("The last nudges went by, so they come less often until you answer one.")


_LEFT_OUT = {
    "late": N_("The nudge of {time} was left out: it could not be sent in time."),
    "outside_hours": N_("The nudge of {time} was left out: it fell outside your hours."),
    "quiet_block": N_("The nudge of {time} was left out: it was one of your quiet times."),
    "holiday": N_("The nudge of {time} was left out: it is a holiday."),
    "paused": N_("The nudge of {time} was left out: you had paused."),
    "workspace_paused": N_("The nudge of {time} was left out: an admin had paused Unsit."),
    "do_not_disturb": N_("Held back at {time}: Do Not Disturb was on."),
    "in_a_huddle": N_("Held back at {time}: you were in a huddle."),
    "in_a_meeting": N_("Held back at {time}: you were in a meeting."),
    "focusing": N_("Held back at {time}: your status said that you wanted to focus."),
    "away": N_("Held back at {time}: your status said that you were away."),
    "not_opted_in": N_("The nudge of {time} was left out: you had not joined."),
    "workspace_gone": N_("The nudge of {time} was left out: Slack did not let Unsit in."),
}


def left_out(silence: str, time: str) -> str:
    """Say when a nudge did not come, and why; the reason is given by its name."""
    return _(_LEFT_OUT[silence]).format(time=time)
