"""What is answered to a completion that a command or a late press brought."""

from bot.domain.completion import Ignored
from bot.slack.copy.translation import N_, _

_IGNORED: dict[Ignored, str] = {
    Ignored.NOT_A_NUDGE: N_(
        "There is no open nudge just now, nor one of the last hour to count this for. `/stand`, "
        "`/squeeze` and `/walk` log one all the same."
    ),
    Ignored.NOT_THE_ADDRESSEE: N_("That nudge is for somebody else; yours are in your own chat."),
    Ignored.NOT_AN_ANSWER: N_("That does not answer the nudge; the buttons on it do."),
    Ignored.NOT_SENT: N_(
        "That nudge never went out, so it cannot be answered. `/unsit done stand` logs what you "
        "did."
    ),
    Ignored.TOO_LATE: N_(
        "That one belongs to another day, which is closed. `/stand`, `/squeeze` or `/walk` log "
        "one for today."
    ),
    Ignored.TOO_EARLY: N_("That is older than the nudge itself. Press Done on it once you are."),
    Ignored.TOO_SOON: N_(
        "Noted already: within ten minutes the same exercise counts once. Another kind counts "
        "at any time. `/unsit stats` shows your counts."
    ),
    Ignored.OLD_NEWS: N_("Something newer was said about that nudge already; it stays as it is."),
}


def done(exercises: str, moment: str) -> str:
    """Confirm that a nudge's exercises are done, and say which nudge that was."""
    return _(
        "Done: {exercises}, for your nudge of {moment}. The clock starts again from here. "
        "`/unsit stats` shows your counts."
    ).format(exercises=exercises, moment=moment)


def done_part(exercises: str, moment: str, left: str) -> str:
    """Confirm a part, say of which nudge, and name what of it is still open."""
    return _(
        "Done: {exercises}, for your nudge of {moment}. Still open: {left}, with `/unsit done` "
        "when you like."
    ).format(exercises=exercises, moment=moment, left=left)


def undone(exercises: str) -> str:
    """Confirm that a completion is taken back."""
    return _("Taken back: {exercises}. Pressing Done on the nudge still counts today.").format(
        exercises=exercises
    )


def reopened() -> str:
    """Confirm that an answer other than a completion is taken back."""
    return _("Taken back: the nudge is open again.")


def already_noted() -> str:
    """Say that everything asked for was done before."""
    return _("That was noted already, so nothing changes. `/unsit stats` shows your counts.")


def logged(exercises: str) -> str:
    """Confirm completions that no nudge asked for."""
    return _("Logged as an extra: {exercises}. `/unsit stats` shows your counts.").format(
        exercises=exercises
    )


def ignored(reason: Ignored) -> str:
    """Say why an answer changes nothing, and what would."""
    return _(_IGNORED[reason])


def unknown_exercise(word: str) -> str:
    """Say which exercises a command knows."""
    return _(
        "I do not know “{word}” as an exercise. Try `/unsit done stand`, `squeeze`, `walk` "
        "or `selfcare`, or `/unsit done` for everything that is open."
    ).format(word=word)
