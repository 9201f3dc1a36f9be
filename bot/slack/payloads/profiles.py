"""Reads what `users.info` tells of a person."""

from dataclasses import dataclass

from bot.domain.ids import WorkspaceId
from bot.slack.payloads.fields import (
    Body,
    MalformedPayloadError,
    child,
    flag,
    optional_child,
    optional_identifier,
    optional_text,
)

LONGEST_LOCALE = 16

_ORGANISATION = "E"
_SLACKBOT = "USLACKBOT"
_NOT_A_COLLEAGUE = ("deleted", "is_bot", "is_workflow_bot", "is_stranger", "is_invited_user")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackProfile:
    """A person as Slack knows them.

    Attributes:
        zone: the name of their time zone, if Slack knows one.
        locale: the language in which Slack shows itself to them, such as `pt-BR`, if it says so.
        is_admin: they own the workspace, or look after it.
        may_join: a living colleague, neither a program nor somebody of another workspace.
    """

    zone: str | None
    may_join: bool
    locale: str | None = None
    is_admin: bool = False


def parse_profile(body: Body, *, workspace: WorkspaceId) -> SlackProfile:
    """Read the answer of `users.info`, in which any field may be missing.

    Raises:
        MalformedPayloadError: it is no such answer.
    """
    user = child(body, "user")
    home = optional_identifier(user, "team_id")
    from_elsewhere = (
        home is not None and home != workspace and not workspace.startswith(_ORGANISATION)
    )
    return SlackProfile(
        zone=_short(user, "tz", longest=64),
        locale=_short(user, "locale", longest=LONGEST_LOCALE),
        may_join=not (
            from_elsewhere
            or user.get("id") == _SLACKBOT
            or any(flag(user, name) for name in _NOT_A_COLLEAGUE)
        ),
        is_admin=_is_admin(user, workspace),
    )


def _is_admin(user: Body, workspace: WorkspaceId) -> bool:
    """Tell whether somebody looks after the workspace, or the organisation that it is."""
    if not workspace.startswith(_ORGANISATION):
        return flag(user, "is_admin") or flag(user, "is_owner")
    of_organisation = optional_child(user, "enterprise_user") or {}
    if optional_identifier(of_organisation, "enterprise_id") != workspace:
        return False
    return flag(of_organisation, "is_admin") or flag(of_organisation, "is_owner")


def _short(user: Body, key: str, *, longest: int) -> str | None:
    try:
        return optional_text(user, key, longest=longest) or None
    except MalformedPayloadError:
        return None
