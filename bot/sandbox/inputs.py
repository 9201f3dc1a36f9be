"""Owns what a person enters in the elements of blocks: initial values, choices, what is missing."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.sandbox.model import JsonObject

# Per element type: where its state keeps the value, and where the bot put the initial one.
_FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
}


class Spot(NamedTuple):
    """An interactive element and the block it sits in."""

    block: JsonObject
    element: JsonObject

    @property
    def type(self) -> str:
        """The element's type."""
        return str(self.element["type"])

    @property
    def block_id(self) -> str:
        """The id of the block around it."""
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        """The element's own id."""
        return str(self.element["action_id"])


def elements_of(block: JsonObject) -> Iterator[JsonObject]:
    """Walk over the elements in a block."""
    nested = [block.get("accessory"), block.get("element")]
    nested += [*block.get("elements", ()), *block.get("actions", ())]
    return (element for element in nested if isinstance(element, dict))


def spots(blocks: Iterable[JsonObject]) -> Iterator[Spot]:
    """Walk over the interactive elements of blocks."""
    for block in blocks:
        for element in elements_of(block):
            if "action_id" in element:
                yield Spot(block, element)


def state_of(blocks: Iterable[JsonObject], chosen: JsonObject) -> JsonObject:
    """Write the state of all inputs: what was chosen, else the initial value."""
    values: JsonObject = {}
    for spot in spots(blocks):
        if spot.type == "overflow" or spot.type not in _FIELDS:
            continue
        kept = chosen.get(spot.block_id, {}).get(spot.action_id)
        same = kept is not None and kept["type"] == spot.type
        entry = kept if same else _initial(spot.element)
        values.setdefault(spot.block_id, {})[spot.action_id] = entry
    return values


def choose(blocks: Iterable[JsonObject], wanted: JsonObject, chosen: JsonObject) -> JsonObject:
    """Add wanted values to the chosen ones; they name an action id, or a block id above it."""
    result = {block_id: dict(entries) for block_id, entries in chosen.items()}
    unused = set(wanted)
    for spot in spots(blocks):
        in_block = wanted.get(spot.block_id)
        if isinstance(in_block, dict) and spot.action_id in in_block:
            value = in_block[spot.action_id]
            unused.discard(spot.block_id)
        elif spot.action_id in wanted:
            value = wanted[spot.action_id]
            unused.discard(spot.action_id)
        else:
            continue
        if spot.type not in _FIELDS:
            continue
        result.setdefault(spot.block_id, {})[spot.action_id] = entry_of(spot.element, value)
    if unused:
        raise LookupError(f"no such input: {', '.join(sorted(unused))}")
    return result


def entry_of(element: JsonObject, value: object) -> JsonObject:
    """Write one element's state with a value: a plain one, or a state entry as Slack writes it."""
    kind = element["type"]
    if kind not in _FIELDS:
        raise LookupError(f"nothing can be chosen in a {kind}")
    name = _FIELDS[kind][0]
    if isinstance(value, dict) and name in value:
        value = value[name]
    return {"type": kind, name: _shaped(element, name, value)}


def _shaped(element: JsonObject, name: str, value: object) -> object:
    if name == "selected_options":
        return [_option(element, one) for one in value] if isinstance(value, list) else []
    if value is None or value == "":
        # Slack writes an emptied field as no value at all.
        return None
    if name == "selected_option":
        return _option(element, value)
    if name == "selected_date_time":
        return int(str(value))
    if name == "rich_text_value" and isinstance(value, str):
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
        return {"type": "rich_text", "elements": [section]}
    return value


def missing(blocks: Iterable[JsonObject], state: JsonObject) -> dict[str, str]:
    """Find the required inputs that hold nothing, as Slack's own form check does."""
    return {
        spot.block_id: "Please complete this required field."
        for spot in spots(blocks)
        if spot.block["type"] == "input"
        and spot.type in _FIELDS
        and not spot.block.get("optional")
        and not state[spot.block_id][spot.action_id][_FIELDS[spot.type][0]]
    }


def _initial(element: JsonObject) -> JsonObject:
    name, initial = _FIELDS[element["type"]]
    empty: object = [] if name.endswith("s") else None
    return {"type": element["type"], name: element.get(initial, empty)}


def _option(element: JsonObject, wanted: object) -> JsonObject:
    value = wanted.get("value") if isinstance(wanted, dict) else wanted
    groups = [element, *element.get("option_groups", ())]
    for group in groups:
        for option in group.get("options", ()):
            if option["value"] == value:
                return dict(option)
    raise LookupError(f"no such option: {value}")
