"""What an admin may write as an exercise of the workspace's own."""

import pytest

from bot.domain.exercise import BodyProfile, ExerciseKey, Kind
from bot.domain.own_exercise import (
    LONGEST_LINK,
    OwnExercise,
    OwnExerciseError,
    OwnExerciseProblem,
    is_own,
    own_key,
    own_keys,
)

KEY = own_key(Kind.STAND, "1")


def an_own_exercise(text: str = "Band rows", link: str | None = None) -> OwnExercise:
    """Make an exercise of a workspace's own."""
    return OwnExercise(key=KEY, text=text, link=link)


def test_a_key_says_whose_it_is_and_of_which_kind() -> None:
    """It stands beside the built-in keys in what is stored."""
    assert KEY == "stand.own_1"
    assert is_own(KEY)
    assert not is_own(ExerciseKey("stand.tall"))
    assert an_own_exercise().kind is Kind.STAND


@pytest.mark.parametrize("name", ["", "A", "a b", "a.b", "x" * 21])
def test_a_key_is_one_plain_word(name: str) -> None:
    """Keys are stored in a row with spaces between them."""
    with pytest.raises(ValueError, match="names no exercise"):
        own_key(Kind.WALK, name)


@pytest.mark.parametrize(
    "text",
    [
        "Band rows",
        "Ask Kim for the band",
        "Fünf Kniebeugen, langsam",
        "肩を大きく回してみましょう",
        "Plank & breathe",
    ],
)
def test_a_few_plain_words_are_taken(text: str) -> None:
    """In any script."""
    assert an_own_exercise(text).text == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", OwnExerciseProblem.TEXT_MISSING),
        ("  ", OwnExerciseProblem.TEXT_MISSING),
        ("one two three four five six", OwnExerciseProblem.TEXT_TOO_LONG),
        ("x" * 41, OwnExerciseProblem.TEXT_TOO_LONG),
        ("<!channel>", OwnExerciseProblem.TEXT_NOT_PLAIN),
        ("Ask <@U0ANA>", OwnExerciseProblem.TEXT_NOT_PLAIN),
        ("@here do squats", OwnExerciseProblem.TEXT_NOT_PLAIN),
        ("*Bold* squats", OwnExerciseProblem.TEXT_NOT_PLAIN),
        ("See example.com/rows", OwnExerciseProblem.TEXT_NOT_PLAIN),
        ("Squats\nand more", OwnExerciseProblem.TEXT_NOT_PLAIN),
        ("Squats \u202e", OwnExerciseProblem.TEXT_NOT_PLAIN),
    ],
)
def test_markup_mentions_and_essays_are_refused(text: str, problem: OwnExerciseProblem) -> None:
    """The reason is for the form to say, under its field."""
    with pytest.raises(OwnExerciseError) as refused:
        an_own_exercise(text)

    assert (refused.value.field, refused.value.problem) == ("text", problem)


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com/rows",
        "http://wiki/exercises?id=7&lang=en#rows",
        "https://example.com:8443/a",
        "https://[2001:db8::1]/rows",
    ],
)
def test_web_addresses_are_taken(link: str) -> None:
    """Those of an intranet too."""
    assert an_own_exercise(link=link).link == link


@pytest.mark.parametrize(
    "link",
    [
        "",
        "example.com",
        "ftp://example.com",
        "javascript:alert(1)",
        "slack://open",
        "mailto:kim@example.com",
        "https://",
        "https://:80/",
        "https://example.com:port/",
        "https://[2001:db8::1/",
        "https://good.example@evil.example/",
        "https://:secret@evil.example/",
        "https://example.com/a|b",
        "https://example.com/>",
        "https://example.com/ a",
        "https://example.com/\n",
        "https://ex\u0430mple.com/",
    ],
)
def test_anything_else_is_no_link(link: str) -> None:
    """Nothing that breaks out of markup, runs, or looks as if it led elsewhere."""
    with pytest.raises(OwnExerciseError) as refused:
        an_own_exercise(link=link)

    assert refused.value.field == "link"
    assert refused.value.problem is OwnExerciseProblem.LINK_UNFIT


def test_a_link_has_a_length() -> None:
    """It goes into a message with others."""
    with pytest.raises(OwnExerciseError) as refused:
        an_own_exercise(link="https://example.com/" + "a" * LONGEST_LINK)

    assert refused.value.problem is OwnExerciseProblem.LINK_TOO_LONG


def test_own_exercises_are_for_those_bodies_alone_that_they_name() -> None:
    """Nobody seated is sent to do squats because an admin forgot about them."""
    squats = an_own_exercise("Squats")
    stretch = OwnExercise(
        key=own_key(Kind.STAND, "2"), text="Stretch", bodies=frozenset(BodyProfile)
    )

    assert own_keys([squats, stretch], BodyProfile.STANDING) == {
        Kind.STAND: (squats.key, stretch.key)
    }
    assert own_keys([squats, stretch], BodyProfile.SEATED) == {Kind.STAND: (stretch.key,)}
    assert own_keys([squats], BodyProfile.RECOVERING) == {}
