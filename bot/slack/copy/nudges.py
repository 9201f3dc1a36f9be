"""What a nudge's card says once it is answered, and what is written on its buttons."""

from bot.slack.copy.translation import N_, _

_DONE = (
    N_("Done: {exercises}. Your chair will cope."),
    N_("Done: {exercises}. Small things add up."),
    N_("Done: {exercises}. Your glutes send their regards."),
    N_("Done: {exercises}. Well done, and noted."),
    N_("Done: {exercises}. On with the day."),
)


def done_all(exercises: str, *, turn: int) -> str:
    """Acknowledge a nudge of which everything is done."""
    return _(_DONE[turn % len(_DONE)]).format(exercises=exercises)


def done_part(done: str, left: str) -> str:
    """Acknowledge a part of a nudge and name the rest."""
    return _("Done: {done}. Still open, if you like: {left}.").format(done=done, left=left)


def snoozed(moment: str | None) -> str:
    """Say until when a nudge is put off."""
    if moment is None:
        return _("Snoozed. It comes back with the next one.")
    return _("Snoozed until {moment}.").format(moment=moment)


def returned() -> str:
    """Say that what was snoozed is asked by a newer nudge now."""
    return _("Snoozed. A newer one has come since.")


def skipped() -> str:
    """Say that a nudge is skipped."""
    return _("Skipped. No hard feelings; the next one is another chance.")


def busy(moment: str | None) -> str:
    """Say that a nudge is put away for a meeting, and until when it is quiet."""
    if moment is None:
        return _("In a meeting: put away. It still counts if you do it later today.")
    return _(
        "In a meeting: quiet until {moment}. It still counts if you do it later today."
    ).format(moment=moment)


def already_up() -> str:
    """Say that being up already counts as a break."""
    return _("You were up already: lovely. The clock starts again from here.")


def already_up_part(left: str) -> str:
    """Say that being up already counts, and name what sitting or standing can still add."""
    return _("You were up already: lovely. Still open, if you like: {left}.").format(left=left)


def expired(exercises: str) -> str:
    """Say that a nudge has gone by unanswered."""
    return _("This one went by: {exercises}. It still counts if you did it.").format(
        exercises=exercises
    )


def over(exercises: str) -> str:
    """Say that a nudge has gone by on a day that has ended."""
    return _("This one went by: {exercises}. No matter: that day is closed.").format(
        exercises=exercises
    )


def has_left() -> str:
    """Say on the card of somebody who left that it asks nothing."""
    return _("You have left, so nothing is asked here any more.")


def practice(exercises: str) -> str:
    """Ask for the first exercises and say how a nudge is answered."""
    return _(
        "Let's try one: {exercises}.\n"
        "When you have done it, react with :white_check_mark: or press *Done*. Either is enough."
    ).format(exercises=exercises)


def practice_done() -> str:
    """Say after the practice nudge that the gesture is learnt."""
    return _("That is all there is to it. The next one comes in your work hours, by itself.")


def done_button() -> str:
    """Label the button that completes everything still open."""
    return _("Done")


def rest_done_button() -> str:
    """Label the button that completes what is left."""
    return _("Done with the rest")


def did_it_button() -> str:
    """Label the button that completes a nudge that was put away."""
    return _("I did it")


def snooze_button() -> str:
    """Label the button that puts a nudge off."""
    return _("10 min")


def skip_button() -> str:
    """Label the button that skips a nudge."""
    return _("Skip")


def undo_button() -> str:
    """Label the button that takes a completion back."""
    return _("Undo")


def more_already_up() -> str:
    """Label the menu entry for having been up already."""
    return _("Already up")


def more_how() -> str:
    """Label the menu entry that explains the exercise."""
    return _("How?")


def more_meeting() -> str:
    """Label the menu entry that puts a nudge off for a meeting."""
    return _("In a meeting (1 h)")


def more_fewer() -> str:
    """Label the menu entry that asks for fewer nudges."""
    return _("Fewer of these")


def more_stop() -> str:
    """Label the menu entry that ends all nudges."""
    return _("Stop")
