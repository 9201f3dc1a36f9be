"""How the words of Slack statuses are compared, and how what stands around them is found."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.status_context import AFTER, ARTICLES, BEFORE, COMPOUNDS, FOLLOWING, LEADING, OF

_JAPANESE = "\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f"
"""Letters of Japanese, which puts no spaces between its words."""

_LETTER = rf"[^\W{_JAPANESE}]"
"""Any other letter, or a digit: words of these end where Japanese begins."""

_UNSPACED = re.compile(f"[{_JAPANESE}]")
_ONE_TO_ONE = re.compile(
    rf"(?<!{_LETTER})(?<![.:/-])1(?:[:-]|[ -]?(?:on|to|a)[ -]?)1s?(?!{_LETTER}|[.:/-]\d)"
)
_COMPOUND = re.compile(rf"(?<=\w{{3}})(?=(?:{'|'.join(COMPOUNDS)})(?!\w))")
_WORD = re.compile(r"\w+")
_ACCENTS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around words, made ready for matching; the same in every workspace.

    Attributes:
        leading: what a status may begin with before it comes to what it says.
        before, after: what takes a word back.
        event_ends, opening_ends: where no more is said than may follow.
    """

    leading: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    event_ends: re.Pattern[str]
    opening_ends: re.Pattern[str]

    def takes_back(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether what stands before or after a match takes it back."""
        before = self.before.search(text, 0, match.start())
        return before is not None or self.after.match(text, match.end()) is not None

    def lets_open(self, text: str, end: int) -> bool:
        """Tell whether a status that begins with one of the words says little more."""
        ends = self.opening_ends.match(text, end)
        return ends is not None and self.after.match(text, end) is None


@lru_cache(maxsize=1)
def surroundings() -> Surroundings:
    """Return the patterns of what stands around words, which are made once."""
    leading, before, article, after = (
        any_of(map(key_of, each)) for each in (LEADING, BEFORE, ARTICLES, AFTER)
    )
    return Surroundings(
        leading=re.compile(rf"\A\W*(?:{leading}\W*)*"),
        before=re.compile(rf"{before}\W*(?:{article}\W*)?$"),
        after=re.compile(rf"\W*{after}"),
        event_ends=_end((*FOLLOWING, *OF)),
        opening_ends=_end(FOLLOWING),
    )


def _end(following: Iterable[str]) -> re.Pattern[str]:
    """Return what ends a word that must not go on: a mark, a time, a joining word."""
    joining = any_of(map(key_of, following))
    time = rf"(?:{_LETTER}{{1,3}}\s+){{0,2}}\d"
    return re.compile(rf"\s*(?:$|[^\w\s'\u2019-]|-(?!\w)|{time}|{joining})")


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first; of none it matches nothing."""
    ordered = sorted(set(words), key=len, reverse=True)
    spaced = "|".join(_apart(word) for word in ordered if not _UNSPACED.search(word))
    # What is tried at every letter costs more than what is tried at the beginning of words.
    whole = [rf"(?<!{_LETTER})(?:{spaced})(?!{_LETTER})"] if spaced else []
    within = [_apart(word) for word in ordered if _UNSPACED.search(word)]
    return f"(?:{'|'.join([*within, *whole])})" if within or whole else "(?!)"


def _apart(word: str) -> str:
    return r"\W+".join(word.split())


def plain_of(text: str) -> str:
    """Return a text as it is compared: small letters, no accents, one form of each character.

    There is also one form of `1:1`, and what German joins stands apart.
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", folded))
    return _COMPOUND.sub(" ", _ONE_TO_ONE.sub("1on1", plain))


def key_of(text: str) -> str:
    """Return the words of a text, whatever stands between them."""
    return key_in(plain_of(text))


def key_in(plain: str) -> str:
    """Return the words of a text that is plain already: of a part of one, no word is split anew."""
    return " ".join(_WORD.findall(plain))
