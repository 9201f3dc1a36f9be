"""Owns the slash commands that are Slack's own: the bot hears nothing of them."""

from typing import TYPE_CHECKING

from bot.sandbox import events
from bot.sandbox.model import Ack, Draft, Note, Person

if TYPE_CHECKING:
    from bot.sandbox.room import Room
    from bot.sandbox.workspace import Workspace

INVITE = "/invite"
# Whom Slack's own lines are from.
SLACKBOT = "USLACKBOT"


async def invite(workspace: "Workspace", person: Person, room: "Room", text: str) -> Ack:
    """Bring somebody, the bot included, into a channel."""
    guest = _named(workspace, text)
    if room.channel.kind == "dm":
        tell(workspace, person, room, "Nobody can be invited into a direct conversation.")
    elif guest is None:
        bot = workspace.people[workspace.bot_user_id].name
        tell(workspace, person, room, _unknown(text, bot))
    elif guest.id in room.members:
        tell(workspace, person, room, f"{guest.name} is already here")
    else:
        room.members[guest.id] = None
        words = f"{guest.name} was added to #{room.channel.name}"
        room.post(guest.id, Draft(words, note="news"), workspace.realm.micros())
        workspace.realm.changes.bump()
        await events.member_joined(workspace, room, guest.id, person.id)
    return Ack(status=0)


def tell(
    workspace: "Workspace", person: Person, room: "Room", text: str, note: Note = "news"
) -> None:
    """Let one person read a line of Slack's own, in the order of time."""
    room.whisper(SLACKBOT, Draft(text, note=note), workspace.realm.micros(), only_for=person.id)
    workspace.realm.changes.bump()


def _named(workspace: "Workspace", text: str) -> Person | None:
    wanted = text.strip().removeprefix("@").casefold()
    people = workspace.people.values()
    return next((one for one in people if wanted in {one.name.casefold(), one.handle}), None)


def _unknown(text: str, bot: str) -> str:
    name = text.strip().removeprefix("@")
    if not name:
        return f"Say whom to invite: {INVITE} @{bot}"
    return f"Nobody here is called @{name}. To bring the app in, type {INVITE} @{bot}"
