"""Reads who did something and in which installation."""

from dataclasses import dataclass

from bot.domain.ids import MemberId, WorkspaceId
from bot.slack.payloads.fields import (
    Body,
    child,
    flag,
    identifier,
    items,
    mapping,
    optional_child,
    optional_identifier,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever did something.

    Attributes:
        outside: they belong to another workspace, and met the app in a channel both share.
    """

    workspace: WorkspaceId
    member: MemberId
    outside: bool = False


def form_workspace(body: Body) -> WorkspaceId:
    """Return the installation that a slash command was typed in."""
    is_org = flag(body, "is_enterprise_install")
    return WorkspaceId(identifier(body, "enterprise_id" if is_org else "team_id"))


def interaction_actor(body: Body) -> Actor:
    """Return who pressed or submitted something, and in which installation.

    Only a workspace's own install can tell strangers apart: the people of an organisation belong
    to many workspaces.
    """
    user = child(body, "user")
    member = MemberId(identifier(user, "id"))
    if flag(body, "is_enterprise_install"):
        organisation = identifier(child(body, "enterprise"), "id")
        return Actor(workspace=WorkspaceId(organisation), member=member)
    workspace = _installed_team(body)
    home = optional_identifier(user, "team_id")
    return Actor(
        workspace=WorkspaceId(workspace),
        member=member,
        outside=home is not None and home != workspace,
    )


def _installed_team(body: Body) -> str:
    view = optional_child(body, "view")
    # A modal opened across a shared channel names the installation here and nowhere else.
    installed = optional_identifier(view, "app_installed_team_id") if view else None
    if installed is not None:
        return installed
    team = optional_child(body, "team")
    return identifier(team, "id") if team else identifier(child(body, "user"), "team_id")


def event_workspace(body: Body) -> WorkspaceId:
    """Return the installation an event is for, as its authorization names it.

    Slack may list none once the app is gone. An organisation is then only meant where the event
    says that it installed the app: one team of it that removes the app speaks for no other.
    """
    authorizations = items(body, "authorizations")
    source = mapping(authorizations[0], "authorizations") if authorizations else body
    is_org = flag(source, "is_enterprise_install")
    return WorkspaceId(identifier(source, "enterprise_id" if is_org else "team_id"))
