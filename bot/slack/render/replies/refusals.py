"""Answers that say no, and what to do instead."""

from bot.domain.pause import PauseError
from bot.slack.copy import refusals as copy
from bot.slack.copy import state
from bot.slack.ids import Action
from bot.slack.ids import Block as BlockId
from bot.slack.render.elements import actions, button
from bot.slack.render.message import Rendered, message, typed
from bot.slack.render.state import outside_buttons


def not_joined(*, has_left: bool = False) -> Rendered:
    """Say that this is for members, with the way in, or for somebody who left the way back."""
    if has_left:
        row = actions(*outside_buttons(is_stored=True), block_id=BlockId.REPLY)
        return message(copy.has_left(), buttons=row)
    join = button(state.join_button(), Action.OPEN_JOIN, style="primary")
    return message(copy.not_joined(), buttons=actions(join, block_id=BlockId.REPLY))


def pause_error(error: PauseError) -> Rendered:
    """Say why a length of time cannot be taken."""
    return message(copy.pause(error.reason, typed(error.text)))


def not_installed() -> Rendered:
    """Say that the app is not installed here."""
    return message(copy.not_installed())


def practice_failed() -> Rendered:
    """Say that the practice nudge could not be delivered."""
    return message(copy.practice_failed())


def fault(reference: str) -> Rendered:
    """Own up to a fault, with what an operator finds it by."""
    return message(copy.fault(typed(reference)))
