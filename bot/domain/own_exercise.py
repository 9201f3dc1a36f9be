"""A workspace's own exercises: a few words and perhaps a link, written by its admins."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from bot.domain.alias import is_presentable
from bot.domain.exercise import BodyProfile, ExerciseKey, Kind, OwnKeys, kind_of

LONGEST_TEXT = 40
MOST_WORDS = 5
"""Two of them fit into one notification, with a word around them."""

LONGEST_LINK = 300

_OWN = "own_"
_NAME = re.compile(r"[a-z0-9]{1,20}")
_MARKUP = frozenset("<>@|")
_BREAKS_OUT = frozenset(' <>|"`\\')


class OwnExerciseProblem(StrEnum):
    """What is wrong with an exercise that an admin wrote."""

    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_NOT_PLAIN = "text_not_plain"
    LINK_TOO_LONG = "link_too_long"
    LINK_UNFIT = "link_unfit"


class OwnExerciseError(ValueError):
    """An own exercise is not acceptable.

    Attributes:
        field: the input at fault, `text` or `link`.
        problem: what is wrong with it.
    """

    def __init__(self, field: str, problem: OwnExerciseProblem) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnExercise:
    """An exercise of a workspace's own.

    Attributes:
        key: `<kind>.own_<name>`, as `own_key` makes it; stored with every nudge that asks for it.
        text: what to do, in five words and forty characters at most, without markup or a link.
        link: an address on the web that says how it is done.
        bodies: for whom it is meant; what an admin writes may not suit every body, so that it is
            standing people alone unless they say otherwise.
    """

    key: ExerciseKey
    text: str
    link: str | None = None
    bodies: frozenset[BodyProfile] = frozenset({BodyProfile.STANDING})

    def __post_init__(self) -> None:
        _check_text(self.text)
        if self.link is not None:
            _check_link(self.link)

    @property
    def kind(self) -> Kind:
        """Return the kind, which the key begins with."""
        return kind_of(self.key)


def own_key(kind: Kind, name: str) -> ExerciseKey:
    """Return the key of an own exercise.

    Args:
        kind: what sort of exercise it is.
        name: what tells it from the workspace's others: up to 20 small letters and digits.

    Raises:
        ValueError: the name is anything else.
    """
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"{name!r} names no exercise")
    return ExerciseKey(f"{kind}.{_OWN}{name}")


def is_own(key: ExerciseKey) -> bool:
    """Tell whether a key is of a workspace's own exercise."""
    return key.partition(".")[2].startswith(_OWN)


def own_keys(exercises: Iterable[OwnExercise], body: BodyProfile) -> OwnKeys:
    """Return the keys of those that suit a body, by kind, in the order given."""
    keys: defaultdict[Kind, tuple[ExerciseKey, ...]] = defaultdict(tuple)
    for exercise in exercises:
        if body in exercise.bodies:
            keys[exercise.kind] += (exercise.key,)
    return dict(keys)


def _check_text(text: str) -> None:
    if not text.strip():
        raise OwnExerciseError("text", OwnExerciseProblem.TEXT_MISSING)
    if len(text) > LONGEST_TEXT or len(text.split()) > MOST_WORDS:
        raise OwnExerciseError("text", OwnExerciseProblem.TEXT_TOO_LONG)
    if _MARKUP.intersection(text) or not is_presentable(text):
        raise OwnExerciseError("text", OwnExerciseProblem.TEXT_NOT_PLAIN)


def _check_link(link: str) -> None:
    if len(link) > LONGEST_LINK:
        raise OwnExerciseError("link", OwnExerciseProblem.LINK_TOO_LONG)
    if not _is_web_address(link):
        raise OwnExerciseError("link", OwnExerciseProblem.LINK_UNFIT)


def _is_web_address(link: str) -> bool:
    if not link.isascii() or not link.isprintable() or _BREAKS_OUT.intersection(link):
        return False
    try:
        parts = urlsplit(link)
        parts.port  # noqa: B018 - looking at it is what finds a wrong one
    except ValueError:
        return False
    # A name before an @ makes an address look as if it led elsewhere.
    is_plain = parts.username is None and parts.password is None
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_plain
