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
from bot.domain.status_context import COMPOUNDS
from bot.domain.status_words import EMOJI, EVENTS, OPENING, WORDS
from tests.domain.statuses import every_status

ALL = [*dict.fromkeys(every_status())]


@pytest.mark.parametrize(("text", "busy"), ALL, ids=[text for text, _ in ALL])
def test_words_mean_what_people_mean(text: str, busy: Busy | None) -> None:
    """In every language of the bot, and whole words only."""
    assert judge(text, "") is busy


@pytest.mark.parametrize(
    ("text", "busy"),
    [
        ("IN A MEETING", Busy.MEETING),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER F}ocus time", Busy.FOCUS),
        ("En reunion", Busy.MEETING),
        ("1\N{FULLWIDTH COLON}1", Busy.MEETING),
        ("call\N{RIGHT SINGLE QUOTATION MARK}s over", None),
        ("", None),
        ("Lunch?", None),
        ("meeting notes done?", None),
    ],
)
def test_spelling_is_no_matter_but_a_question_is(text: str, busy: Busy | None) -> None:
    """Letters count, not how they are written; and who asks is not busy."""
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


def test_own_words_need_no_end() -> None:
    """A usual one that is an event counts anywhere once an admin has named it."""
    own = StatusWords(meeting=("sync",))

    assert judge("Sync job of the team", "") is None
    assert judge("Sync job of the team", "", own) is Busy.MEETING


def test_german_joins_words() -> None:
    """The last one says what it is; of an own word, too."""
    own = StatusWords(away=("Quartalsbesprechung",), with_usual=False)

    assert judge("Quartalsbesprechung", "") is Busy.MEETING
    assert judge("Quartalsbesprechung", "", own) is Busy.AWAY


@pytest.mark.parametrize("word", ["Teamcalltermin", "Projekt-Meeting-Termin", "1 - 1"])
def test_own_words_that_come_apart_twice_are_found(word: str) -> None:
    """What was found in a status is not taken apart once more."""
    own = StatusWords(away=(word,), with_usual=False)

    assert judge(word, "", own) is Busy.AWAY
    assert judge(f"v.{word.replace(' - ', ':')}", "", own) is Busy.AWAY


def test_an_own_word_means_what_its_workspace_says_also_in_front() -> None:
    """The usual meaning of a word that a status opens with does not come before it."""
    own = StatusWords(meeting=("out",), focus=("busy",))

    assert judge("Out until 3", "", own) is Busy.MEETING
    assert judge("Busy", "", own) is Busy.FOCUS
    assert judge("Off until 3", "", own) is Busy.AWAY


def test_a_workspace_does_without_some_words() -> None:
    """What never counts there does not, word or emoji."""
    own = StatusWords(never=("lunch", "busy", "presenting", ":bus:"))

    assert judge("lunch", "", own) is None
    assert judge("Busy until 3", "", own) is None
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
    st.sampled_from(
        [
            word
            for words in WORDS.values()
            for word in words
            if word.isascii() and not word.endswith(COMPOUNDS)
        ]
    ),
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
    word = data.draw(st.sampled_from([*WORDS[busy], *EVENTS[busy], *OPENING[busy]]))
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
