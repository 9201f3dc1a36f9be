"""Which names a member may go by: something to be seen, and nothing that a message acts upon."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST_ALIAS = 40

_JOINERS = {"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}
"""They draw nothing, but emoji and some scripts need them between what does."""

_BLANK_LETTERS = {
    "\N{HANGUL CHOSEONG FILLER}",
    "\N{HANGUL JUNGSEONG FILLER}",
    "\N{HANGUL FILLER}",
    "\N{HALFWIDTH HANGUL FILLER}",
    "\N{BRAILLE PATTERN BLANK}",
}
"""What counts as a letter or a symbol, and cannot be seen."""

_CONTROL = ("C", "Zl", "Zp")
_SEEN = ("L", "N", "P", "S")
_FORMATTING = frozenset("*_~`")
_LINK = re.compile(r"://|\bwww\.|\w[.@][^\W\d_]{2}")


class AliasProblem(StrEnum):
    """Why an alias cannot be shown."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    INVISIBLE = "invisible"
    FORMATTING = "formatting"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class AliasFlaw:
    """What is wrong with an alias, and the part of it that has it, where one has."""

    problem: AliasProblem
    part: str = ""


def flaw_of(alias: str) -> AliasFlaw | None:
    """Return what is wrong with an alias, or None for nothing."""
    if len(alias) > LONGEST_ALIAS:
        return AliasFlaw(AliasProblem.TOO_LONG, alias)
    return _flaw_in(alias)


def is_presentable(text: str) -> bool:
    """Tell whether a text can be seen, and neither links, formats, nor turns text around.

    Unassigned characters, controls, and those that change the direction of writing are refused.
    """
    return _flaw_in(text) is None


def _flaw_in(text: str) -> AliasFlaw | None:
    if not any(_is_seen(char) for char in text):
        return AliasFlaw(AliasProblem.MISSING)
    if any(_is_control(char) for char in text):
        return AliasFlaw(AliasProblem.INVISIBLE)
    for char in text:
        if char in _FORMATTING:
            return AliasFlaw(AliasProblem.FORMATTING, char)
    linked = next((word for word in text.split() if _LINK.search(word)), None)
    return None if linked is None else AliasFlaw(AliasProblem.LINK, linked)


def _is_seen(char: str) -> bool:
    return unicodedata.category(char).startswith(_SEEN) and char not in _BLANK_LETTERS


def _is_control(char: str) -> bool:
    return unicodedata.category(char).startswith(_CONTROL) and char not in _JOINERS
