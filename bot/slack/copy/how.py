"""The words around an exercise's steps."""

from bot.slack.copy.translation import _, ngettext

_MINUTE = 60


def title() -> str:
    """Title the how-to modal."""
    return _("How it is done")


def close() -> str:
    """Label the button that closes it."""
    return _("Got it")


def duration(seconds: int, *, minutes_from: int = _MINUTE) -> str:
    """Say how long an exercise takes, in minutes from so many seconds on."""
    if seconds < minutes_from:
        return ngettext("{count} second", "{count} seconds", seconds).format(count=seconds)
    minutes = round(seconds / _MINUTE)
    return ngettext("about {count} minute", "about {count} minutes", minutes).format(count=minutes)


def heading(title: str) -> str:
    """Head an exercise that takes no set time."""
    return _("*{title}*").format(title=title)


def timed_heading(title: str, duration: str) -> str:
    """Head an exercise."""
    return _("*{title}* ({duration})").format(title=title, duration=duration)


def step(number: int, text: str) -> str:
    """Number a step."""
    return _("{number}. {text}").format(number=number, text=text)


def strength(strength: str) -> str:
    """Say how strong the evidence is."""
    return _("Evidence: {strength}. `/unsit why` has the sources.").format(strength=strength)


def safety() -> str:
    """Say when not to do it."""
    return _("No medical advice: if anything hurts, leave it out.")


def own(text: str) -> str:
    """Head an exercise of the workspace's own."""
    return _("*{text}* (from your team)").format(text=text)


def read_more(link: str) -> str:
    """Say where an own exercise is explained."""
    return _("How it is done: {link}").format(link=link)


def no_link() -> str:
    """Say that an own exercise comes without an explanation."""
    return _("Whoever manages Unsit here can say how it is done.")


def choice(command: str, titles: str) -> str:
    """Say which exercises a kind has, and what to type for them."""
    return _("`{command}`: {exercises}").format(command=command, exercises=titles)


def unknown(word: str) -> str:
    """Say what can be explained."""
    return _(
        "I do not know “{word}” as an exercise. `/unsit how stand`, `squeeze`, `walk` and "
        "`selfcare` say how each is done."
    ).format(word=word)


def which() -> str:
    """Ask which exercise is meant."""
    return _("Which one? `/unsit how stand`, `squeeze`, `walk`, `selfcare`, or any of these:")
