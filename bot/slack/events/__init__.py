"""Events: reactions, Homes that are opened, and workspaces that leave."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.slack.events import homes, reactions, removals
from bot.slack.parts import Parts

LISTENERS: Mapping[str, Callable[..., Awaitable[None]]] = {
    "app_home_opened": homes.on_home_opened,
    "app_uninstalled": removals.on_uninstalled,
    "tokens_revoked": removals.on_revoked,
    "team_access_granted": removals.on_access_granted,
    "team_access_revoked": removals.on_access_revoked,
}

EVENTS = reactions.REACTIONS | LISTENERS.keys()


def register(app: AsyncApp, parts: Parts) -> None:
    """Take every event."""
    app.use(reactions.Reacting(parts))
    for event, on_event in LISTENERS.items():
        app.event(event)(partial(on_event, parts=parts))
