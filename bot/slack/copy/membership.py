"""What is answered to joining, settings, pausing, snoozing and leaving."""

from bot.slack.copy.translation import _, ngettext


def joined(state: str) -> str:
    """Welcome a new member."""
    return _(
        "You are in. {state} A practice nudge is on its way; after that, `/unsit` shows how "
        "things stand."
    ).format(state=state)


def saved(state: str) -> str:
    """Confirm changed settings."""
    return _("Saved. {state} `/unsit settings` changes it again.").format(state=state)


def left() -> str:
    """Confirm leaving with the history kept."""
    return _(
        "You have left: nothing more is sent to you, and you have no place on any board. Your "
        "history is kept: *Undo* brings you back as you were, `/unsit join` works later too, and "
        "`/unsit leave` can still erase it."
    )


def rejoined(state: str) -> str:
    """Confirm that leaving is taken back."""
    return _("You are back, as you were. {state} `/unsit settings` changes it.").format(state=state)


def erased() -> str:
    """Confirm leaving with the history erased."""
    return _(
        "You have left: nothing more comes, and everything stored about you is erased for good. "
        "`/unsit join` starts afresh, whenever you like."
    )


def paused(until: str) -> str:
    """Confirm a pause and say how to end it early."""
    return _(
        "Paused from now until {until}; it ends by itself. `/unsit resume` ends it sooner."
    ).format(until=until)


def resumed(state: str) -> str:
    """Confirm the end of a pause."""
    return _("Welcome back. {state} `/unsit pause 90m` makes it quiet again.").format(state=state)


def not_paused(state: str) -> str:
    """Say that there is no pause to end."""
    return _("You are not paused. {state} `/unsit pause 90m` makes it quiet.").format(state=state)


def snoozed(until: str) -> str:
    """Confirm that a nudge is put off."""
    return _(
        "Snoozed until {until}. Meanwhile `/unsit done` still counts, `/unsit snooze 5m` sets "
        "another time, and `/unsit resume` takes it back."
    ).format(until=until)


def snoozed_for_now() -> str:
    """Confirm a snooze for which no later nudge had to move."""
    return _("Snoozed. Nothing was due in that time anyway; `/unsit` shows when the next one is.")


def nothing_to_snooze(state: str) -> str:
    """Say that a pause leaves nothing to put off."""
    return _("There is nothing to snooze. {state}").format(state=state)


def unsnoozed(state: str) -> str:
    """Confirm that a snooze is taken back."""
    return _(
        "Taken back: nothing is snoozed any more. {state} `/unsit snooze 10m` puts off what is "
        "open, or what comes next."
    ).format(state=state)


def snooze_unclear(text: str) -> str:
    """Say how long a snooze can be."""
    return _(
        "I cannot tell how long “{text}” is. `/unsit snooze` takes a length of time: `10m`, `45m` "
        "or `2h`, for example. `/unsit resume` takes a snooze back."
    ).format(text=text)


def fewer(changes: str, state: str) -> str:
    """Confirm a calmer plan, and say how to go back."""
    return _(
        "Fewer from now on: {changes}. {state} To go back, open the settings: here, or any time "
        "with `/unsit settings`."
    ).format(changes=changes, state=state)


def every(name: str, minutes: int, before: int) -> str:
    """Say how often one kind comes from now on, and came so far."""
    return _("{name} every {minutes} minutes instead of {before}").format(
        name=name, minutes=minutes, before=before
    )


def once_a_day(name: str) -> str:
    """Say that one kind comes once a day from now on, and came twice so far."""
    return _("{name} once a day instead of twice").format(name=name)


def once_a_month(name: str) -> str:
    """Say that one kind comes once a month from now on, and came every week so far."""
    return _("{name} once a month instead of once a week").format(name=name)


def rarest(exercises: str) -> str:
    """Say what cannot come less often, except not at all."""
    return _(
        "As rare as it gets: {exercises}. What you do not want can be switched off in `/unsit "
        "settings`."
    ).format(exercises=exercises)


def fewest() -> str:
    """Say that the plan is as calm as it gets without switching things off."""
    return _(
        "This is the calmest ready-made plan already. In `/unsit settings`, Custom goes as far as "
        "once in four hours; `/unsit pause today` makes it quiet for now."
    )


def leave_title() -> str:
    """Title the leave modal."""
    return _("Leave Unsit")


def leave_submit() -> str:
    """Label the button that leaves."""
    return _("Leave")


def leave_close() -> str:
    """Label the button that stays."""
    return _("Stay")


def leave_intro() -> str:
    """Say what leaving does."""
    return _(
        "Leaving stops every nudge at once. If it is only for a while, `/unsit pause today` "
        "or `/unsit pause until monday` comes back by itself."
    )


def leave_intro_again() -> str:
    """Say to somebody who left before what is left to do."""
    return _(
        "You have left already, and nothing is sent to you. Your history is kept in case you come "
        "back; erasing it removes everything about you, for good."
    )


def boards_erased(channels: str, count: int) -> str:
    """Say which boards end with the history of whoever set them up."""
    return ngettext(
        "Erasing also ends the board that you set up in {channels}.",
        "Erasing also ends the boards that you set up in {channels}.",
        count,
    ).format(channels=channels)


def history() -> str:
    """Label what becomes of the history."""
    return _("What about your history?")


def keep() -> tuple[str, str]:
    """Name keeping and describe it."""
    return _("Keep it"), _("In case you come back")


def erase() -> tuple[str, str]:
    """Name erasing and describe it."""
    return _("Erase it"), _("Everything about you, for good")
