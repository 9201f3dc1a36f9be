"""The parts that blocks are made of."""

from bot.slack.render.elements import escape, option, select, shortened
from bot.slack.render.message import typed


def test_text_is_made_harmless_and_short() -> None:
    """Only what Slack reads as markup is escaped, and a cut is shown."""
    assert escape("<@U1> & <!here>") == "&lt;@U1&gt; &amp; &lt;!here&gt;"
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"


def test_what_was_typed_is_quoted_on_one_line() -> None:
    """Without the marks that would end the quote."""
    assert typed("a\n `b`  <c>") == "a 'b' &lt;c&gt;"
    assert len(typed("x" * 500)) == 80


def test_a_choice_that_is_not_offered_is_not_made() -> None:
    """Slack refuses a view whose initial option is none of its options."""
    offered = [option("One", "1"), option("Two", "2")]

    assert select("number", offered, chosen="2")["initial_option"] == offered[1]
    assert "initial_option" not in select("number", offered, chosen="3")
    assert "initial_option" not in select("number", offered, chosen=None)
