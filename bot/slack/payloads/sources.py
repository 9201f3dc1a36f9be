"""Tells, of any body whatever, how its sender can be answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from bot.slack.payloads.fields import Body, MalformedPayloadError, web_address
from bot.slack.payloads.people import Actor, interaction_actor
from bot.slack.payloads.views import HOME, shown


class Kind(Enum):
    """What came."""

    EVENT = auto()
    COMMAND = auto()
    ACTION = auto()
    SUBMISSION = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an answer can go.

    Attributes:
        name: what an event is called.
        inputs: the inputs of a submitted modal, beside which words can stand.
        home_of: whose Home it was pressed in, where words cannot stand but the Home can be redrawn.
    """

    kind: Kind
    name: str = ""
    response_url: str | None = None
    inputs: tuple[str, ...] = ()
    home_of: Actor | None = None


_KINDS = {"block_actions": Kind.ACTION, "view_submission": Kind.SUBMISSION}


def source_of(body: Body) -> Source:
    """Read how to answer, as far as that can be read; this never fails."""
    if body.get("type") == "event_callback":
        return Source(kind=Kind.EVENT, name=event_name(body) or "")
    if isinstance(body.get("command"), str):
        return Source(kind=Kind.COMMAND)
    kind = _KINDS.get(str(body.get("type")), Kind.OTHER)
    try:
        url = web_address(body, "response_url")
    except MalformedPayloadError:
        url = None
    return Source(kind=kind, response_url=url, inputs=_inputs(body), home_of=_home_of(body))


def event_name(body: Body) -> str | None:
    """Return what an event is called, or None where nothing names one."""
    event = body.get("event")
    name = event.get("type") if isinstance(event, Mapping) else None
    return name if isinstance(name, str) else None


def _home_of(body: Body) -> Actor | None:
    view = body.get("view")
    if not isinstance(view, Mapping) or view.get("type") != HOME:
        return None
    try:
        return interaction_actor(body)
    except MalformedPayloadError:
        return None


def _inputs(body: Body) -> tuple[str, ...]:
    view = body.get("view")
    try:
        return shown(view).blocks_with_input if isinstance(view, Mapping) else ()
    except MalformedPayloadError:
        return ()
