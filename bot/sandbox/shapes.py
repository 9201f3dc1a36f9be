"""Owns how people, channels, messages and views look in Slack's JSON."""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.sandbox.inputs import state_of
from bot.sandbox.model import Channel, JsonObject, Message, Person, View

if TYPE_CHECKING:
    from bot.sandbox.room import Room
    from bot.sandbox.workspace import Workspace


def user(workspace: "Workspace", person: Person, *, with_locale: bool = False) -> JsonObject:
    """Write a person as `users.info` does."""
    shape: JsonObject = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.handle,
        "deleted": person.deleted,
        "color": person.colour.removeprefix("#"),
        "real_name": person.name,
        "profile": _profile(person),
        "is_admin": person.is_admin,
        "is_owner": person.is_owner,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": workspace.realm.seconds(),
        **_zone(person, workspace.realm.clock.now()),
    }
    if with_locale:
        shape["locale"] = person.locale
    return shape


def channel(workspace: "Workspace", room: "Room", *, with_count: bool = False) -> JsonObject:
    """Write a conversation as `conversations.info` does."""
    one = room.channel
    shape: JsonObject = {
        "id": one.id,
        "created": one.created,
        "is_archived": one.is_archived,
        "is_im": one.kind == "dm",
        "is_mpim": False,
        "context_team_id": workspace.id,
        "is_org_shared": False,
    }
    if one.kind == "dm":
        shape |= {"user": one.with_user, "is_user_deleted": _deleted(workspace, one)}
    else:
        shape |= {
            "name": one.name,
            "name_normalized": one.name,
            "is_channel": one.kind == "channel",
            "is_group": one.kind == "private",
            "is_private": one.kind == "private",
            "is_general": one.name == "general",
            "is_shared": False,
            "is_ext_shared": False,
            "is_member": workspace.has_bot(room),
        }
    if with_count:
        shape["num_members"] = len(room.members)
    return shape


def message(workspace: "Workspace", one: Message) -> JsonObject:
    """Write a message as the Web API and interactions do."""
    shape: JsonObject = {
        "type": "message",
        "user": one.user,
        "team": workspace.id,
        "ts": one.ts,
        "text": one.text,
    }
    if one.user == workspace.bot_user_id:
        shape |= {"bot_id": workspace.bot_id, "app_id": workspace.app_id}
    if one.blocks:
        shape["blocks"] = list(one.blocks)
    if one.thread_ts:
        shape["thread_ts"] = one.thread_ts
    if one.metadata:
        shape["metadata"] = one.metadata
    if one.edited:
        shape["edited"] = {"user": one.user, "ts": one.edited}
    if one.reactions:
        shape["reactions"] = [
            {"name": each.name, "users": list(each.users), "count": len(each.users)}
            for each in one.reactions
        ]
    return shape


def view(workspace: "Workspace", one: View) -> JsonObject:
    """Write a view as the views methods and interactions do."""
    content = one.content
    installed_in = workspace.organisation if workspace.is_org_install else None
    return {
        "id": one.id,
        "team_id": workspace.id,
        "type": one.type,
        "blocks": list(one.blocks),
        "private_metadata": one.private_metadata,
        "callback_id": one.callback_id,
        "state": {"values": state_of(one.blocks, one.chosen)},
        "hash": one.hash,
        "title": content.get("title"),
        "submit": content.get("submit"),
        "close": content.get("close"),
        "clear_on_close": bool(content.get("clear_on_close")),
        "notify_on_close": bool(content.get("notify_on_close")),
        "root_view_id": one.root_id,
        "previous_view_id": one.previous_id,
        "app_id": workspace.app_id,
        "external_id": one.external_id,
        "app_installed_team_id": installed_in.id if installed_in else workspace.id,
        "bot_id": workspace.bot_id,
    }


def dnd(person: Person, now: datetime) -> JsonObject:
    """Write when a person must not be disturbed, as `dnd.info` does."""
    hours = person.dnd
    if hours is None or max(hours.end, hours.snoozed_until or hours.end) <= now:
        # Slack's own answer for somebody who has no Do Not Disturb hours.
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    snoozed = hours.snoozed_until is not None and hours.snoozed_until > now
    shape: JsonObject = {
        "dnd_enabled": True,
        "next_dnd_start_ts": int(hours.start.timestamp()),
        "next_dnd_end_ts": int(hours.end.timestamp()),
        "snooze_enabled": snoozed,
    }
    if snoozed and hours.snoozed_until is not None:
        shape["snooze_endtime"] = int(hours.snoozed_until.timestamp())
        shape["snooze_remaining"] = int((hours.snoozed_until - now).total_seconds())
    return shape


def without_snooze(status: JsonObject) -> JsonObject:
    """Leave out what Slack tells nobody but the person, whose snooze then is the stretch."""
    end = status.get("snooze_endtime")
    shown = {key: value for key, value in status.items() if not key.startswith("snooze")}
    if end is None:
        return shown
    return shown | {"next_dnd_start_ts": end - status["snooze_remaining"], "next_dnd_end_ts": end}


def _deleted(workspace: "Workspace", one: Channel) -> bool:
    return workspace.people[one.with_user].deleted if one.with_user else False


def _profile(person: Person) -> JsonObject:
    status = person.status
    return {
        "real_name": person.name,
        "real_name_normalized": person.name,
        "display_name": person.handle,
        "display_name_normalized": person.handle,
        "status_text": status.text,
        "status_emoji": status.emoji,
        "status_expiration": int(status.until.timestamp()) if status.until else 0,
        "huddle_state": "in_a_huddle" if person.in_huddle else "default_unset",
        "team": person.team_id,
    }


@cache
def zone(name: str) -> ZoneInfo:
    """Find a time zone; zoneinfo's own cache is small and reads files again."""
    return ZoneInfo(name)


def _zone(person: Person, now: datetime) -> JsonObject:
    if not person.tz:
        return {"tz": person.tz, "tz_label": "", "tz_offset": 0}
    local = now.astimezone(zone(person.tz))
    offset = local.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    return {"tz": person.tz, "tz_label": local.tzname() or person.tz, "tz_offset": seconds}
