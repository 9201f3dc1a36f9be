"""Events: reactions, Homes that are opened, and workspaces that leave."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.slack.events import homes, reactions, removals
from bot.slack.parts import Parts

EVENTS: Mapping[str, Callable[..., Awaitable[None]]] = {
    "reaction_added": reactions.on_reaction,
    "reaction_removed": reactions.on_reaction,
    "app_home_opened": homes.on_home_opened,
    "app_uninstalled": removals.on_uninstalled,
    "tokens_revoked": removals.on_revoked,
    "team_access_granted": removals.on_access_granted,
    "team_access_revoked": removals.on_access_revoked,
}


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to every event."""
    for event, on_event in EVENTS.items():
        app.event(event)(partial(on_event, parts=parts))
