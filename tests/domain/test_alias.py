"""An alias is seen, and does nothing but that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alias import LONGEST_ALIAS, AliasFlaw, AliasProblem, flaw_of, is_presentable


@pytest.mark.parametrize(
    "alias",
    [
        "Ana",
        "7",
        "Zoë O'Neill-Łuczak",
        "J. R.",
        "?!",
        "\N{FLEXED BICEPS}",
        "\N{MAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}",
        "\u0645\u06cc\N{ZERO WIDTH NON-JOINER}\u062e\u0648\u0627\u0647\u0645",
        "3.5 stands",
    ],
)
def test_names_of_all_kinds_are_taken(alias: str) -> None:
    """People may be called what they like, in any script."""
    assert is_presentable(alias)


@pytest.mark.parametrize(
    "alias",
    [
        "",
        "  ",
        "\N{ZERO WIDTH SPACE}",
        "\N{ZERO WIDTH JOINER}",
        "\N{NO-BREAK SPACE}",
        "\N{HANGUL FILLER}",
        "\N{BRAILLE PATTERN BLANK}",
        "\N{COMBINING ACUTE ACCENT}",
        "\N{VARIATION SELECTOR-16}",
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_is_no_name(alias: str) -> None:
    """Nobody stands on a board unseen."""
    assert not is_presentable(alias)


@pytest.mark.parametrize(
    "alias",
    [
        "Ana\N{RIGHT-TO-LEFT OVERRIDE}",
        "Ana\N{LEFT-TO-RIGHT ISOLATE}",
        "Ana\N{ZERO WIDTH SPACE}",
        "Ana\N{BYTE ORDER MARK}",
        "Ana\N{LINE SEPARATOR}",
        "Ana\nBen",
        "Ana\x00",
        "Ana\ue000",
    ],
    ids=ascii,
)
def test_what_changes_the_text_around_it_is_no_name(alias: str) -> None:
    """No name reaches beyond itself."""
    assert not is_presentable(alias)


@pytest.mark.parametrize(
    "alias",
    ["http://evil.example", "x://y", "evil.example", "www.evil", "a@evil.example", "*Ana*", "_a_"],
)
def test_what_links_or_formats_is_no_name(alias: str) -> None:
    """A name is plain text."""
    assert not is_presentable(alias)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    """Nothing that can be typed is a fault."""
    assert is_presentable(text) in {True, False}


@pytest.mark.parametrize(
    ("alias", "flaw"),
    [
        ("Ana", None),
        ("x" * LONGEST_ALIAS, None),
        ("x" * (LONGEST_ALIAS + 1), AliasFlaw(AliasProblem.TOO_LONG, "x" * (LONGEST_ALIAS + 1))),
        ("  ", AliasFlaw(AliasProblem.MISSING)),
        ("\N{ZERO WIDTH SPACE}", AliasFlaw(AliasProblem.MISSING)),
        ("Ana\N{RIGHT-TO-LEFT OVERRIDE}", AliasFlaw(AliasProblem.INVISIBLE)),
        ("Ana of www.evil", AliasFlaw(AliasProblem.LINK, "www.evil")),
        ("J.Rowling again", AliasFlaw(AliasProblem.LINK, "J.Rowling")),
        ("Ana ~ *Lima*", AliasFlaw(AliasProblem.FORMATTING, "~")),
    ],
)
def test_a_flaw_is_named_with_what_has_it(alias: str, flaw: AliasFlaw | None) -> None:
    """So that whoever typed it knows what to leave out."""
    assert flaw_of(alias) == flaw
