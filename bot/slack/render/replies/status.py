"""Answers on how things stand."""

from bot.services.views import Overview
from bot.slack.ids import Block as BlockId
from bot.slack.render.elements import actions
from bot.slack.render.figures import streak_sentence, today_sentence, week_sentence
from bot.slack.render.message import Rendered, message
from bot.slack.render.replies.refusals import not_joined
from bot.slack.render.state import has_joined, has_left, how_it_stands, state_buttons


def status(overview: Overview) -> Rendered:
    """Say how things stand now and today, with the buttons that change it."""
    if not has_joined(overview.member):
        return not_joined(has_left=has_left(overview.member))
    member, now = overview.member, overview.now
    buttons = actions(*state_buttons(member, now=now), block_id=BlockId.REPLY)
    return message(
        how_it_stands(overview),
        f"{today_sentence(overview)}\n{streak_sentence(overview)}",
        buttons=buttons,
    )


def stats(overview: Overview) -> Rendered:
    """Say what was done today, in the last seven days and in a row."""
    if not has_joined(overview.member):
        return not_joined(has_left=has_left(overview.member))
    return message(today_sentence(overview), week_sentence(overview), streak_sentence(overview))
