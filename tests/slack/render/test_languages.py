"""Which language somebody is spoken to in, and how each writes days, numbers and rows of words."""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.slack.copy import figures, kinds, times
from bot.slack.copy.languages import NAMES, Language, language_accepted, language_of
from bot.slack.copy.translation import remembered, speak, speaking, voice, voice_of
from bot.slack.ids import Field
from bot.slack.render.languages import language_input, parse_language
from tests.builders import MONDAY_MORNING

MARCH = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def back_in_english() -> Iterator[None]:
    """Let no test speak for another."""
    with speaking(Language.ENGLISH):
        yield


@pytest.mark.parametrize(
    ("chosen", "locale", "language"),
    [
        (None, "de-DE", Language.GERMAN),
        (None, "fr-FR", Language.FRENCH),
        (None, "es-LA", Language.SPANISH),
        (None, "es-ES", Language.SPANISH),
        (None, "pt-BR", Language.PORTUGUESE),
        (None, "pt_PT", Language.PORTUGUESE),
        (None, "ja-JP", Language.JAPANESE),
        (None, "en-US", Language.ENGLISH),
        (None, "en-GB", Language.ENGLISH),
        (None, "ko-KR", Language.ENGLISH),
        (None, "", Language.ENGLISH),
        (None, None, Language.ENGLISH),
        ("fr", "de-DE", Language.FRENCH),
        ("en", "ja-JP", Language.ENGLISH),
        ("pt-BR", None, Language.PORTUGUESE),
        ("tlh", "ja-JP", Language.JAPANESE),
    ],
)
def test_a_choice_goes_before_slack(
    chosen: str | None, locale: str | None, language: Language
) -> None:
    """And English is spoken where neither names a language that there is."""
    assert language_of(chosen=chosen, locale=locale) is language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", Language.GERMAN),
        ("en;q=0.8, pt-BR", Language.PORTUGUESE),
        ("ko, ja ; q=0.8, en;q=0.7", Language.JAPANESE),
        ("*", Language.ENGLISH),
        ("fr;q=2,;;,de;q=x", Language.ENGLISH),
        ("", Language.ENGLISH),
        ("de," * 10_000, Language.GERMAN),
    ],
)
def test_a_browser_says_what_its_reader_likes(header: str, language: Language) -> None:
    """Of what it likes best the first that there is; what makes no sense is passed over."""
    assert language_accepted(header) is language


def test_every_language_has_a_voice_and_its_own_name() -> None:
    """Whose locale is its own."""
    assert list(NAMES) == list(Language)
    for language in Language:
        assert voice_of(language).locale.language == language.partition("-")[0]


def test_a_catalogue_is_read_once() -> None:
    """What is remembered by voice would otherwise be forgotten each time."""
    assert voice_of(Language.GERMAN) is voice_of(Language.GERMAN)


async def test_a_language_holds_for_a_task_and_those_it_starts() -> None:
    """Two people are answered at the same time, each in their own language."""

    async def heard(language: Language) -> tuple[Language, Language]:
        speak(language)
        await asyncio.sleep(0)
        begun = asyncio.ensure_future(started())
        return voice().language, await begun

    async def started() -> Language:
        await asyncio.sleep(0)
        return voice().language

    both = await asyncio.gather(heard(Language.GERMAN), heard(Language.JAPANESE))

    assert both[0] == (Language.GERMAN, Language.GERMAN)
    assert both[1] == (Language.JAPANESE, Language.JAPANESE)
    assert voice().language is Language.ENGLISH


def test_what_is_remembered_is_remembered_by_language() -> None:
    """A word of one language is none of another."""
    asked = []

    @remembered(most=10)
    def word(number: int) -> str:
        asked.append(number)
        return f"{voice().language} {number}"

    english = [word(1), word(1)]
    with speaking(Language.FRENCH):
        french = word(1)

    assert (english, french) == (["en 1", "en 1"], "fr 1")
    assert asked == [1, 1]


@pytest.mark.parametrize(
    ("language", "day", "weekday"),
    [
        (Language.ENGLISH, "2 March", "Monday"),
        (Language.GERMAN, "2. März", "Montag"),
        (Language.SPANISH, "2 de marzo", "lunes"),
        (Language.FRENCH, "2 mars", "lundi"),
        (Language.PORTUGUESE, "2 de março", "segunda-feira"),
        (Language.JAPANESE, "3月2日", "月曜日"),
    ],
)
def test_days_are_named_in_each_language(language: Language, day: str, weekday: str) -> None:
    """In the order that is usual there, whichever language was spoken before."""
    assert times.day(MARCH) == "2 March"
    with speaking(language):
        assert times.day(MARCH) == day
        assert times.weekday(0) == weekday


@pytest.mark.parametrize(
    ("language", "share", "large", "row"),
    [
        (Language.ENGLISH, "71%", "12,345", "a, b and c"),
        (Language.GERMAN, "71\N{NO-BREAK SPACE}%", "12.345", "a, b und c"),
        (Language.SPANISH, "71\N{NO-BREAK SPACE}%", "12.345", "a, b y c"),
        (
            Language.FRENCH,
            "71\N{NO-BREAK SPACE}%",
            "12\N{NARROW NO-BREAK SPACE}345",
            "a, b et c",
        ),
        (Language.PORTUGUESE, "71%", "12.345", "a, b e c"),
        (Language.JAPANESE, "71%", "12,345", "a、b、c"),
    ],
)
def test_numbers_and_rows_are_written_as_each_language_does(
    language: Language, share: str, large: str, row: str
) -> None:
    """Shares, thousands and lists."""
    with speaking(language):
        assert figures.percent(71) == share
        assert figures.number(12_345) == large
        assert kinds.listed(["a", "b", "c"]) == row


def test_slack_shows_the_time_itself_and_the_rest_is_for_those_who_cannot_see_it() -> None:
    """A token keeps its form, and what stands in for it follows the language."""
    zone = ZoneInfo("Europe/London")
    with speaking(Language.JAPANESE):
        today = times.moment(MONDAY_MORNING, zone=zone, now=MONDAY_MORNING)
        later = times.moment(MONDAY_MORNING + timedelta(days=1), zone=zone, now=MONDAY_MORNING)

    assert today == f"<!date^{int(MONDAY_MORNING.timestamp())}^{{time}}|8:00>"
    assert later.startswith("<!date^")
    for part in ("{date_long_pretty}", "3月3日", "火曜日"):
        assert part in later


def test_the_choice_of_a_language_is_read_back_as_it_was_drawn() -> None:
    """Slack's own language first, then each by its own name."""
    drawn = language_input(None)
    options = drawn["element"]["options"]

    assert drawn["block_id"] == Field.LANGUAGE
    assert [each["text"]["text"] for each in options] == ["As in Slack", *NAMES.values()]
    assert parse_language(drawn["element"]["initial_option"]["value"]) is None
    assert [parse_language(each["value"]) for each in options] == [None, *Language]
    assert language_input("de")["element"]["initial_option"]["text"]["text"] == "Deutsch"
    assert parse_language(None) is None


def test_a_language_that_is_none_is_refused() -> None:
    """Nobody can choose it in this app's modal."""
    with pytest.raises(ValueError, match="klingon"):
        parse_language("klingon")
