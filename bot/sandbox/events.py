"""Owns what the bot is told happened in a workspace: which event, and whether the bot may know."""

import asyncio
from typing import TYPE_CHECKING

from bot.sandbox import payloads, shapes
from bot.sandbox.model import Ack, JsonObject, Message, Person

if TYPE_CHECKING:
    from bot.sandbox.place import Place
    from bot.sandbox.room import Room
    from bot.sandbox.workspace import Workspace

# What a person's own doing comes to when the bot has no right to hear of it.
_UNHEARD = Ack(status=0)


async def reaction(
    workspace: "Workspace", message: Message, user: str, name: str, kind: str
) -> Ack:
    """Tell of a reaction that was added or removed, where the bot can see it."""
    if not workspace.has_bot(workspace.room(message.channel)):
        return _UNHEARD
    return await _tell(
        workspace,
        {
            "type": kind,
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": message.channel, "ts": message.ts},
            "item_user": message.user,
        },
    )


async def home_opened(workspace: "Workspace", person: Person) -> Ack:
    """Tell that a person opened the app's Home tab."""
    event: JsonObject = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": workspace.direct(person.id).channel.id,
        "tab": "home",
    }
    home = workspace.views.home(person.id)
    if home is not None:
        event["view"] = shapes.view(workspace, home)
    return await _tell(workspace, event)


async def person_changed(workspace: "Workspace", person: Person, kind: str) -> Ack:
    """Tell that a person's profile changed, or their huddle."""
    written = shapes.user(workspace, person, with_locale=True)
    event = {"type": kind, "user": written, "cache_ts": workspace.realm.seconds()}
    return await _tell(workspace, event)


async def dnd_changed(workspace: "Workspace", person: Person) -> Ack:
    """Tell that a person's Do Not Disturb hours changed, without what Slack keeps to itself."""
    shown = shapes.without_snooze(shapes.dnd(person, workspace.realm.clock.now()))
    return await _tell(
        workspace, {"type": "dnd_updated_user", "user": person.id, "dnd_status": shown}
    )


async def member_joined(workspace: "Workspace", room: "Room", user: str, inviter: str) -> Ack:
    """Tell that somebody came into a channel where the bot is, or the bot itself."""
    if not workspace.has_bot(room):
        return _UNHEARD
    return await _tell(
        workspace,
        {
            "type": "member_joined_channel",
            "user": user,
            "channel": room.channel.id,
            "channel_type": "G" if room.channel.kind == "private" else "C",
            "team": workspace.id,
            "inviter": inviter,
        },
    )


async def uninstalled(workspace: "Workspace", *, of: "Place", is_listed: bool = True) -> None:
    """Tell that the app was removed from a place: two events, in no order."""
    tokens = {"oauth": [], "bot": [workspace.bot_user_id]}
    told: tuple[JsonObject, ...] = (
        {"type": "tokens_revoked", "tokens": tokens},
        {"type": "app_uninstalled"},
    )
    await asyncio.gather(
        *(_tell_of_removal(workspace, each, of=of, is_listed=is_listed) for each in told)
    )


async def tokens_revoked(place: "Place") -> Ack:
    """Tell that the bot's token was taken back."""
    workspace = place.workspace_of_anybody()
    tokens = {"oauth": [], "bot": [workspace.bot_user_id]}
    return await _tell_of_removal(
        workspace, {"type": "tokens_revoked", "tokens": tokens}, of=place, is_listed=True
    )


async def access_changed(workspace: "Workspace", kind: str) -> Ack:
    """Tell that the app may act in one more workspace of its organisation, or in one less."""
    return await _tell(workspace, {"type": kind, "team_ids": [workspace.id]})


async def _tell(workspace: "Workspace", event: JsonObject) -> Ack:
    if not workspace.has_app or event["type"] not in workspace.subscriptions:
        return _UNHEARD
    stamped = event | {"event_ts": workspace.event_ts()}
    payload = payloads.event_callback(workspace, stamped)
    return await workspace.delivery.event(workspace, payload)


async def _tell_of_removal(
    workspace: "Workspace", event: JsonObject, *, of: "Place", is_listed: bool
) -> Ack:
    """Tell of what befell the app itself, which then is there no more."""
    if event["type"] not in workspace.subscriptions:
        return _UNHEARD
    stamped = event | {"event_ts": workspace.event_ts()}
    payload = payloads.event_callback(workspace, stamped)
    is_org = of is not workspace
    payload["authorizations"][0] |= {"is_enterprise_install": is_org}
    if not is_listed:
        payload["authorizations"] = []
    return await workspace.delivery.event(workspace, payload)
