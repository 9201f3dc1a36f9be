"""What is said when something cannot be done, and what can be done instead."""

from bot.slack.copy.translation import N_, _

_PAUSES: dict[str, str] = {
    "unclear": N_(
        "I cannot tell how long “{text}” is. Try `90m`, `today`, `this week`, `3 days`, "
        "`until 15:30`, `until monday`, `until tomorrow 9:00` or `until 1 December`."
    ),
    "past": N_("“{text}” is over already. Try `90m`, `until tomorrow 9:00` or `until monday`."),
    "begins_later": N_(
        "A pause begins at once, and nudges still come before “{text}”. `/unsit pause until "
        "{text}` or `/unsit pause until the end of {text}` starts now. To be quiet only then, ask "
        "again after the last nudge before it."
    ),
    "too_long": N_(
        "“{text}” is longer than a year. Try a nearer date, or `/unsit leave` to stop for good."
    ),
}


def not_joined() -> str:
    """Say that this is for members, and how to become one."""
    return _("You have not joined yet. `/unsit join` takes under a minute; nothing happens before.")


def has_left() -> str:
    """Say to somebody who left what they can do."""
    return _(
        "You have left, so nothing is sent to you. `/unsit join` brings you back; `/unsit leave` "
        "can still erase what is stored."
    )


def pause(reason: str, text: str) -> str:
    """Say why a length of time cannot be taken."""
    return _(_PAUSES.get(reason, _PAUSES["unclear"])).format(text=text)


def not_installed() -> str:
    """Say that the workspace is not known."""
    return _(
        "I am not installed in this workspace any more. Whoever looks after its apps can add me "
        "again."
    )


def practice_failed() -> str:
    """Say that the practice nudge could not be sent."""
    return _(
        "The practice nudge could not be delivered, which changes nothing else: the next one "
        "comes by itself. `/unsit` shows when."
    )


def channel_needed() -> str:
    """Say that a board needs a channel."""
    return _(
        "A board belongs in a channel. Type `/unsit board here monday 16` in the one you mean."
    )


def not_in_channel() -> str:
    """Say that the app is not in the channel."""
    return _(
        "I am not in this channel, so I could not post here. Type `/invite @Unsit`, then try again."
    )


def unclear_schedule(text: str) -> str:
    """Say how a board's time is given."""
    return _(
        "I cannot read “{text}” as a day and an hour. Try `/unsit board here monday 16`, "
        "or just `/unsit board here`."
    ).format(text=text)


def whole_hours(text: str) -> str:
    """Say that a board comes on the hour."""
    return _(
        "“{text}” lies between two hours, and boards come on the hour only. Try "
        "`/unsit board here friday 9`."
    ).format(text=text)


def fault(reference: str) -> str:
    """Own up to a fault."""
    return _(
        "Something broke on my side, not yours; nothing you did is lost if you try again. "
        "For whoever runs me: `{reference}`."
    ).format(reference=reference)
