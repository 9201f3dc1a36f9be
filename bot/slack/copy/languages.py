"""The languages that the app speaks, and in which of them somebody is spoken to."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache


class Language(StrEnum):
    """A language with a catalogue, by the tag that stands for it in settings."""

    ENGLISH = "en"
    GERMAN = "de"
    SPANISH = "es"
    FRENCH = "fr"
    PORTUGUESE = "pt-BR"
    JAPANESE = "ja"


NAMES: Mapping[Language, str] = {
    Language.ENGLISH: "English",
    Language.GERMAN: "Deutsch",
    Language.SPANISH: "Español",
    Language.FRENCH: "Français",
    Language.PORTUGUESE: "Português (Brasil)",
    Language.JAPANESE: "日本語",
}
"""Each language by its own name, which whoever looks for it can read."""

_LONGEST_HEADER = 500
_ACCEPTED = re.compile(r"(?P<tag>[A-Za-z-]{1,35})(?:\s*;\s*q=(?P<much>[01](?:\.[0-9]{0,3})?))?")
_BY_SPEECH = {language.partition("-")[0]: language for language in Language}


@lru_cache(maxsize=1_000)
def language_of(*, chosen: str | None, locale: str | None) -> Language:
    """Return the language for somebody: what they chose, or else what Slack speaks with them.

    A language without a catalogue is English, and one of another country is the one there is.

    Args:
        chosen: their own choice, or None for none.
        locale: as Slack says it, such as `de-DE` or `es-LA`; None where that is not known.
    """
    for wanted in (chosen, locale):
        if wanted is not None and (found := _spoken(wanted)) is not None:
            return found
    return Language.ENGLISH


def language_accepted(header: str) -> Language:
    """Return the language for a browser, which says what its reader likes best.

    Args:
        header: its `Accept-Language`, such as `pt-BR,pt;q=0.9,en;q=0.8`, or empty for none.
    """
    found = [_ACCEPTED.fullmatch(each.strip()) for each in header[:_LONGEST_HEADER].split(",")]
    liked = sorted((each for each in found if each), key=lambda each: -float(each["much"] or 1))
    return next((tongue for each in liked if (tongue := _spoken(each["tag"]))), Language.ENGLISH)


def _spoken(tag: str) -> Language | None:
    return _BY_SPEECH.get(tag.replace("_", "-").partition("-")[0].lower())
