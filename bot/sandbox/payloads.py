"""Owns what Slack sends to a bot: events, commands, presses, submissions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.sandbox import shapes
from bot.sandbox.model import Channel, JsonObject, Message, Person, View
from bot.sandbox.realm import secret

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Parcel:
    """One payload on its way to the bot, named as Socket Mode names its kinds."""

    type: Literal["events_api", "slash_commands", "interactive"]
    payload: JsonObject
    retry_num: int = 0
    retry_reason: str = ""


def event_callback(
    workspace: "Workspace", event: JsonObject, event_id: str | None = None
) -> JsonObject:
    """Wrap an event as the Events API does."""
    return {
        "token": workspace.realm.app.verification_token,
        "team_id": workspace.id,
        "enterprise_id": _enterprise_id(workspace),
        "context_team_id": workspace.id,
        "context_enterprise_id": _enterprise_id(workspace),
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id or workspace.realm.new_id("Ev"),
        "event_time": workspace.realm.seconds(),
        "authorizations": [
            {
                "enterprise_id": _enterprise_id(workspace),
                "team_id": workspace.id,
                "user_id": workspace.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": workspace.is_org_install,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secret()}",
    }


def slash_command(
    workspace: "Workspace", person: Person, channel: Channel, command: str, text: str
) -> JsonObject:
    """Write what a person typed as a slash command."""
    above = workspace.organisation
    enterprise = {} if above is None else {"enterprise_id": above.id, "enterprise_name": above.name}
    return enterprise | {
        "token": workspace.realm.app.verification_token,
        "team_id": workspace.id,
        "team_domain": workspace.domain,
        "channel_id": channel.id,
        "channel_name": _channel_name(channel),
        "user_id": person.id,
        "user_name": person.handle,
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "true" if workspace.is_org_install else "false",
        "response_url": _response_url(workspace, person, channel.id, None),
        "trigger_id": workspace.tickets.trigger(person.id),
    }


def message_action(
    workspace: "Workspace", person: Person, message: Message, action: JsonObject, state: JsonObject
) -> JsonObject:
    """Write a press on an element of a message."""
    channel = workspace.room(message.channel).channel
    payload = _interaction(workspace, person, "block_actions") | {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.ephemeral,
        },
        "channel": {"id": channel.id, "name": _channel_name(channel)},
        "state": {"values": state},
        "response_url": _response_url(workspace, person, channel.id, message.ts),
        "trigger_id": workspace.tickets.trigger(person.id),
        "actions": [action],
    }
    if not message.ephemeral:
        payload["message"] = shapes.message(workspace, message)
    return payload


def view_action(
    workspace: "Workspace", person: Person, view: View, action: JsonObject
) -> JsonObject:
    """Write a press on an element of a Home or a modal."""
    written = shapes.view(workspace, view)
    return _interaction(workspace, person, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": written,
        "state": written["state"],
        "trigger_id": workspace.tickets.trigger(person.id),
        "actions": [action],
    }


def view_submission(workspace: "Workspace", person: Person, view: View) -> JsonObject:
    """Write the submission of a modal."""
    return _interaction(workspace, person, "view_submission") | {
        "trigger_id": workspace.tickets.trigger(person.id),
        "view": shapes.view(workspace, view),
        "response_urls": [],
    }


def view_closed(
    workspace: "Workspace", person: Person, view: View, *, is_cleared: bool
) -> JsonObject:
    """Write that a person closed a modal."""
    return _interaction(workspace, person, "view_closed") | {
        "view": shapes.view(workspace, view),
        "is_cleared": is_cleared,
    }


def _interaction(workspace: "Workspace", person: Person, kind: str) -> JsonObject:
    above = workspace.organisation
    return {
        "type": kind,
        "team": {"id": workspace.id, "domain": workspace.domain},
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": workspace.id,
        },
        "api_app_id": workspace.app_id,
        "token": workspace.realm.app.verification_token,
        "enterprise": None if above is None else {"id": above.id, "name": above.name},
        "is_enterprise_install": workspace.is_org_install,
    }


def _enterprise_id(workspace: "Workspace") -> str | None:
    return None if workspace.organisation is None else workspace.organisation.id


def _channel_name(channel: Channel) -> str:
    names = {"dm": "directmessage", "private": "privategroup"}
    return names.get(channel.kind, channel.name)


def _response_url(workspace: "Workspace", person: Person, channel: str, ts: str | None) -> str:
    key = secret()
    workspace.tickets.reply(key, person.id, channel, ts)
    return f"{workspace.realm.url}/response/{workspace.id}/{key}"
