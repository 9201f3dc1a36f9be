"""Events: reactions, what people are doing, Homes that are opened, workspaces that leave."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.slack.events import homes, presences, reactions, removals
from bot.slack.events.presences import on_limited
from bot.slack.parts import Parts

__all__ = ["EVENTS", "LISTENERS", "on_limited", "register"]

LISTENERS: Mapping[str, Callable[..., Awaitable[None]]] = {
    "user_change": presences.on_profile_changed,
    "dnd_updated_user": presences.on_dnd_changed,
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
