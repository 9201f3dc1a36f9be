"""The words of the modal in which admins add exercises of their own."""

from bot.domain.own_exercise import LONGEST_TEXT, MOST_WORDS, OwnExerciseProblem
from bot.services.exercises import MOST_OWN
from bot.slack.copy.translation import N_, _, ngettext

_PROBLEMS: dict[OwnExerciseProblem, str] = {
    OwnExerciseProblem.TEXT_MISSING: N_("Please say in a few words what to do."),
    OwnExerciseProblem.TEXT_TOO_LONG: N_(
        "At most {words} words and {longest} characters, so that it fits into a notification."
    ),
    OwnExerciseProblem.TEXT_NOT_PLAIN: N_("Plain words, please: no links, mentions or markup."),
    OwnExerciseProblem.LINK_TOO_LONG: N_("That address is too long; a shorter one, please."),
    OwnExerciseProblem.LINK_UNFIT: N_("An address on the web, please: it begins with https://."),
}


def title() -> str:
    """Title the modal."""
    return _("Our own exercises")


def submit() -> str:
    """Label the button that adds an exercise."""
    return _("Add")


def close() -> str:
    """Label the button that closes the modal."""
    return _("Close")


def intro(count: int) -> str:
    """Say what own exercises do, and how many there are."""
    if not count:
        return _(
            "No exercises of your own yet. Own exercises take their turn with the others of their "
            "kind, and are asked of those for whom standing is fine. Up to {most} are possible."
        ).format(most=MOST_OWN)
    return ngettext(
        "You have {count} exercise of your own. Own exercises take their turn with the others of "
        "their kind, and are asked of those for whom standing is fine. Up to {most} are possible.",
        "You have {count} exercises of your own. Own exercises take their turn with the others of "
        "their kind, and are asked of those for whom standing is fine. Up to {most} are possible.",
        count,
    ).format(count=count, most=MOST_OWN)


def row(kind: str, text: str) -> str:
    """List an exercise."""
    # Translators: a kind of exercise, and what one of it says.
    return _("*{kind}*: {text}").format(kind=kind, text=text)


def row_with_link(kind: str, text: str, link: str) -> str:
    """List an exercise with where it is explained."""
    return _("*{kind}*: {text} (<{link}|how to>)").format(kind=kind, text=text, link=link)


def remove_button() -> str:
    """Label the button that removes an exercise."""
    return _("Remove")


def kind() -> str:
    """Label the kind of a new exercise."""
    return _("Kind of the new exercise")


def text() -> str:
    """Label what a new exercise says."""
    return _("What to do")


def text_hint() -> str:
    """Say what a new exercise may say."""
    return _(
        "As it reads in a notification, in {words} words at most: climb the stairs once."
    ).format(words=MOST_WORDS)


def link() -> str:
    """Label where a new exercise is explained."""
    return _("Where it is explained")


def link_hint() -> str:
    """Say what a link is for."""
    return _("An address on the web, shown with How? Leave it empty for none.")


def problem(found: OwnExerciseProblem) -> str:
    """Say what is wrong with a new exercise."""
    return _(_PROBLEMS[found]).format(words=MOST_WORDS, longest=LONGEST_TEXT)


def too_many() -> str:
    """Say that there are enough exercises."""
    return _("There are {most} already, which is as many as fit: please remove one first.").format(
        most=MOST_OWN
    )
