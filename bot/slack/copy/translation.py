"""The language in which the app speaks just now, and how copy asks for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import ParamSpec, TypeVar

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.slack.copy.languages import Language

P = ParamSpec("P")
Words = TypeVar("Words")

_LOCALES = {
    Language.ENGLISH: "en_GB",  # the sources are written in it: 2 March, and a, b and c
    Language.PORTUGUESE: "pt_BR",
}


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """How one language says things.

    Attributes:
        sentences: what the copy's sentences are in it.
    """

    language: Language
    sentences: NullTranslations

    @property
    def locale(self) -> Locale:
        """Return what CLDR knows of its days and numbers."""
        return _locale(self.language)


_SOURCE = Voice(Language.ENGLISH, NullTranslations())

_current: ContextVar[Voice] = ContextVar("voice", default=_SOURCE)


@cache
def voice_of(language: Language) -> Voice:
    """Return the voice of a language; the first time its catalogue is read, in some 30 ms."""
    if language is Language.ENGLISH:
        return _SOURCE
    name = f"{_locale(language)}"
    with (files(__package__) / "locale" / name / "LC_MESSAGES" / "unsit.po").open("rb") as file:
        catalogue = read_po(file, locale=name)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Voice(language, GNUTranslations(compiled))


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))


def speak(language: Language) -> None:
    """Speak a language from here on, in this task and in those that it starts."""
    _current.set(voice_of(language))


@contextmanager
def speaking(spoken: Language | Voice) -> Iterator[None]:
    """Speak a language within a block; tasks started inside it inherit that."""
    token = _current.set(spoken if isinstance(spoken, Voice) else voice_of(spoken))
    try:
        yield
    finally:
        _current.reset(token)


def spoken(
    language: Language, wording: Callable[P, Words], *args: P.args, **kwargs: P.kwargs
) -> Words:
    """Return what a function says in a language; at half the price of a block around it."""
    token = _current.set(voice_of(language))
    try:
        return wording(*args, **kwargs)
    finally:
        _current.reset(token)


def voice() -> Voice:
    """Return the voice in which the app speaks just now."""
    return _current.get()


def _(text: str) -> str:
    """Translate a sentence."""
    return _current.get().sentences.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a sentence whose form depends on a count, which stays a placeholder in it."""
    return _current.get().sentences.ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 - the mark that catalogue extraction looks for
    """Mark a constant for the catalogues; it is translated where it is used."""
    return text


def remembered(most: int) -> Callable[[Callable[P, Words]], Callable[P, Words]]:
    """Let a function of nothing but its arguments and the language remember what it returned.

    Args:
        most: how many answers it remembers, in all languages together.
    """

    def remembering(wording: Callable[P, Words]) -> Callable[P, Words]:
        @lru_cache(maxsize=most)
        def in_language(_voice: object, *args: P.args, **kwargs: P.kwargs) -> Words:
            return wording(*args, **kwargs)

        @wraps(wording)
        def found(*args: P.args, **kwargs: P.kwargs) -> Words:
            return in_language(_current.get(), *args, **kwargs)  # type: ignore[arg-type]  # hashable

        return found

    return remembering
