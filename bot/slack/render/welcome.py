"""Draws the one message that whoever installed the app gets."""

from bot.slack.copy import installing, state
from bot.slack.ids import Action, Block
from bot.slack.render.elements import actions, button
from bot.slack.render.message import Rendered, message


def render_welcome() -> Rendered:
    """Greet whoever installed the app, with the way in."""
    join = button(state.join_button(), Action.OPEN_JOIN, style="primary")
    return message(*installing.welcome(), buttons=actions(join, block_id=Block.REPLY))
