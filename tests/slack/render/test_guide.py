"""Answers that explain: all that can be typed, and the evidence."""

from bot.slack.copy.usage import SHORTHANDS, SUBCOMMANDS
from bot.slack.ids import Command, Subcommand
from bot.slack.render import replies
from tests.slack.render.seeing import takes_message, words_of_block


def test_usage_lists_every_subcommand_and_shorthand_with_an_example() -> None:
    """What is not listed does not exist."""
    text = replies.usage().text

    assert list(SUBCOMMANDS) != []
    assert set(SUBCOMMANDS) == set(Subcommand)
    for word, (example, _) in SUBCOMMANDS.items():
        assert example.startswith(f"{Command.UNSIT} {word}")
        assert f"`{example}`" in text
    for command in SHORTHANDS:
        assert f"`{command}`" in text
    assert set(SHORTHANDS) | {Command.UNSIT} == set(Command)


def test_an_unknown_word_is_named_and_usage_follows() -> None:
    """Harmless, whatever was typed."""
    rendered = replies.unknown_subcommand("<!channel> & more")

    takes_message(rendered)
    assert "“&lt;!channel&gt; &amp; more”" in rendered.text
    assert "`/unsit join`" in rendered.text


def test_a_misspelt_word_is_set_right() -> None:
    """With the list below it all the same."""
    rendered = replies.unknown_subcommand("pasue", meant=Subcommand.PAUSE)

    takes_message(rendered)
    assert "Did you mean `/unsit pause`?" in rendered.text
    assert "`/unsit pause 90m`" in rendered.text


def test_why_is_honest() -> None:
    """Strengths and sources are named, gaps too, and nothing is promised."""
    text = replies.why().text

    for words in ("strong", "mixed", "weak", "What nobody knows", "not a proven cure"):
        assert words in text
    for source in ("Loh", "Henson", "Bailey", "Lehecka", "Albulescu", "WHO", "HeartSteps"):
        assert source in text


def test_why_links_to_what_it_rests_on() -> None:
    """Each study with its name, which leads to where it can be read if we have read it there."""
    rendered = replies.why()

    takes_message(rendered)
    drawn = " ".join(words for block in rendered.blocks for words in words_of_block(block))
    assert "(<https://peerj.com/articles/7287/|Lehecka, PeerJ 2019>)" in drawn
    assert "(Bailey and Locke, J Sci Med Sport 2015)" in drawn
    assert "(Lehecka, PeerJ 2019)" in rendered.text
    assert "https:" not in rendered.text
