"""Work hours as people write and read them in their own language: `Mo-Fr 09:00-12:30`.

The domain reads and writes them in English, which every language takes as well.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal

from bot.domain.work_hours import WorkHours, WorkHoursError
from bot.domain.written_hours import WEEKDAYS, format_hours, parse_hours
from bot.slack.copy.languages import Language
from bot.slack.copy.translation import remembered, voice

_JOINING: Mapping[Language, Mapping[str, str]] = {
    Language.GERMAN: {"bis": "-", "und": ",", "von": "", "uhr": ""},
    Language.SPANISH: {"a": "-", "y": ",", "de": ""},
    Language.FRENCH: {"à": "-", "au": "-", "et": ",", "de": "", "du": ""},
    Language.PORTUGUESE: {"a": "-", "às": "-", "até": "-", "e": ",", "de": "", "das": ""},
    Language.JAPANESE: {
        "から": "-",
        "\N{WAVE DASH}": "-",
        "~": "-",
        "まで": "",
        "時": "",
        "と": ",",
        "、": ",",
        "\N{KATAKANA MIDDLE DOT}": ",",
    },
}
"""What stands between days and times, or is said along with them."""

_LETTER = r"[^\W\d_]"
_ENGLISH_DAY = re.compile("|".join(WEEKDAYS))
_SEPARATOR = re.compile(r"[\n;]")


def written_hours(hours: WorkHours) -> str:
    """Write hours, a line for each group of days."""
    if voice().language is Language.ENGLISH:
        return format_hours(hours)
    return _ENGLISH_DAY.sub(lambda day: _own_name(WEEKDAYS.index(day[0])), format_hours(hours))


def read_hours(text: str) -> WorkHours:
    """Read hours in the language that is spoken, or in English.

    Raises:
        WorkHoursError: a line cannot be read; it is named as it was typed.
    """
    if voice().language is Language.ENGLISH:
        return parse_hours(text)
    typed = [" ".join(line.split()) for line in _SEPARATOR.split(text)]
    understood = [_in_english(line) for line in typed]
    try:
        return parse_hours("\n".join(understood))
    except WorkHoursError as error:
        known = dict(zip(understood, typed, strict=True))
        raise WorkHoursError(known.get(error.line, error.line)) from None


def _in_english(line: str) -> str:
    """Put the names of days into English, and what joins them into signs."""
    words, pattern = _vocabulary()
    found = pattern.sub(lambda word: f" {words[word[1]]} ", _plain(line))
    return " ".join(found.split())


@remembered(most=len(Language))
def _vocabulary() -> tuple[Mapping[str, str], re.Pattern[str]]:
    joining = _JOINING[voice().language]
    words = {_plain(word): sign for word, sign in joining.items()} | dict(_names())
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    if voice().language is Language.JAPANESE:
        return words, re.compile(f"({longest_first})")
    return words, re.compile(rf"(?<!{_LETTER})({longest_first})s?\.?(?!{_LETTER})")


def _names() -> Iterator[tuple[str, str]]:
    """Yield each name that a weekday has in the language, with the English one."""
    for day, english in enumerate(WEEKDAYS):
        full = _plain(_name(day, "wide"))
        for name in (full, full.removesuffix("-feira"), full.removesuffix("日")):
            yield name, english
        for name in (_name(day, "abbreviated"), _name(day, "short")):
            yield _plain(name).strip("."), english


def _own_name(day: int) -> str:
    return _name(day, "abbreviated").strip(".")


def _name(day: int, form: Literal["wide", "abbreviated", "short"]) -> str:
    name: str = voice().locale.days["stand-alone"][form][day]
    return name


def _plain(text: str) -> str:
    """Return text in small letters without accents, and what is wide in Japanese as usual."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
