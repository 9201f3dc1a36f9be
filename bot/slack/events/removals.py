"""The app is taken out of a workspace: everything stored for it goes."""

from collections.abc import Mapping
from typing import Any

import structlog

from bot.slack.parts import Parts
from bot.slack.payloads import Removed, parse_revoked, parse_uninstalled

log = structlog.get_logger(__name__)


async def on_uninstalled(body: Mapping[str, Any], *, parts: Parts) -> None:
    """Purge a workspace that removed the app."""
    await _purge(parse_uninstalled(body), parts)


async def on_revoked(body: Mapping[str, Any], *, parts: Parts) -> None:
    """Purge a workspace that took the bot's token back."""
    removed = parse_revoked(body)
    if removed is not None:
        await _purge(removed, parts)


async def _purge(removed: Removed, parts: Parts) -> None:
    await parts.services.workspaces.leave(removed.workspace, before=removed.at)
    log.info("slack.workspace_removed", workspace=removed.workspace)
