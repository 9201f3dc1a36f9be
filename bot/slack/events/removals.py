"""The app is taken out of a workspace, or out of a part of an organisation, and put back there."""

from collections.abc import Mapping
from typing import Any

import structlog

from bot.slack.installation import is_alive, is_dead
from bot.slack.parts import Parts
from bot.slack.payloads import (
    Removed,
    parse_access_changed,
    parse_revoked,
    parse_uninstalled,
)

log = structlog.get_logger(__name__)


async def on_uninstalled(body: Mapping[str, Any], *, parts: Parts) -> None:
    """Let a workspace go that removed the app."""
    await _let_go(parse_uninstalled(body), parts)


async def on_revoked(body: Mapping[str, Any], *, parts: Parts) -> None:
    """Let a workspace go that took the bot's token back."""
    removed = parse_revoked(body)
    if removed is not None:
        await _let_go(removed, parts)


async def on_access_revoked(body: Mapping[str, Any], *, parts: Parts) -> None:
    """Take note that an organisation removed the app from some of its workspaces.

    Nobody can tell whom that is about, since people belong to any number of workspaces; Slack can,
    message by message. Whom the app no longer reaches it leaves alone for the day.
    """
    del parts
    log.info("slack.access_revoked", workspace=parse_access_changed(body))


async def on_access_granted(body: Mapping[str, Any], *, parts: Parts) -> None:
    """Serve an organisation again, if it was not, that added the app to some of its workspaces."""
    workspace = parse_access_changed(body)
    log.info("slack.access_granted", workspace=workspace)
    if await is_alive(parts.messenger.wire.api, workspace):
        await parts.services.workspaces.revive(workspace)


async def _let_go(removed: Removed, parts: Parts) -> None:
    """Let go whoever the news is of: an organisation only if its token is dead indeed.

    Slack may name but one workspace of an organisation that removed the app as a whole, just as it
    does when that one workspace removes its own.
    """
    gone = [removed.workspace]
    perhaps = removed.organisation
    if perhaps is not None and await parts.services.workspaces.is_known(perhaps):
        gone += [perhaps] if await is_dead(parts.messenger.wire.api, perhaps) else []
    for workspace in gone:
        if await parts.services.workspaces.leave(workspace, before=removed.at):
            log.info("slack.workspace_removed", workspace=workspace)
        parts.authorizing.forget(workspace)
