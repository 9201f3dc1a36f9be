"""Owns what the page is shown: one JSON picture of the sandbox through one person's eyes."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.sandbox import own_commands
from bot.sandbox.model import JsonObject, Message, Person
from bot.sandbox.realm import stamp_time
from bot.sandbox.shapes import zone

if TYPE_CHECKING:
    from bot.sandbox.driving import Driver
    from bot.sandbox.room import Room
    from bot.sandbox.script import Hint, Script
    from bot.sandbox.workspace import Workspace

_SHOWN = 200


class Eyes:
    """What people have read, and what they see now."""

    def __init__(self, script: "Script", driver: "Driver") -> None:
        self._script = script
        self._driver = driver
        self._read: dict[tuple[str, str], str] = {}
        self._done: set[tuple[str, str]] = set()

    def look(
        self, workspace: "Workspace", me: Person, channel: str | None, *, arriving: bool = False
    ) -> JsonObject:
        """Draw the picture; a channel that is named counts as read.

        Who arrives is shown where they can type; who looks around, their channel with the bot.
        """
        dm = workspace.direct(me.id)
        start = workspace.writing_place(me.id) if arriving else dm
        room = workspace.room(channel) if channel else start
        seen = room.seen_by(me.id)[-_SHOWN:]
        if channel and seen:
            self._read[me.id, channel] = seen[-1].ts
        clock, realm = workspace.realm.clock, workspace.realm
        now = clock.now()
        people = [person for person in workspace.people.values() if not person.is_bot]
        rooms = [one for one in workspace.rooms.values() if me.id in one.members]
        return {
            "revision": realm.changes.revision,
            "now": _iso(now, "milliseconds"),
            "speed": clock.speed,
            "until": self._driver.until,
            "bot": _bot(workspace),
            "workspace": {"id": workspace.id, "name": workspace.name},
            "me": _person(me, now) | {"locale": me.locale, "dm": dm.channel.id},
            "people": [_person(person, now) for person in people],
            "channels": [self._channel(workspace, one, me) for one in rooms],
            "channel": room.channel.id,
            "messages": [_message(one) for one in seen],
            "home": _home(workspace, me),
            "modal": _modal(workspace, me),
            "commands": _commands(self._script, workspace),
            "quick_picks": _quick_picks(self._script),
            "hints": [self._hint(workspace, hint, me) for hint in self._script.hints],
        }

    def _channel(self, workspace: "Workspace", room: "Room", me: Person) -> JsonObject:
        channel = room.channel
        read = self._read.get((me.id, channel.id), "")
        others = (one for one in room.messages.values() if one.user != me.id and one.note is None)
        return {
            "id": channel.id,
            "name": channel.name,
            "kind": "dm" if channel.kind == "dm" else "channel",
            "unread": sum(one.ts > read for one in others),
            "has_bot": workspace.has_bot(room),
            "read_only": workspace.read_only(room),
        }

    def _hint(self, workspace: "Workspace", hint: "Hint", me: Person) -> JsonObject:
        room = workspace.room_named(hint.channel) or workspace.direct(me.id)
        command = hint.command
        return {
            "id": hint.id,
            "text": hint.text,
            "command": command and {"command": command.command, "text": command.text},
            "channel": room.channel.id,
            "done": self._is_done(workspace, hint, me),
            "rule": hint.done.rule(),
        }

    def _is_done(self, workspace: "Workspace", hint: "Hint", me: Person) -> bool:
        """Tell whether somebody has done it: once it was ticked off, it stays so."""
        if hint.done.holds(workspace, me.id):
            self._done.add((me.id, hint.id))
        return (me.id, hint.id) in self._done


def _bot(workspace: "Workspace") -> JsonObject:
    bot = workspace.people[workspace.bot_user_id]
    return {"id": bot.id, "name": bot.name, "connected": workspace.connected}


def _person(person: Person, now: datetime) -> JsonObject:
    return {
        "id": person.id,
        "name": person.name,
        "tz": person.tz,
        "local_time": now.astimezone(zone(person.tz or "UTC")).strftime("%H:%M"),
        "colour": person.colour,
        "initials": _initials(person.name),
        "simulated": person.simulated,
        "status": {"text": person.status.text, "emoji": person.status.emoji.strip(":")},
        "in_huddle": person.in_huddle,
        "in_dnd": person.dnd is not None and person.dnd.start <= now < person.dnd.end,
    }


def _initials(name: str) -> str:
    words = name.split()
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    return name[:2].upper()


def _message(message: Message) -> JsonObject:
    return {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": list(message.blocks),
        "reactions": [{"name": one.name, "users": list(one.users)} for one in message.reactions],
        "ephemeral": message.ephemeral,
        "edited": message.edited is not None,
        "note": message.note,
        "at": _iso(stamp_time(message.ts), "seconds"),
    }


def _home(workspace: "Workspace", me: Person) -> JsonObject | None:
    home = workspace.views.home(me.id)
    return {"blocks": list(home.blocks)} if home else None


def _modal(workspace: "Workspace", me: Person) -> JsonObject | None:
    stack = workspace.views.stack(me.id)
    if not stack:
        return None
    top = stack[-1]
    return {
        "id": top.id,
        "title": top.content.get("title"),
        "submit": top.content.get("submit"),
        "close": top.content.get("close"),
        "blocks": list(top.blocks),
        "errors": top.errors,
    }


def _commands(script: "Script", workspace: "Workspace") -> list[JsonObject]:
    bot = workspace.people[workspace.bot_user_id].name
    invite = {
        "command": own_commands.INVITE,
        "usage_hint": f"@{bot}",
        "description": "Slack's own: brings somebody into this channel",
    }
    return [
        {"command": one.command, "usage_hint": one.usage_hint, "description": one.description}
        for one in script.commands
    ] + [invite]


def _quick_picks(script: "Script") -> list[JsonObject]:
    return [{"label": label, "emoji": list(emoji)} for label, emoji in script.quick_picks]


def _iso(instant: datetime, timespec: str) -> str:
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec=timespec) + "Z"
