"""Answers that explain: what can be typed, and why any of this."""

from bot.slack.copy import evidence
from bot.slack.copy import usage as copy
from bot.slack.render.message import Rendered, message, typed


def usage() -> Rendered:
    """List everything that can be typed, with an example of each."""
    return message(copy.intro(), _commands())


def unknown_subcommand(word: str, *, meant: str | None = None) -> Rendered:
    """Say that a word is not known, what was perhaps meant, and list what is."""
    unknown = copy.unknown(typed(word)) if meant is None else copy.misspelt(typed(word), meant)
    return message(unknown, _commands())


def why() -> Rendered:
    """Tell the evidence, its strength and its gaps."""
    return message(
        evidence.heading(),
        evidence.walking(),
        evidence.standing(),
        evidence.squeezing(),
        evidence.breaks(),
        evidence.selfcare(),
        evidence.unknown(),
        small_print=[evidence.disclaimer()],
    )


def _commands() -> str:
    lines = [copy.status_line()]
    lines += [copy.line(example, meaning) for example, meaning in copy.SUBCOMMANDS.values()]
    lines += [copy.line(command, meaning) for command, meaning in copy.SHORTHANDS.items()]
    return "\n".join(lines)
