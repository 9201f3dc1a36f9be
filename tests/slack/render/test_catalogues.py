"""The catalogues of the other languages: they keep what the code relies on."""

import re
import string
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from hatchling.builders.wheel import WheelBuilder

from bot.slack.copy.languages import Language
from bot.slack.copy.translation import voice_of
from tools import messages

COMPLETE = ("de", "es", "fr", "ja", "pt_BR")
"""Languages in which nothing may be left untranslated. A language comes in once it is done."""

KEPT = re.compile(
    r"`[^`]*`"  # commands
    r"|:[a-z_]+:"  # emoji
    r"|<[^|>]*"  # Slack's own tokens, as far as no words are in them
    r"|(?<![A-Za-z0-9])/[a-z]+"  # commands where Slack shows no markup
)


@pytest.fixture(scope="module")
def code() -> Catalog:
    """Give all messages of the code."""
    return messages.template()


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the forms of a message or of its translation."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def translated(language: str) -> Iterator[tuple[Message, str]]:
    """Yield each form of each translation that there is, with its message."""
    for message in messages.catalogue(language):
        if message.id:
            yield from ((message, form) for form in forms(message.string) if form)


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def markup(text: str) -> Counter[str]:
    """Return what is not for translators, in any order."""
    return Counter(found[0] for found in KEPT.finditer(text)) | Counter(text.count("*") * "*")


def test_every_language_has_a_catalogue() -> None:
    """And no catalogue lacks a language."""
    spoken = {str(voice_of(each).locale) for each in Language if each is not Language.ENGLISH}

    assert set(messages.LANGUAGES) == spoken
    assert {path.parts[-3] for path in messages.LOCALES.rglob("*.po")} == spoken


def test_files_are_up_to_date(code: Catalog) -> None:
    """They hold every message of the code and no other: run `make messages`, and translate."""
    template = messages.TEMPLATE.read_bytes() == messages.written(code)
    behind = [
        language
        for language in messages.LANGUAGES
        if messages.catalogue_path(language).read_bytes()
        != messages.written(messages.updated(language, code))
    ]

    assert (template, behind) == (True, [])


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nothing_doubtful_is_said(language: str) -> None:
    """A fuzzy translation is one that nobody has looked at."""
    assert [
        message.id for message in messages.catalogue(language) if message.id and message.fuzzy
    ] == []


@pytest.mark.parametrize("language", COMPLETE)
def test_nothing_is_left_in_english(language: str) -> None:
    """Every message of a complete language has its translation, in every form."""
    assert messages.untranslated(messages.catalogue(language)) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_placeholders_are_those_of_the_source(language: str) -> None:
    """One more is a fault where it is said, and one less leaves something out."""
    assert [
        (forms(message.id)[-1], form)
        for message, form in translated(language)
        if placeholders(form) != placeholders(forms(message.id)[-1])
    ] == []


def test_forms_of_a_message_have_the_same_placeholders(code: Catalog) -> None:
    """Other languages divide numbers otherwise, and their form for one may serve for none too."""
    assert [
        message.id
        for message in code
        if len({frozenset(placeholders(form)) for form in forms(message.id)}) > 1
    ] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_markup_stays_as_it_is(language: str) -> None:
    """Commands, emoji, Slack's own tokens, and as much in bold."""
    for message, form in translated(language):
        assert markup(form) == markup(forms(message.id)[-1]), form


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nothing_is_shouted(language: str) -> None:
    """An invitation has no exclamation mark in any language."""
    assert [form for _, form in translated(language) if re.search(r"[!\u00a1\uff01]", form)] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_lines_and_blanks_are_kept(language: str) -> None:
    """What begins or ends a message is what the code counts on."""
    for message, form in translated(language):
        source = forms(message.id)[-1]
        assert form.strip() == form or source.strip() != source, form
        assert form.count("\n") == source.count("\n"), form


def test_an_installation_carries_the_catalogues_along() -> None:
    """They are read from the package, wherever it is."""
    builder = WheelBuilder(str(messages.ROOT))
    carried = {file.distribution_path for file in builder.recurse_included_files()}

    for language in messages.LANGUAGES:
        assert messages.catalogue_path(language).relative_to(messages.ROOT).as_posix() in carried
