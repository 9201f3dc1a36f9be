"""Draws the choice of a language in the settings, and reads it back."""

from bot.slack.copy import settings as copy
from bot.slack.copy.languages import NAMES, Language
from bot.slack.ids import Field
from bot.slack.render.elements import Block, labelled, option, select

_AS_IN_SLACK = "slack"


def language_input(chosen: str | None) -> Block:
    """Draw the choice with a member's own in it; None is none, and Slack's language counts."""
    options = [
        option(copy.language_as_in_slack(), _AS_IN_SLACK),
        *(option(NAMES[each], each) for each in Language),
    ]
    element = select(Field.LANGUAGE, options, chosen=chosen or _AS_IN_SLACK)
    return labelled(copy.language(), element)


def parse_language(value: str | None) -> str | None:
    """Read the choice, which is None for none of one's own.

    Raises:
        ValueError: the app has no such language.
    """
    return None if value in {None, _AS_IN_SLACK} else Language(value).value
