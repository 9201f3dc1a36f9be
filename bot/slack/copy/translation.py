"""The language in which the app speaks just now, and how copy asks for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from gettext import NullTranslations
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
Words = TypeVar("Words")

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


def remembered(most: int) -> Callable[[Callable[P, Words]], Callable[P, Words]]:
    """Let a function of nothing but its arguments and the language remember what it returned.

    Args:
        most: how many answers it remembers, in all languages together.
    """

    def remembering(wording: Callable[P, Words]) -> Callable[P, Words]:
        @lru_cache(maxsize=most)
        def in_language(_language: object, *args: P.args, **kwargs: P.kwargs) -> Words:
            return wording(*args, **kwargs)

        @wraps(wording)
        def found(*args: P.args, **kwargs: P.kwargs) -> Words:
            return in_language(_current.get(), *args, **kwargs)  # type: ignore[arg-type]  # hashable

        return found

    return remembering
