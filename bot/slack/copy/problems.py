"""What is said beside an input that cannot be taken as it is."""

from bot.domain.alias import LONGEST_ALIAS, AliasFlaw, AliasProblem
from bot.domain.plan import LONGEST_MINUTES, SHORTEST_MINUTES
from bot.slack.copy.translation import N_, _

_ALIAS: dict[AliasProblem, str] = {
    AliasProblem.MISSING: N_("Please type a name to be shown, of at most {longest} characters."),
    AliasProblem.TOO_LONG: N_("That name has {length} characters; {longest} are the most."),
    AliasProblem.INVISIBLE: N_("That name holds an invisible character: please type it afresh."),
    AliasProblem.FORMATTING: N_("Please leave out “{part}”: Slack takes it for formatting."),
    AliasProblem.LINK: N_(
        "“{part}” could become a link: please leave it out, or put a space after the dot."
    ),
}


def zone() -> str:
    """Ask for a time zone."""
    return _("Please choose your time zone.")


def hours(line: str) -> str:
    """Say which line of the work hours is unclear."""
    return _(
        "I cannot take “{line}”. For example: Mon-Fri 09:00-12:30, 13:30-17:30. Each time starts "
        "before it ends, at 24:00 at the latest; none overlap, and each day is named once."
    ).format(line=line)


def no_hours() -> str:
    """Ask for any work hours at all."""
    return _("Please give at least one day, such as Mon-Fri 09:00-17:00.")


def no_time_left() -> str:
    """Say that quiet blocks leave nothing of the work hours."""
    return _("That leaves none of your work hours. For a while without nudges, use /unsit pause.")


def country() -> str:
    """Ask for a country."""
    return _("Please choose a country from the list, or none.")


def minutes() -> str:
    """Say which minutes can be taken."""
    return _("A whole number from {shortest} to {longest}, or empty for none.").format(
        shortest=SHORTEST_MINUTES, longest=LONGEST_MINUTES
    )


def nothing_asked() -> str:
    """Say that a plan must ask for something."""
    return _("Please keep at least one exercise on; to stop all of them, use /unsit leave.")


def alias(flaw: AliasFlaw) -> str:
    """Say what is wrong with an alias."""
    return _(_ALIAS[flaw.problem]).format(
        longest=LONGEST_ALIAS, length=len(flaw.part), part=flaw.part
    )


def other() -> str:
    """Say that a choice cannot be taken."""
    return _("That cannot be chosen; please pick another.")
