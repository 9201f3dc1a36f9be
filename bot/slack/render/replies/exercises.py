"""Answers on how exercises are done."""

from collections.abc import Sequence

from bot.domain.exercise import BodyProfile, Exercise, Kind, of_kind
from bot.domain.own_exercise import OwnExercise
from bot.domain.programme import Stage
from bot.slack.copy import evidence, exercises, kinds
from bot.slack.copy import how as copy
from bot.slack.ids import Command, Subcommand
from bot.slack.render.how_modal import explained_all
from bot.slack.render.message import Rendered, message, typed


def how(
    kind: Kind,
    body: BodyProfile,
    *,
    own: Sequence[OwnExercise] = (),
    stage: Stage | None = None,
) -> Rendered:
    """Answer how all exercises of a kind are done, the workspace's own included."""
    chosen = of_kind(kind)
    keys = [exercise.key for exercise in chosen]
    keys += [exercise.key for exercise in own if exercise.kind is kind]
    return message(
        *explained_all(keys, body, own=own, stage=stage),
        small_print=[copy.strength(evidence.strength(chosen[0].evidence)), copy.safety()],
    )


def how_one(exercise: Exercise, body: BodyProfile, *, stage: Stage | None = None) -> Rendered:
    """Answer how one exercise is done."""
    return message(
        *explained_all([exercise.key], body, stage=stage),
        small_print=[copy.strength(evidence.strength(exercise.evidence)), copy.safety()],
    )


def how_which(body: BodyProfile = BodyProfile.STANDING) -> Rendered:
    """Ask which exercise is meant, and name them all."""
    return message(copy.which(), "\n".join(_choice(kind, body) for kind in Kind))


def how_unknown(word: str) -> Rendered:
    """Say which exercises can be asked about."""
    return message(copy.unknown(typed(word)))


def _choice(kind: Kind, body: BodyProfile) -> str:
    titles = kinds.listed([exercises.phrase(each.key, body) for each in of_kind(kind)])
    return copy.choice(f"{Command.UNSIT} {Subcommand.HOW} {kind}", titles)
