"""Reads presses of buttons and choices in menus."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.domain.ids import ChannelId, MessageRef, MessageTs
from bot.slack.ids import More, read_more_value, read_post_again_value
from bot.slack.payloads.fields import (
    LONGEST_ID,
    Body,
    MalformedPayloadError,
    child,
    identifier,
    instant,
    items,
    mapping,
    optional_child,
    optional_text,
    stamp,
    text,
    web_address,
)
from bot.slack.payloads.people import Actor, interaction_actor
from bot.slack.payloads.views import HOME, Shown, entered, shown

_YEARS = range(2000, 3000)
"""Near the first year of the calendar and the last, reckoning with time zones overflows."""

_HOUR = re.compile(r"1?[0-9]|2[0-3]", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """One press, or one choice in a menu.

    Attributes:
        value: the button's own value or that of the chosen option, or empty for none.
        at: when, by Slack's clock.
        message: the message it was in; None in a view.
        view: the modal or Home it was in; None in a message.
    """

    actor: Actor
    action: str
    value: str
    at: datetime
    trigger: str | None
    response_url: str | None
    message: MessageRef | None
    view: Shown | None

    @property
    def in_home(self) -> bool:
        """Tell whether it was pressed in the Home."""
        return self.view is not None and self.view.kind == HOME


def parse_action(body: Body) -> Pressed:
    """Read a press.

    Raises:
        MalformedPayloadError: it is none.
    """
    actions = items(body, "actions")
    if len(actions) != 1:
        raise MalformedPayloadError("actions")
    action = mapping(actions[0], "actions")
    view = optional_child(body, "view")
    return Pressed(
        actor=interaction_actor(body),
        action=text(action, "action_id", longest=LONGEST_ID),
        value=entered(action) or "",
        at=instant(action, "action_ts"),
        trigger=optional_text(body, "trigger_id", longest=LONGEST_ID),
        response_url=web_address(body, "response_url"),
        message=_message(child(body, "container")),
        view=None if view is None else shown(view),
    )


def nudge_named(value: str) -> datetime:
    """Return the slot that names a nudge, as its buttons carry it, in UTC.

    Raises:
        MalformedPayloadError: no nudge is named so.
    """
    try:
        due_at = datetime.fromisoformat(value)
    except ValueError:
        raise MalformedPayloadError("value") from None
    if due_at.tzinfo is None or due_at.year not in _YEARS:
        raise MalformedPayloadError("value")
    return due_at.astimezone(UTC)


def menu_choice(value: str) -> tuple[More, datetime]:
    """Return what was chosen in a nudge's menu, and for which nudge.

    Raises:
        MalformedPayloadError: the menu has no such choice.
    """
    try:
        choice, nudge = read_more_value(value)
    except ValueError:
        raise MalformedPayloadError("value") from None
    return choice, nudge_named(nudge)


def board_named(value: str) -> tuple[ChannelId, date]:
    """Return the channel and the last day of a board, as its button carries them.

    Raises:
        MalformedPayloadError: no board is named so.
    """
    channel, written = read_post_again_value(value)
    try:
        last = date.fromisoformat(written)
    except ValueError:
        raise MalformedPayloadError("value") from None
    if last.year not in _YEARS:
        raise MalformedPayloadError("value")
    return ChannelId(identifier({"channel": channel}, "channel")), last


def hour_named(value: str) -> int:
    """Return the hour of the day that a suggestion is about, from 0 to 23.

    Raises:
        MalformedPayloadError: there is no such hour.
    """
    if _HOUR.fullmatch(value) is None:
        raise MalformedPayloadError("value")
    return int(value)


def _message(container: Body) -> MessageRef | None:
    if container.get("type") != "message":
        return None
    return MessageRef(
        channel=ChannelId(identifier(container, "channel_id")),
        ts=MessageTs(stamp(container, "message_ts")),
    )
