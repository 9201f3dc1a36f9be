"""Which statuses keep nudges away, by example and by property."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.presence import Busy
from bot.domain.status import (
    LONGEST_STATUS,
    USUAL,
    StatusWords,
    StatusWordsError,
    StatusWordsProblem,
    judge,
)
from bot.domain.status_words import ALONE, EMOJI, WORDS

MEETING = (
    "In a meeting",
    "IN A MEETING",
    "In a meeting • Google Calendar",
    "Weekly team meeting",
    "On a call with Bob until 3",
    "Presenting",
    "call",
    "In einem Meeting",
    "Besprechung bis 15:00",
    "Am Telefon",
    "En réunion",
    "En reunion",
    "En una reunión",
    "Em reunião",
    "会議中",
    "ミーティング中",
    "打ち合わせ 15時まで",
    "MTG中",
)
FOCUS = (
    "Focus time",
    "\N{FULLWIDTH LATIN CAPITAL LETTER F}ocus time",
    "Heads-down on the report",
    "Do not disturb!",
    "focus",
    "Fokuszeit",
    "Bitte nicht stören",
    "Ne pas déranger",
    "No molestar",
    "Não perturbe",
    "集中タイム",
    "取り込み中",
)
AWAY = (
    "Out sick",
    "sick",
    "Vacationing",
    "On vacation until 3 January",
    "OOO, back tomorrow",
    "OOO until Monday",
    "Out-of-office",
    "Commuting",
    "lunch",
    "Krankgeschrieben",
    "Im Urlaub bis 3.1.",
    "Unterwegs",
    "Arrêt maladie",
    "En vacances",
    "En déplacement",
    "De vacaciones",
    "De baja por enfermedad",
    "De férias",
    "A caminho",
    "病欠",
    "休暇中",
    "移動中",
)
HARMLESS = (
    "",
    "recall",
    "Total recall",
    "meeting notes done?",
    "Writing meeting notes",
    "No meetings today",
    "Meeting-free Friday",
    "Between two meeting rooms",
    "After the meeting",
    "On call this week",
    "Call me maybe",
    "Callaghan's",
    "Vacation next week",
    "OOO tomorrow",
    "Back from vacation",
    "Vacation planning",
    "Lunch?",
    "Sick beats",
    "Focus on what matters",
    "Working remotely",
    "Kein Meeting heute",
    "Besprechung beendet",
    "Zurück aus dem Urlaub",
    "Homeoffice",
    "Réunion terminée",
    "Télétravail",
    "Reunión cancelada",
    "Teletrabajo",
    "Reunião amanhã",
    "Trabalhando remotamente",
    "会議室Aにいます",
    "来週休暇",
    "リモートワーク",
)


@pytest.mark.parametrize(
    ("text", "busy"),
    [
        *((text, Busy.MEETING) for text in MEETING),
        *((text, Busy.FOCUS) for text in FOCUS),
        *((text, Busy.AWAY) for text in AWAY),
        *((text, None) for text in HARMLESS),
    ],
)
def test_words_mean_what_people_mean(text: str, busy: Busy | None) -> None:
    """In every language of the bot, and whole words only."""
    assert judge(text, "") is busy


@pytest.mark.parametrize(
    ("text", "emoji", "busy"),
    [
        ("", ":calendar:", Busy.MEETING),
        ("", ":no_bell:", Busy.FOCUS),
        ("", ":palm_tree:", Busy.AWAY),
        ("until Monday", ":palm_tree:", Busy.AWAY),
        ("until Monday :palm_tree:", "", Busy.AWAY),
        ("On a call", ":palm_tree:", Busy.MEETING),
        ("No meetings today", ":calendar:", None),
        ("Lunch?", ":fork_and_knife:", None),
        ("", ":calendar::skin-tone-3:", Busy.MEETING),
        ("", ":wave:", None),
        ("", ":house_with_garden:", None),
        ("", "calendar", None),
        ("", "::", None),
    ],
)
def test_an_emoji_counts_where_the_text_does_not_say_otherwise(
    text: str, emoji: str, busy: Busy | None
) -> None:
    """The text is what somebody wrote; the emoji is often only a picture beside it."""
    assert judge(text, emoji) is busy


def test_the_first_match_counts() -> None:
    """Of two things the one that is said first is what is so now."""
    assert judge("In a meeting, then on vacation", "") is Busy.MEETING


def test_what_is_taken_back_hides_nothing_else() -> None:
    """A match later in the text still counts."""
    assert judge("No meetings, on vacation", "") is Busy.AWAY


def test_a_workspace_adds_words_of_its_own() -> None:
    """They count beside the usual ones, and before them."""
    own = StatusWords(meeting=("Jour Fixe", ":teams:"), focus=("vacation",))

    assert judge("jour fixe!", "", own) is Busy.MEETING
    assert judge("", ":teams:", own) is Busy.MEETING
    assert judge("on vacation", "", own) is Busy.AWAY
    assert judge("vacation", "", own) is Busy.FOCUS


def test_a_workspace_does_without_some_words() -> None:
    """What never counts there does not, word or emoji."""
    own = StatusWords(never=("lunch", "presenting", ":bus:"))

    assert judge("lunch", "", own) is None
    assert judge("Presenting", "", own) is None
    assert judge("", ":bus:", own) is None


def test_a_workspace_does_without_the_usual_words() -> None:
    """Its own alone count then."""
    own = StatusWords(away=("gone fishing",), with_usual=False)

    assert judge("Gone fishing", "", own) is Busy.AWAY
    assert judge("In a meeting", ":palm_tree:", own) is None


def test_a_workspace_without_any_words_lets_everything_through() -> None:
    """No list is fine, too."""
    assert judge("In a meeting", "", StatusWords(with_usual=False)) is None


@pytest.mark.parametrize("field", ["meeting", "focus", "away", "never"])
@pytest.mark.parametrize(
    ("entries", "problem", "entry"),
    [
        (("",), StatusWordsProblem.WORDLESS, ""),
        (("jour fixe", " !"), StatusWordsProblem.WORDLESS, " !"),
        (("x" * 51, "!"), StatusWordsProblem.TOO_LONG, "x" * 51),
        (("x",) * 51, StatusWordsProblem.TOO_MANY, ""),
    ],
)
def test_lists_that_nobody_can_mean_are_refused(
    field: str, entries: tuple[str, ...], problem: StatusWordsProblem, entry: str
) -> None:
    """The list at fault is named, with the entry that is."""
    with pytest.raises(StatusWordsError) as caught:
        replace(USUAL, **{field: entries})  # type: ignore[arg-type]  # a field with such lists

    fault = caught.value
    assert (fault.field, fault.problem, fault.entry) == (field, problem, entry)


@given(st.text(max_size=2 * LONGEST_STATUS), st.text(max_size=40))
def test_any_status_is_judged(text: str, emoji: str) -> None:
    """Nothing that people write is a fault."""
    assert judge(text, emoji) in {None, *Busy}


@given(
    st.sampled_from([word for words in WORDS.values() for word in words if word.isascii()]),
    st.text("abcxyz", min_size=1, max_size=5),
    st.booleans(),
)
def test_part_of_a_longer_word_is_none(word: str, more: str, in_front: bool) -> None:  # noqa: FBT001 - drawn
    """A word that only contains one of the words says nothing of itself."""
    only = StatusWords(meeting=(word,), with_usual=False)

    assert judge(f"{more}{word}" if in_front else f"{word}{more}", "", only) is None


@given(st.sampled_from(Busy), st.data())
def test_every_usual_word_counts(busy: Busy, data: st.DataObject) -> None:
    """No entry is shadowed by another one that means nothing."""
    word = data.draw(st.sampled_from([*WORDS[busy], *ALONE[busy]]))
    name = data.draw(st.sampled_from(EMOJI[busy]))

    assert judge(word.upper(), "") is not None
    assert judge("", f":{name}:") is busy


@given(st.text(max_size=60).filter(lambda text: text.strip() != ""))
def test_own_words_count_however_they_are_written(word: str) -> None:
    """What an admin enters is found in a status that says just that."""
    try:
        own = StatusWords(away=(word,), with_usual=False)
    except StatusWordsError:
        return
    if word.strip().endswith(("?", "\N{FULLWIDTH QUESTION MARK}")) or ":" in word:
        return

    assert judge(word, "", own) is Busy.AWAY
