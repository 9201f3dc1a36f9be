"""Draws the modal in which people join and change settings, prefilled so that one press will do."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from bot.domain.alias import LONGEST_ALIAS
from bot.domain.exercise import BodyProfile
from bot.domain.member import BoardName
from bot.domain.plan import LARGEST_BUDGET, MOST_WALKS, Intensity, SelfcareEvery
from bot.slack.copy import days_off
from bot.slack.copy import settings as copy
from bot.slack.ids import Field, View
from bot.slack.render.calendars import country_input, region_inputs
from bot.slack.render.draft import (
    TIPS_OFF,
    TIPS_ON,
    Draft,
    draft_of,
    metadata_of,
    read_draft,
)
from bot.slack.render.elements import (
    Block,
    context,
    labelled,
    option,
    plain,
    radio_buttons,
    section,
    select,
    text_input,
)
from bot.slack.render.languages import language_input
from bot.slack.render.zones import zone_groups, zone_option

__all__ = ["Draft", "draft_of", "read_draft", "render_settings"]

_Choice = TypeVar("_Choice", bound=StrEnum)

_LONGEST_HOURS = 1000
_LONGEST_MINUTES_TEXT = 10


def render_settings(draft: Draft, *, joining: bool, answer_url: str | None = None) -> Block:
    """Draw the modal with a draft in it; `answer_url` is where its opening can be answered.

    Whoever joins is asked only for what cannot wait: the rest has good defaults.
    """
    intro = [section(copy.join_intro())] if joining else []
    return {
        "type": "modal",
        "callback_id": str(View.JOIN if joining else View.SETTINGS),
        "title": plain(copy.join_title() if joining else copy.settings_title()),
        "submit": plain(copy.join_submit() if joining else copy.settings_submit()),
        "close": plain(copy.close()),
        "private_metadata": metadata_of(draft, answer_url=answer_url),
        "blocks": [
            *intro,
            _zone(draft, joining=joining),
            _hours(draft),
            *([] if joining else _days_off(draft)),
            *_rhythm(draft),
            *_exercises(draft),
            *_visibility(draft),
            *([] if joining else _words(draft)),
            context(copy.privacy()),
        ],
    }


def _zone(draft: Draft, *, joining: bool) -> Block:
    element: Block = {
        "type": "static_select",
        "action_id": str(Field.ZONE),
        "option_groups": zone_groups(),
    }
    chosen = zone_option(draft.zone)
    if chosen is not None:
        element["initial_option"] = chosen
    from_profile = joining and chosen is not None
    return labelled(copy.zone(), element, hint=copy.zone_hint(from_profile=from_profile))


def _hours(draft: Draft) -> Block:
    element = text_input(Field.HOURS, initial=draft.hours_text, most=_LONGEST_HOURS, multiline=True)
    return labelled(copy.hours(), element, hint=copy.hours_hint())


def _days_off(draft: Draft) -> list[Block]:
    element = text_input(Field.QUIET, initial=draft.quiet_text, most=_LONGEST_HOURS, multiline=True)
    return [
        labelled(days_off.quiet(), element, hint=days_off.quiet_hint(), optional=True),
        country_input(draft.country),
        *region_inputs(draft.country, draft.region),
    ]


def _rhythm(draft: Draft) -> list[Block]:
    choices = _described(Intensity, copy.intensity_choice)
    element = radio_buttons(Field.INTENSITY, choices, chosen=draft.intensity)
    blocks = [labelled(copy.intensity(), element, dispatch=True)]
    return blocks + (_custom(draft) if draft.intensity is Intensity.CUSTOM else [])


def _custom(draft: Draft) -> list[Block]:
    stand = text_input(Field.STAND_MINUTES, initial=draft.stand_minutes, most=_LONGEST_MINUTES_TEXT)
    squeeze = text_input(
        Field.SQUEEZE_MINUTES, initial=draft.squeeze_minutes, most=_LONGEST_MINUTES_TEXT
    )
    budgets = [option(str(each), str(each)) for each in range(1, LARGEST_BUDGET + 1)]
    budget = select(Field.BUDGET, budgets, chosen=draft.budget)
    hint = copy.minutes_hint()
    return [
        labelled(copy.stand_minutes(), stand, hint=hint, optional=True),
        labelled(copy.squeeze_minutes(), squeeze, hint=hint, optional=True),
        labelled(copy.budget(), budget),
    ]


def _exercises(draft: Draft) -> list[Block]:
    bodies = [option(copy.body_choice(each), each) for each in BodyProfile]
    walks = [option(copy.walks_choice(each), str(each)) for each in range(MOST_WALKS + 1)]
    selfcare = [option(copy.selfcare_choice(each), each) for each in SelfcareEvery]
    return [
        labelled(
            copy.body(),
            select(Field.BODY, bodies, chosen=draft.body),
            hint=copy.body_hint(),
        ),
        labelled(copy.walks(), select(Field.WALKS, walks, chosen=str(draft.walks))),
        labelled(copy.selfcare(), select(Field.SELFCARE, selfcare, chosen=draft.selfcare)),
    ]


def _visibility(draft: Draft) -> list[Block]:
    choices = _described(BoardName, copy.board_choice)
    element = radio_buttons(Field.BOARD, choices, chosen=draft.board_name)
    blocks = [labelled(copy.board(), element, dispatch=True)]
    if draft.board_name is BoardName.ALIAS:
        alias = text_input(Field.ALIAS, initial=draft.alias, most=LONGEST_ALIAS)
        blocks.append(labelled(copy.alias(), alias, hint=copy.alias_hint()))
    return blocks


def _described(
    values: Iterable[_Choice], said: Callable[[_Choice], tuple[str, str]]
) -> list[Block]:
    """Build an option of each value, with its name and what it means."""
    named = ((value, said(value)) for value in values)
    return [option(name, value, description=description) for value, (name, description) in named]


def _words(draft: Draft) -> list[Block]:
    choices = [
        option(copy.tips_choice(wanted=True), TIPS_ON),
        option(copy.tips_choice(wanted=False), TIPS_OFF),
    ]
    tips = select(Field.TIPS, choices, chosen=TIPS_ON if draft.tips else TIPS_OFF)
    return [labelled(copy.tips(), tips), language_input(draft.language)]
