"""Reads views: what stands in a modal or a Home, and its submission."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.slack.payloads.fields import (
    LONGEST_ID,
    Body,
    carried,
    child,
    identifier,
    items,
    mapping,
    optional_child,
    optional_text,
    text,
)
from bot.slack.payloads.people import Actor, interaction_actor

HOME = "home"

Values = Mapping[str, str | None]
"""What stands in each input, by action id: typed text or the chosen option's value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A view as its person has it before them.

    Attributes:
        blocks_with_input: the block ids of the inputs, under which an error can be shown.
    """

    id: str
    kind: str
    callback_id: str
    hash: str | None
    metadata: str
    values: Values
    blocks_with_input: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A modal that a person submitted."""

    actor: Actor
    view: Shown


def parse_submission(body: Body) -> Submitted:
    """Read the submission of a modal.

    Raises:
        MalformedPayloadError: it is none.
    """
    return Submitted(actor=interaction_actor(body), view=shown(child(body, "view")))


def shown(view: Body) -> Shown:
    """Read a view."""
    state = optional_child(view, "state") or {}
    blocks = optional_child(state, "values") or {}
    values: dict[str, str | None] = {}
    for block_id, elements in blocks.items():
        for action_id, entry in mapping(elements, block_id[:LONGEST_ID]).items():
            values[action_id] = entered(mapping(entry, "values"))
    return Shown(
        id=identifier(view, "id"),
        kind=text(view, "type", longest=LONGEST_ID),
        callback_id=optional_text(view, "callback_id", longest=LONGEST_ID) or "",
        hash=optional_text(view, "hash", longest=LONGEST_ID),
        metadata=carried(view, "private_metadata"),
        values=MappingProxyType(values),
        blocks_with_input=tuple(blocks),
    )


def entered(entry: Body) -> str | None:
    """Return what an element holds: its own value, a date, or that of what was chosen.

    Of boxes that can be ticked a modal of this app has one at most.
    """
    ticked = items(entry, "selected_options")
    if ticked:
        return optional_text(mapping(ticked[0], "selected_options"), "value")
    if "selected_date" in entry:
        return optional_text(entry, "selected_date")
    option = optional_child(entry, "selected_option")
    return optional_text(entry if option is None else option, "value")
