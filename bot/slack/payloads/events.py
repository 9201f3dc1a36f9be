"""Reads events."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.slack.payloads.fields import (
    LONGEST_ID,
    Body,
    MalformedPayloadError,
    child,
    flag,
    identifier,
    instant,
    items,
    mapping,
    moment,
    optional_child,
    optional_identifier,
    stamp,
    text,
)
from bot.slack.payloads.people import Actor, event_workspace


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
    """The app, or its token, was taken out of an installation.

    Attributes:
        organisation: may be meant instead; Slack's news does not tell.
        at: when; Slack may say so hours later, when the app is back already.
    """

    workspace: WorkspaceId
    organisation: WorkspaceId | None = None
    at: datetime


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
    # Slack leaves out the fraction: in doubt the removal came last in its second.
    at = moment(body, "event_time") + timedelta(seconds=1)
    if items(body, "authorizations") or flag(body, "is_enterprise_install"):
        return Removed(workspace=event_workspace(body), at=at)
    team = optional_identifier(body, "team_id")
    organisation = optional_identifier(body, "enterprise_id")
    if team is None:
        return Removed(workspace=WorkspaceId(identifier(body, "enterprise_id")), at=at)
    return Removed(
        workspace=WorkspaceId(team),
        organisation=None if organisation is None else WorkspaceId(organisation),
        at=at,
    )


def parse_revoked(body: Body) -> Removed | None:
    """Read `tokens_revoked`; nothing is removed while the bot keeps its token.

    Raises:
        MalformedPayloadError: it is none.
    """
    tokens = optional_child(child(body, "event"), "tokens") or {}
    return parse_uninstalled(body) if items(tokens, "bot") else None


def parse_access_changed(body: Body) -> WorkspaceId:
    """Read `team_access_granted` or `team_access_revoked`: of which organisation.

    Raises:
        MalformedPayloadError: it is none.
    """
    child(body, "event")
    authorizations = items(body, "authorizations")
    source = mapping(authorizations[0], "authorizations") if authorizations else body
    return WorkspaceId(identifier(source, "enterprise_id"))


def _actor(body: Body, event: Body) -> Actor:
    return Actor(workspace=event_workspace(body), member=MemberId(identifier(event, "user")))


def _message(item: Body) -> MessageRef | None:
    if item.get("type") != "message":
        return None
    return MessageRef(
        channel=ChannelId(identifier(item, "channel")), ts=MessageTs(stamp(item, "ts"))
    )
