"""Answers on how exercises are done."""

from bot.domain.exercise import BodyProfile, Kind, of_kind
from bot.slack.copy import evidence
from bot.slack.copy import how as copy
from bot.slack.render.how_modal import explained
from bot.slack.render.message import Rendered, message, typed


def how(kind: Kind, body: BodyProfile) -> Rendered:
    """Answer how the exercises of a kind are done."""
    chosen = of_kind(kind)
    return message(
        *(explained(exercise.key, body) for exercise in chosen),
        small_print=[copy.strength(evidence.strength(chosen[0].evidence)), copy.safety()],
    )


def how_which() -> Rendered:
    """Ask which exercise is meant."""
    return message(copy.which())


def how_unknown(word: str) -> Rendered:
    """Say which exercises can be asked about."""
    return message(copy.unknown(typed(word)))
