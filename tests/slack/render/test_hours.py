"""Work hours in everybody's own words."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.work_hours import DEFAULT_HOURS, WorkHours, WorkHoursError
from bot.domain.written_hours import format_hours, parse_hours
from bot.slack.copy import days_off, problems, settings
from bot.slack.copy.hours import read_hours, written_hours
from bot.slack.copy.languages import Language
from bot.slack.copy.translation import speaking
from tests.domain.strategies import hours

WEEK = parse_hours("Mon-Fri 09:00-12:30, 13:30-17:30; Sat 10:00-12:00")


def wide(text: str) -> str:
    """Write digits and signs as wide as letters, as Japanese keyboards do."""
    return text.translate({code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)})


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Let no test speak for another."""
    with speaking(Language.ENGLISH):
        yield


@given(drawn=hours, language=st.sampled_from(Language))
def test_what_is_written_is_read_again(drawn: WorkHours, language: Language) -> None:
    """In every language, and in English by whoever speaks another."""
    with speaking(language):
        assert read_hours(written_hours(drawn)) == drawn
        assert read_hours(format_hours(drawn)) == drawn


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (Language.ENGLISH, "Mon-Fri 09:00-12:30, 13:30-17:30"),
        (Language.GERMAN, "Mo-Fr 09:00-12:30, 13:30-17:30"),
        (Language.SPANISH, "lun-vie 09:00-12:30, 13:30-17:30"),
        (Language.FRENCH, "lun-ven 09:00-12:30, 13:30-17:30"),
        (Language.PORTUGUESE, "seg-sex 09:00-12:30, 13:30-17:30"),
        (Language.JAPANESE, "月-金 09:00-12:30, 13:30-17:30"),
    ],
)
def test_days_have_the_names_of_the_language(language: Language, line: str) -> None:
    """As short as calendars have them."""
    with speaking(language):
        assert written_hours(DEFAULT_HOURS) == line


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.GERMAN, "Montag bis Freitag 9-12:30 und 13:30-17:30\nSa. 10 bis 12 Uhr"),
        (Language.GERMAN, "Mo-Fr von 9 bis 12:30, von 13:30 bis 17:30; samstags 10-12"),
        (Language.SPANISH, "de lunes a viernes de 9 a 12:30 y de 13:30 a 17:30\nsabado 10-12"),
        (Language.FRENCH, "du lundi au vendredi 9-12:30 et 13:30-17:30; Samedis de 10 à 12"),
        (Language.PORTUGUESE, "segunda a sexta das 9 às 12:30 e 13:30-17:30\nsábado 10 até 12"),
        (Language.PORTUGUESE, "segunda-feira a sexta-feira 9-12:30, 13:30-17:30; sab. 10-12"),
        (
            Language.JAPANESE,
            wide("月\N{WAVE DASH}金 9:00~12:30、13:30~17:30\n土曜10時から12時まで"),
        ),
        (Language.JAPANESE, "月火水木金 9:00-12:30, 13:30-17:30; 土曜日 10-12"),
    ],
)
def test_people_write_as_they_speak(language: Language, text: str) -> None:
    """With whole names or short ones, and the words between them."""
    with speaking(language):
        assert read_hours(text) == WEEK


@pytest.mark.parametrize("language", [Language.GERMAN, Language.FRENCH])
def test_examples_name_days_as_the_input_does(language: Language) -> None:
    """What is shown as an example can be typed, and looks like what is there already."""
    with speaking(language):
        monday = written_hours(WEEK).partition("-")[0]
        for example in (settings.hours_hint(), days_off.quiet_hint(), problems.hours("")):
            assert f"{monday}-" in example


@pytest.mark.parametrize("language", Language)
def test_a_line_that_is_unclear_is_named_as_it_was_typed(language: Language) -> None:
    """Or nobody would find it."""
    with speaking(language), pytest.raises(WorkHoursError) as caught:
        read_hours("Mon-Fri 09:00-17:00\nÀ peu  près Toujours 25")

    assert caught.value.line == "À peu près Toujours 25"
