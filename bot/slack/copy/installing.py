"""The words of the pages on which the app is installed, and of its first message."""

from bot.slack.copy.translation import N_, _

_WHY: dict[str, str] = {
    "chat:write": N_("Send nudges as direct messages, and boards in channels it was invited to."),
    "commands": N_("Answer /unsit, /stand, /squeeze and /walk."),
    "reactions:read": N_("See the emoji that answers a nudge."),
    "dnd:read": N_("Stay quiet while somebody has Do Not Disturb on. You can leave this out."),
    "users:read": N_("Suggest your time zone, and stay quiet in huddles and meetings."),
}


def name() -> str:
    """Name the app."""
    return _("Unsit")


def install_title() -> str:
    """Say what the page with the button is for."""
    return _("Add Unsit to Slack")


def install_lead() -> str:
    """Say what the app does."""
    return _(
        "Unsit reminds people who sit all day to stand up for a minute, to squeeze and release "
        "their glutes a few times, or to take a walk."
    )


def promises() -> tuple[str, ...]:
    """Say what the app does only if asked to, or never."""
    return (
        _("Only those who join are nudged, and only inside their own work hours."),
        _("One tap on a button or an emoji answers. Pausing and leaving take a word."),
        _("Nobody appears on a board who did not choose to."),
        _("It reads no messages, and gives no medical advice."),
    )


def asks_title() -> str:
    """Head the list of what the app asks of Slack."""
    return _("What it asks of Slack, and why")


def why(scope: str) -> str:
    """Say what a scope is for."""
    return _(_WHY.get(scope, ""))


def add_button() -> str:
    """Label the link to Slack."""
    return _("Add to Slack")


def cookie_note() -> str:
    """Say what the page keeps in the browser."""
    return _(
        "This page keeps one cookie for half an hour, which proves that it is you who comes back "
        "from Slack."
    )


def done_title(workspace: str) -> str:
    """Say that the app is installed."""
    return _("Unsit is in {workspace}").format(workspace=workspace)


def done_lead() -> str:
    """Say what has not happened yet."""
    return _("Nobody is nudged before they join. This is how that begins:")


def done_steps() -> tuple[str, ...]:
    """Say what to do next."""
    return (
        _("In Slack, type /unsit join and choose your hours and your pace."),
        _("Answer the practice nudge with a tap."),
        _("Tell your team that it is there. Each of them joins by themselves."),
    )


def done_org_note() -> str:
    """Say what an organisation has to do besides."""
    return _(
        "It is installed for the organisation: an admin adds it to single workspaces, and it "
        "answers in those."
    )


def open_button() -> str:
    """Label the link into Slack."""
    return _("Open Slack")


def again_button() -> str:
    """Label the link back to the beginning."""
    return _("Start again")


def cancelled() -> tuple[str, str]:
    """Say that somebody pressed Cancel at Slack."""
    return (
        _("Nothing was installed"),
        _("You cancelled at Slack, and nothing has changed there."),
    )


def other_browser() -> tuple[str, str]:
    """Say that an installation ends in a browser in which it did not begin."""
    return (
        _("This began somewhere else"),
        _(
            "The installation did not begin in this browser, or its cookie is gone. Nothing was "
            "installed. Please start again here."
        ),
    )


def spent() -> tuple[str, str]:
    """Say that the state was used, or is too old."""
    return (
        _("This link is used up"),
        _(
            "It was used once already, or the page was open for more than half an hour. If Unsit "
            "is not in your workspace yet, please start again."
        ),
    )


def refused(error: str) -> tuple[str, str]:
    """Say that Slack granted nothing."""
    return (
        _("Slack did not go along"),
        _("Nothing was installed. Slack says: {error}.").format(error=error),
    )


def unreachable() -> tuple[str, str]:
    """Say that Slack could not be asked."""
    return (
        _("Slack does not answer just now"),
        _("Nothing was installed. Please start again in a few minutes."),
    )


def lacking(scopes: str) -> tuple[str, str]:
    """Say that Slack granted less than the app works with."""
    return (
        _("Some rights are missing"),
        _(
            "Unsit does not work without: {scopes}. Nothing was installed. Please start again and "
            "allow all of them."
        ).format(scopes=scopes),
    )


def fault(reference: str) -> tuple[str, str]:
    """Admit a fault of ours."""
    return (
        _("Something went wrong here"),
        _(
            "It is not your doing. Please start again, and if that does not help, tell whoever "
            "runs Unsit this reference: {reference}."
        ).format(reference=reference),
    )


def welcome() -> tuple[str, str]:
    """Greet whoever installed the app."""
    return (
        _(
            "Thank you for adding Unsit. It reminds whoever joins to stand up, squeeze or walk, "
            "inside their own work hours and as often as they choose."
        ),
        _(
            "You are the only one who gets this message. To join, press the button or type "
            "`/unsit join`; everybody else joins by themselves."
        ),
    )
