"""What can be typed, with an example of each, and what is said to what cannot."""

from bot.slack.copy.translation import N_, _
from bot.slack.ids import Command, Subcommand

SUBCOMMANDS: dict[Subcommand, tuple[str, str]] = {
    Subcommand.JOIN: ("/unsit join", N_("start, in under a minute")),
    Subcommand.SETTINGS: ("/unsit settings", N_("hours, time zone, how often, your name")),
    Subcommand.PAUSE: (
        "/unsit pause 90m",
        N_("quiet for a while; also today, this week, until monday, until 1 December"),
    ),
    Subcommand.RESUME: ("/unsit resume", N_("end a pause or a snooze")),
    Subcommand.SNOOZE: ("/unsit snooze 10m", N_("put the open nudge off, or the next one")),
    Subcommand.DONE: ("/unsit done squeeze", N_("done, without looking for the nudge")),
    Subcommand.STATS: ("/unsit stats", N_("today, this week, your streak")),
    Subcommand.BOARD: (
        "/unsit board",
        N_("your own place; `/unsit board here monday 16` posts a weekly board in a channel"),
    ),
    Subcommand.HOW: ("/unsit how squeeze", N_("how an exercise is done")),
    Subcommand.WHY: ("/unsit why", N_("what research says, and what it does not")),
    Subcommand.PROGRAMME: (
        "/unsit programme",
        N_("eight weeks that turn your squeezes up; `start` and `stop` as you like"),
    ),
    Subcommand.ADMIN: (
        "/unsit admin",
        N_("for owners and admins: holidays, a pause for all, what a status means, exercises"),
    ),
    Subcommand.LEAVE: ("/unsit leave", N_("stop, and keep or erase your history")),
    Subcommand.HELP: ("/unsit help", N_("this list")),
}

SHORTHANDS: dict[Command, str] = {
    Command.STAND: N_("log a stand"),
    Command.SQUEEZE: N_("log a squeeze"),
    Command.WALK: N_("log a walk"),
}


def intro() -> str:
    """Introduce the list of commands."""
    return _(
        "Here is what you can type. Only you see the answers; `board here` and `board off` also "
        "tell the channel."
    )


def status_line() -> str:
    """Explain the command on its own."""
    return _("`/unsit`: how things stand")


def line(example: str, meaning: str) -> str:
    """Explain one command."""
    return _("`{example}`: {meaning}").format(example=example, meaning=_(meaning))


def unknown(word: str) -> str:
    """Say that a word is not known."""
    return _("I do not know “{word}”. Here is what I do know.").format(word=word)


def misspelt(word: str, meant: str) -> str:
    """Say that a word is not known, and which one is like it."""
    return _(
        "I do not know “{word}”. Did you mean `/unsit {meant}`? Here is what I do know."
    ).format(word=word, meant=meant)
