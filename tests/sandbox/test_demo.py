"""What `unsit run` tells the sandbox of the bot: it must say what the bot does."""

from bot import demo, manifest
from bot.domain.completion import DEFAULT_EMOJI, Meaning

SAID = {"Done": Meaning.COMPLETE, "Later": Meaning.SNOOZE, "Skip": Meaning.SKIP}


def test_quick_picks_say_what_the_bot_understands() -> None:
    """Each emoji stands under the word for what it means to a nudge."""
    for label, emoji in demo.script().quick_picks:
        assert {DEFAULT_EMOJI.meaning(name) for name in emoji} == {SAID[label]}


def test_quick_picks_are_whole() -> None:
    """No emoji that answers a nudge is missing."""
    shown = {name for _, emoji in demo.script().quick_picks for name in emoji}
    known = DEFAULT_EMOJI
    assert shown == {*known.any_kind, *known.of_kind, *known.skip, *known.snooze}


def test_commands_are_typed_where_slack_takes_them() -> None:
    """While the manifest shuts the Messages tab, every command of the tour is for a channel."""
    assert manifest.load()["features"]["app_home"]["messages_tab_read_only_enabled"]
    places = {hint.channel for hint in demo.HINTS if hint.command}
    assert places == {"general"}
