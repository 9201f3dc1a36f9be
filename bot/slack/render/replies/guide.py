"""Answers that explain: what can be typed, and why any of this."""

from bot.slack.copy import evidence
from bot.slack.copy import usage as copy
from bot.slack.render.message import Rendered, message, typed
from bot.slack.render.studies import linked_reference


def usage() -> Rendered:
    """List everything that can be typed, with an example of each."""
    return message(copy.intro(), _commands())


def unknown_subcommand(word: str, *, meant: str | None = None) -> Rendered:
    """Say that a word is not known, what was perhaps meant, and list what is."""
    unknown = copy.unknown(typed(word)) if meant is None else copy.misspelt(typed(word), meant)
    return message(unknown, _commands())


def why() -> Rendered:
    """Tell the evidence, its strength and its gaps; only the blocks link to the studies."""
    return Rendered(
        text=_evidence(evidence.reference).text, blocks=_evidence(linked_reference).blocks
    )


def _evidence(cite: evidence.Cite) -> Rendered:
    return message(
        evidence.heading(),
        evidence.walking(cite),
        evidence.standing(cite),
        evidence.squeezing(cite),
        evidence.breaks(cite),
        evidence.selfcare(cite),
        evidence.unknown(cite),
        small_print=[evidence.disclaimer()],
    )


def _commands() -> str:
    lines = [copy.status_line()]
    lines += [copy.line(example, meaning) for example, meaning in copy.SUBCOMMANDS.values()]
    lines += [copy.line(command, meaning) for command, meaning in copy.SHORTHANDS.items()]
    return "\n".join(lines)
