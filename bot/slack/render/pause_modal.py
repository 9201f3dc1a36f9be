"""Draws the modal that asks for how long it is to be quiet."""

from bot.domain.pause import PauseError
from bot.slack.copy import pauses as copy
from bot.slack.copy import settings as settings_copy
from bot.slack.ids import Field, PauseUntil, View
from bot.slack.render.elements import Block, labelled, option, plain, radio_buttons
from bot.slack.render.metadata import Carried, write_metadata

TOLD = "told"

_OF_DATES = {"past": copy.day_past, "too_long": copy.day_too_late}


def render_pause(
    until: PauseUntil = PauseUntil.HOUR,
    *,
    day: str | None = None,
    told: bool = False,
    answer_url: str | None = None,
) -> Block:
    """Draw the modal.

    Args:
        until: what is chosen; only another day asks for it.
        day: that day, as ISO 8601 has it.
        told: they want to be told of the end.
        answer_url: where its opening can be answered.
    """
    choices = [option(copy.choice(each), each) for each in PauseUntil]
    length = radio_buttons(Field.PAUSE_UNTIL, choices, chosen=until)
    return {
        "type": "modal",
        "callback_id": str(View.PAUSE),
        "title": plain(copy.title()),
        "submit": plain(copy.submit()),
        "close": plain(settings_copy.close()),
        "private_metadata": write_metadata(Carried(answer_url=answer_url)),
        "blocks": [
            labelled(copy.until(), length, dispatch=True),
            *([_day(day)] if until is PauseUntil.DATE else []),
            _told(told=told),
        ],
    }


def day_problem(error: PauseError) -> str:
    """Say what is wrong with the chosen day."""
    return _OF_DATES.get(error.reason, copy.day_missing)()


def _day(day: str | None) -> Block:
    element: Block = {"type": "datepicker", "action_id": str(Field.PAUSE_DATE)}
    if day:
        element["initial_date"] = day
    return labelled(copy.day(), element, hint=copy.day_hint())


def _told(*, told: bool) -> Block:
    choice = option(copy.tell_me(), TOLD)
    element: Block = {
        "type": "checkboxes",
        "action_id": str(Field.PAUSE_TOLD),
        "options": [choice],
    }
    if told:
        element["initial_options"] = [choice]
    return labelled(copy.told(), element, optional=True)
