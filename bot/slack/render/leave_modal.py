"""Draws the modal that asks, on leaving, whether history is kept or erased."""

from collections.abc import Mapping, Sequence

from bot.domain.ids import ChannelId
from bot.slack.copy import kinds, state
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
from bot.slack.render.message import channel_link
from bot.slack.render.metadata import Carried, write_metadata

_MOST_NAMED = 10


def render_leave(
    *,
    has_left: bool = False,
    erase: bool = False,
    boards: Sequence[ChannelId] = (),
    answer_url: str | None = None,
) -> Block:
    """Draw the leave modal; keeping is chosen, since erasing is final.

    Args:
        has_left: they left before, so that nothing but erasing is left to do.
        erase: erasing is what they asked for.
        boards: the channels whose boards they set up, which erasing ends.
        answer_url: where its opening can be answered.
    """
    if has_left:
        return _erase_modal(boards, answer_url)
    keep, keep_description = copy.keep()
    gone, gone_description = copy.erase()
    choices = [
        option(keep, History.KEEP, description=keep_description),
        option(gone, History.ERASE, description=gone_description),
    ]
    element = radio_buttons(Field.HISTORY, choices, chosen=History.ERASE if erase else History.KEEP)
    return {
        "type": "modal",
        "callback_id": str(View.LEAVE),
        "title": plain(copy.leave_title()),
        "submit": plain(copy.leave_submit()),
        "close": plain(copy.leave_close()),
        "private_metadata": write_metadata(Carried(answer_url=answer_url)),
        "blocks": [
            section(copy.leave_intro()),
            labelled(copy.history(), element),
            *_boards(boards),
        ],
    }


def _erase_modal(boards: Sequence[ChannelId], answer_url: str | None) -> Block:
    """Draw what is left to whoever left before: nothing to choose, so that nothing is asked."""
    hidden: Mapping[str, str] = {Field.HISTORY: History.ERASE}
    keep, _ = copy.keep()
    gone, _ = copy.erase()
    return {
        "type": "modal",
        "callback_id": str(View.LEAVE),
        "title": plain(state.erase_button()),
        "submit": plain(gone),
        "close": plain(keep),
        "private_metadata": write_metadata(Carried(hidden=hidden, answer_url=answer_url)),
        "blocks": [section(copy.leave_intro_again()), *_boards(boards)],
    }


def _boards(channels: Sequence[ChannelId]) -> list[Block]:
    if not channels:
        return []
    named = kinds.listed([channel_link(each) for each in channels[:_MOST_NAMED]])
    more = "…" if len(channels) > _MOST_NAMED else ""
    return [section(copy.boards_erased(f"{named}{more}", len(channels)))]
