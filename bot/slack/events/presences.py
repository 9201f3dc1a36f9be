"""People change their status, enter a huddle, or do not want to be disturbed."""

from collections.abc import Mapping
from typing import Any

import structlog

from bot.slack.parts import Parts
from bot.slack.payloads.presences import (
    parse_dnd_changed,
    parse_limited,
    parse_profile_changed,
)

log = structlog.get_logger(__name__)


async def on_profile_changed(body: Mapping[str, Any], *, parts: Parts) -> None:
    """Take down what a member's status and huddle mean, and in which language they read Slack.

    Slack tells of every change of every profile in the workspace: nearly all is about others.
    """
    changed = parse_profile_changed(body)
    if await parts.look_ups.hear(changed.actor, changed.shared, at=changed.at):
        await parts.voices.told(changed.actor, changed.locale)


async def on_dnd_changed(body: Mapping[str, Any], *, parts: Parts) -> None:
    """Take down when a member does not want to be disturbed."""
    changed = parse_dnd_changed(body)
    actor = changed.actor
    await parts.services.presences.hear(actor.workspace, actor.member, changed.told)


async def on_limited(body: Mapping[str, Any], *, parts: Parts) -> None:
    """Trust nothing that is known of a workspace of which Slack held events back."""
    workspace = parse_limited(body)
    log.warning("slack.events_limited", workspace=workspace)
    if workspace is not None:
        await parts.services.presences.doubt(workspace)
