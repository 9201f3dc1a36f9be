"""The language in which the app speaks just now, and how copy asks for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations

_SOURCE_LANGUAGE = NullTranslations()

_current: ContextVar[NullTranslations] = ContextVar("translations", default=_SOURCE_LANGUAGE)


@contextmanager
def speaking(translations: NullTranslations) -> Iterator[None]:
    """Speak another language within a block; tasks started inside it inherit that language."""
    token = _current.set(translations)
    try:
        yield
    finally:
        _current.reset(token)


def _(text: str) -> str:
    """Translate a sentence."""
    return _current.get().gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a sentence whose form depends on a count, which stays a placeholder in it."""
    return _current.get().ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 - the mark that catalogue extraction looks for
    """Mark a constant for the catalogues; it is translated where it is used."""
    return text
