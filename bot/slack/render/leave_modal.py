"""Draws the modal that asks, on leaving, whether history is kept or erased."""

from bot.slack.copy import membership as copy
from bot.slack.ids import Field, History, View
from bot.slack.render.elements import (
    Block,
    labelled,
    option,
    plain,
    radio_buttons,
    section,
)


def render_leave() -> Block:
    """Draw the leave modal; keeping is chosen, since erasing is final."""
    keep, keep_description = copy.keep()
    erase, erase_description = copy.erase()
    choices = [
        option(keep, History.KEEP, description=keep_description),
        option(erase, History.ERASE, description=erase_description),
    ]
    element = radio_buttons(Field.HISTORY, choices, chosen=History.KEEP)
    return {
        "type": "modal",
        "callback_id": str(View.LEAVE),
        "title": plain(copy.leave_title()),
        "submit": plain(copy.leave_submit()),
        "close": plain(copy.leave_close()),
        "blocks": [section(copy.leave_intro()), labelled(copy.history(), element)],
    }
