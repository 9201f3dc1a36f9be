"""Reads events."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.slack.payloads.fields import (
    LONGEST_ID,
    Body,
    MalformedPayloadError,
    child,
    identifier,
    instant,
    items,
    optional_child,
    optional_identifier,
    stamp,
    text,
)
from bot.slack.payloads.people import Actor, event_workspaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """An emoji that was put under something, or taken away.

    Attributes:
        message: what it stands under; None for anything but a message.
        author: who wrote that, where Slack says so.
    """

    actor: Actor
    emoji: str
    on: bool
    at: datetime
    message: MessageRef | None
    author: MemberId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeOpened:
    """Somebody looks at the app; `tab` is `home`, `messages` or whatever Slack adds."""

    actor: Actor
    tab: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """The app, or its token, was taken out of an installation, which is one of these."""

    workspaces: tuple[WorkspaceId, ...]


_REACTIONS = {"reaction_added": True, "reaction_removed": False}


def parse_reaction(body: Body) -> Reacted:
    """Read `reaction_added` or `reaction_removed`.

    Raises:
        MalformedPayloadError: it is neither.
    """
    event = child(body, "event")
    on = _REACTIONS.get(text(event, "type", longest=LONGEST_ID))
    if on is None:
        raise MalformedPayloadError("type")
    author = optional_identifier(event, "item_user")
    return Reacted(
        actor=_actor(body, event),
        emoji=text(event, "reaction", longest=LONGEST_ID),
        on=on,
        at=instant(event, "event_ts"),
        message=_message(child(event, "item")),
        author=None if author is None else MemberId(author),
    )


def parse_home_opened(body: Body) -> HomeOpened:
    """Read `app_home_opened`.

    Raises:
        MalformedPayloadError: it is none.
    """
    event = child(body, "event")
    return HomeOpened(actor=_actor(body, event), tab=text(event, "tab", longest=LONGEST_ID))


def parse_uninstalled(body: Body) -> Removed:
    """Read `app_uninstalled`.

    Raises:
        MalformedPayloadError: it is none.
    """
    child(body, "event")
    return Removed(workspaces=event_workspaces(body))


def parse_revoked(body: Body) -> Removed:
    """Read `tokens_revoked`; nothing is removed while the bot keeps its token.

    Raises:
        MalformedPayloadError: it is none.
    """
    tokens = optional_child(child(body, "event"), "tokens") or {}
    return Removed(workspaces=event_workspaces(body) if items(tokens, "bot") else ())


def _actor(body: Body, event: Body) -> Actor:
    return Actor(workspace=event_workspaces(body)[0], member=MemberId(identifier(event, "user")))


def _message(item: Body) -> MessageRef | None:
    if item.get("type") != "message":
        return None
    return MessageRef(
        channel=ChannelId(identifier(item, "channel")), ts=MessageTs(stamp(item, "ts"))
    )
