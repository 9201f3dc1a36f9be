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
from bot.slack.render.metadata import Carried, write_metadata


def render_leave(
    *, has_left: bool = False, erase: bool = False, answer_url: str | None = None
) -> Block:
    """Draw the leave modal; keeping is chosen, since erasing is final.

    Args:
        has_left: they left before, so that nothing but erasing is left to do.
        erase: erasing is what they asked for.
        answer_url: where its opening can be answered.
    """
    keep, keep_description = copy.keep()
    gone, gone_description = copy.erase()
    choices = [
        option(keep, History.KEEP, description=keep_description),
        option(gone, History.ERASE, description=gone_description),
    ]
    chosen = History.ERASE if erase or has_left else History.KEEP
    element = radio_buttons(Field.HISTORY, choices, chosen=chosen)
    intro = copy.leave_intro_again() if has_left else copy.leave_intro()
    return {
        "type": "modal",
        "callback_id": str(View.LEAVE),
        "title": plain(copy.leave_title()),
        "submit": plain(copy.leave_submit()),
        "close": plain(copy.leave_close()),
        "private_metadata": write_metadata(Carried(answer_url=answer_url)),
        "blocks": [section(intro), labelled(copy.history(), element)],
    }
