"""Which names a member may go by: something to be seen, and nothing that a message acts upon."""

import re
import unicodedata

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


def is_presentable(alias: str) -> bool:
    """Tell whether an alias can be seen, and neither links, formats, nor turns text around.

    Unassigned characters, controls, and those that change the direction of writing are refused.
    """
    return (
        any(_is_seen(char) for char in alias)
        and not any(_is_control(char) for char in alias)
        and not _FORMATTING.intersection(alias)
        and _LINK.search(alias) is None
    )


def _is_seen(char: str) -> bool:
    return unicodedata.category(char).startswith(_SEEN) and char not in _BLANK_LETTERS


def _is_control(char: str) -> bool:
    return unicodedata.category(char).startswith(_CONTROL) and char not in _JOINERS
