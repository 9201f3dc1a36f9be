"""Draws the choice of public holidays: a country, and where it has any a part of it.

A list takes a hundred options, and groups of as many: countries and parts are cut by the alphabet.
"""

import unicodedata
from collections.abc import Iterable

from bot.domain.holiday import NO_CALENDAR, calendar_of, list_calendars, parts_of
from bot.slack.copy import days_off as copy
from bot.slack.copy.countries import country
from bot.slack.copy.translation import remembered
from bot.slack.ids import Field
from bot.slack.render.elements import MOST_OPTIONS, Block, labelled, option, plain

AS_WORKSPACE = "workspace"
NO_HOLIDAYS = "none"
WHOLE_COUNTRY = "all"
"""Choices beside the codes of countries and of their parts, which are never words."""

_INITIALS = 3

_Named = tuple[str, str]


def country_input(chosen: str, *, field: Field = Field.COUNTRY) -> Block:
    """Draw the choice of a country, which redraws the modal; an admin's is the workspace's own."""
    plainly = [option(copy.no_holidays(), NO_HOLIDAYS)]
    is_own = field is Field.COUNTRY
    if is_own:
        plainly.insert(0, option(copy.holidays_as_workspace(), AS_WORKSPACE))
    groups = [{"label": plain(copy.holidays_at_large()), "options": plainly}, *_countries()]
    label = copy.holidays() if is_own else copy.workspace_holidays()
    element = _grouped(field, groups, chosen)
    return labelled(label, element, hint=copy.holidays_hint(), dispatch=True)


def region_inputs(chosen_country: str, chosen: str, *, field: Field = Field.REGION) -> list[Block]:
    """Draw the choice of a part of the chosen country; nothing for a country without parts."""
    parts = list_calendars().get(chosen_country)
    if not parts:
        return []
    everywhere = [option(copy.whole_country(), WHOLE_COUNTRY)]
    groups = [{"label": plain(copy.holidays_at_large()), "options": everywhere}]
    groups += _parts(chosen_country)
    known = chosen if chosen in parts else WHOLE_COUNTRY
    built = labelled(copy.region(), _grouped(field, groups, known))
    # Under the same name Slack would keep what was chosen for another country.
    return [built | {"block_id": f"{field}.{chosen_country}"}]


def choices_of(calendar: str, *, is_own: bool = True) -> tuple[str, str]:
    """Return the country and the part that are chosen for a calendar."""
    if not is_own:
        return AS_WORKSPACE, WHOLE_COUNTRY
    if calendar == NO_CALENDAR:
        return NO_HOLIDAYS, WHOLE_COUNTRY
    chosen, _, part = calendar.partition("-")
    return chosen, part or WHOLE_COUNTRY


def calendar_chosen(chosen: str, part: str) -> str:
    """Return the calendar of a country and a part; one that another country has counts for none."""
    if chosen in {AS_WORKSPACE, NO_HOLIDAYS}:
        return NO_CALENDAR
    return calendar_of(chosen, part if part in list_calendars().get(chosen, ()) else None)


def calendar_name(calendar: str) -> str:
    """Name a calendar, such as `Germany (Bayern)`."""
    if calendar == NO_CALENDAR:
        return copy.no_holidays()
    code, _, part = calendar.partition("-")
    if not part:
        return country(code)
    return copy.part_of(country(code), parts_of(code).get(part, part))


def _grouped(field: Field, groups: list[Block], chosen: str) -> Block:
    element: Block = {
        "type": "static_select",
        "action_id": str(field),
        "option_groups": groups,
    }
    found = (each for group in groups for each in group["options"] if each["value"] == chosen)
    initial = next(found, None)
    if initial is not None:
        element["initial_option"] = initial
    return element


def _countries() -> list[Block]:
    return [
        {"label": plain(label), "options": [option(name, value) for name, value in named]}
        for label, named in _cut_countries()
    ]


def _parts(code: str) -> list[Block]:
    named = [(name, part) for part, name in parts_of(code).items()]
    return [
        {"label": plain(label), "options": [option(name, value) for name, value in group]}
        for label, group in _cut(named)
    ]


@remembered(most=10)
def _cut_countries() -> tuple[tuple[str, tuple[_Named, ...]], ...]:
    return _cut((country(code), code) for code in list_calendars())


def _cut(named: Iterable[_Named]) -> tuple[tuple[str, tuple[_Named, ...]], ...]:
    """Sort names and cut them into groups that a list takes, each called by its first and last."""
    ordered = sorted(named, key=lambda each: _key(each[0]))
    groups = [
        tuple(ordered[start : start + MOST_OPTIONS])
        for start in range(0, len(ordered), MOST_OPTIONS)
    ]
    return tuple((f"{_initials(group[0])}-{_initials(group[-1])}", group) for group in groups)


def _initials(named: _Named) -> str:
    return named[0][:_INITIALS].strip()


def _key(name: str) -> str:
    """Return what a name is sorted by: an accent makes no other letter of it."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(letter)
    )
