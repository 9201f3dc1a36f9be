"""Draws the modal of what admins decide for everybody, and reads back what stands in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.status import LONGEST_ENTRY, MOST_ENTRIES, StatusWords
from bot.slack.copy import admin as copy
from bot.slack.copy import settings as settings_copy
from bot.slack.ids import Field, View
from bot.slack.render.calendars import NO_HOLIDAYS, WHOLE_COUNTRY, country_input, region_inputs
from bot.slack.render.elements import (
    Block,
    labelled,
    option,
    plain,
    radio_buttons,
    section,
    text_input,
)
from bot.slack.render.metadata import Carried, write_metadata

ON, OFF = "on", "off"

_LONGEST_LIST = MOST_ENTRIES * (LONGEST_ENTRY + 1)
_BETWEEN = re.compile(r"[,\n\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH COMMA}]")

LISTS = {
    "meeting": (Field.ADMIN_MEETING, copy.meeting),
    "focus": (Field.ADMIN_FOCUS, copy.focus),
    "away": (Field.ADMIN_AWAY, copy.away),
    "never": (Field.ADMIN_NEVER, copy.never),
}
"""The lists of words for statuses, with their inputs and labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminDraft:
    """The content of each input, as typed; `day` is where nudges begin again, in ISO 8601.

    Attributes:
        words: the lists of words for statuses by their names in `StatusWords`.
    """

    country: str = NO_HOLIDAYS
    region: str = WHOLE_COUNTRY
    is_paused: bool = False
    day: str | None = None
    words: Mapping[str, str]
    with_usual: bool = True


def written_words(words: StatusWords) -> Mapping[str, str]:
    """Write lists of words as they are typed: a line for each."""
    return {name: "\n".join(getattr(words, name)) for name in LISTS}


def read_words(text: str) -> tuple[str, ...]:
    """Read a list of words as it is typed."""
    return tuple(word.strip() for word in _BETWEEN.split(text) if word.strip())


def read_admin_draft(values: Mapping[str, str | None]) -> AdminDraft:
    """Read what the modal holds now; `values` is by block id."""
    return AdminDraft(
        country=values.get(Field.ADMIN_COUNTRY) or NO_HOLIDAYS,
        region=values.get(Field.ADMIN_REGION) or WHOLE_COUNTRY,
        is_paused=values.get(Field.ADMIN_NUDGES) == OFF,
        day=values.get(Field.ADMIN_DATE),
        words={name: values.get(field) or "" for name, (field, _label) in LISTS.items()},
        with_usual=values.get(Field.ADMIN_USUAL) != OFF,
    )


def render_admin(draft: AdminDraft, *, answer_url: str | None = None) -> Block:
    """Draw the modal; `answer_url` is where its opening can be answered."""
    return {
        "type": "modal",
        "callback_id": str(View.ADMIN),
        "title": plain(copy.title()),
        "submit": plain(copy.submit()),
        "close": plain(settings_copy.close()),
        "private_metadata": write_metadata(Carried(answer_url=answer_url)),
        "blocks": [
            *_nudges(draft),
            country_input(draft.country, field=Field.ADMIN_COUNTRY),
            *region_inputs(draft.country, draft.region, field=Field.ADMIN_REGION),
            section(copy.status_intro()),
            *[_list(draft, name) for name in LISTS],
            _usual(draft),
        ],
    }


def _nudges(draft: AdminDraft) -> list[Block]:
    choices = [option(copy.nudges_on(), ON), option(copy.nudges_off(), OFF)]
    chosen = OFF if draft.is_paused else ON
    element = radio_buttons(Field.ADMIN_NUDGES, choices, chosen=chosen)
    blocks = [labelled(copy.nudges(), element, dispatch=True)]
    if draft.is_paused:
        day: Block = {"type": "datepicker", "action_id": str(Field.ADMIN_DATE)}
        if draft.day:
            day["initial_date"] = draft.day
        blocks.append(labelled(copy.day(), day, hint=copy.day_hint()))
    return blocks


def _list(draft: AdminDraft, name: str) -> Block:
    field, label = LISTS[name]
    element = text_input(field, initial=draft.words[name], most=_LONGEST_LIST, multiline=True)
    return labelled(label(), element, optional=True)


def _usual(draft: AdminDraft) -> Block:
    choices = [
        option(copy.usual_choice(wanted=True), ON),
        option(copy.usual_choice(wanted=False), OFF),
    ]
    element = radio_buttons(Field.ADMIN_USUAL, choices, chosen=ON if draft.with_usual else OFF)
    return labelled(copy.usual(), element)
