"""The words of what owners and admins of a workspace see and decide."""

from bot.domain.leaderboard import FEWEST_PARTICIPANTS
from bot.domain.status import LONGEST_ENTRY, MOST_ENTRIES, StatusWordsProblem
from bot.slack.copy.figures import number
from bot.slack.copy.translation import N_, _, ngettext

_SHOWN = 20
"""Characters of an entry that is too long, which are enough to know it again."""


def not_admin() -> str:
    """Refuse what only admins may do, and name what everybody may."""
    return _(
        "Only owners and admins of this workspace can do that; you could ask one of them. What is "
        "yours to decide is in `/unsit settings`."
    )


def title() -> str:
    """Title the modal of what is decided for everybody."""
    return _("Unsit for everybody")


def submit() -> str:
    """Label the button that saves."""
    return _("Save")


def saved() -> str:
    """Confirm what was decided."""
    return _("Saved for everybody. `/unsit admin` changes it again.")


def nudges() -> str:
    """Label whether anybody is nudged."""
    return _("Nudges in this workspace")


def nudges_on() -> str:
    """Name the choice of nudges as everybody chose them."""
    return _("On, as everybody chose them")


def nudges_off() -> str:
    """Name the choice of no nudges for anybody for a while."""
    return _("Paused for everybody until a day")


def day() -> str:
    """Label the day on which a workspace's nudges begin again."""
    return _("Nudges begin again on")


def day_hint() -> str:
    """Say by whose clock the day begins."""
    return _("When that day begins by your own clock, and within a year.")


def status_intro() -> str:
    """Say what words of a status are for."""
    return _(
        "While a Slack status says meeting, focus or away, nobody is nudged. Words and emoji that "
        "your people use beside the usual ones go here, each on a line of its own or after a "
        "comma: `jour fixe`, `:palm_tree:`. They hold for statuses that are set from now on."
    )


def meeting() -> str:
    """Label the words that mean a meeting or a call."""
    return _("In a meeting or a call")


def focus() -> str:
    """Label the words that mean that somebody wants to be left alone."""
    return _("Focusing or presenting")


def away() -> str:
    """Label the words that mean that somebody is not there."""
    return _("Away, ill or on leave")


def never() -> str:
    """Label the words that mean nothing of the kind."""
    return _("Never a reason for silence")


def usual() -> str:
    """Label whether the usual words count too."""
    return _("The usual words and emoji, in six languages")


def usual_choice(*, wanted: bool) -> str:
    """Name whether the usual words count too."""
    return _("Count as well") if wanted else _("Do not count: only the words above do")


_WORDS: dict[StatusWordsProblem, str] = {
    StatusWordsProblem.TOO_MANY: N_("Please take some out: at most {most} words or emoji fit."),
    StatusWordsProblem.TOO_LONG: N_("“{entry}” is too long: {longest} characters are the most."),
    StatusWordsProblem.WORDLESS: N_(
        "“{entry}” holds no word. Please write one, or an emoji by its name: :palm_tree:."
    ),
}


def words_problem(problem: StatusWordsProblem, entry: str) -> str:
    """Say what is wrong with a list of words, and with which of them."""
    shown = entry if len(entry) <= LONGEST_ENTRY else f"{entry[:_SHOWN]}…"
    return _(_WORDS[problem]).format(entry=shown, most=MOST_ENTRIES, longest=LONGEST_ENTRY)


def day_too_late() -> str:
    """Say that a day is too far away."""
    return _("That is more than a year away; please choose an earlier day.")


def heading() -> str:
    """Head what only admins see in their Home."""
    return _("For owners and admins")


def settings_button() -> str:
    """Label the button that opens what is decided for everybody."""
    return _("Settings for everybody")


def exercises_button() -> str:
    """Label the button that opens the workspace's own exercises."""
    return _("Our own exercises")


def installed() -> str:
    """Say that the app is here."""
    return _("Unsit is installed.")


def members(joined: int, wanted: int) -> str:
    """Say how many have joined, of so many that make it a thing a team does together."""
    if not joined:
        return _("Nobody has joined yet: begin with yourself.")
    return ngettext(
        "{joined} person has joined; from {wanted} on it is a thing you do together.",
        "{joined} people have joined; from {wanted} on it is a thing you do together.",
        joined,
    ).format(joined=number(joined), wanted=wanted)


def boards(count: int) -> str:
    """Say how many channels have a weekly board."""
    if not count:
        return _("No channel has a weekly board yet: type `/unsit board here` in one.")
    return ngettext(
        "{count} channel has a weekly board.", "{count} channels have a weekly board.", count
    ).format(count=number(count))


def holidays(calendar: str) -> str:
    """Say whose public holidays count for whoever chose none."""
    return _("Public holidays: {calendar}.").format(calendar=calendar)


def no_holidays() -> str:
    """Say that no public holidays count yet."""
    return _("No public holidays count yet: choose a country in the settings for everybody.")


def own_words() -> str:
    """Say that the workspace has words of its own for statuses."""
    return _("Your own words for Slack statuses count.")


def usual_words() -> str:
    """Say that the usual words for statuses count."""
    return _("The usual words for Slack statuses count; add your own if you use others.")


def own_exercises(count: int) -> str:
    """Say how many exercises of their own a workspace has."""
    return ngettext(
        "{count} exercise of your own takes its turn with the others.",
        "{count} exercises of your own take their turn with the others.",
        count,
    ).format(count=number(count))


def paused(until: str) -> str:
    """Say that nobody is nudged, and until when."""
    return _("Nobody here is nudged until {until}.").format(until=until)


def week(people: int, done: int, asked: int) -> str:
    """Say what all did together in seven days."""
    return ngettext(
        "In the last seven days {people} person did {done} of {asked} exercises they were asked "
        "for.",
        "In the last seven days {people} people did {done} of {asked} exercises they were asked "
        "for.",
        people,
    ).format(people=number(people), done=number(done), asked=number(asked))


def too_few() -> str:
    """Say why there are no figures."""
    return _(
        "Figures of all together appear once {fewest} people took part in a week, so that nobody's "
        "own can be guessed."
    ).format(fewest=FEWEST_PARTICIPANTS)
