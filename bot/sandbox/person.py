"""Owns acting as a person: typing commands, reacting, changing one's status, and looking."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Unpack

from bot.sandbox import events, forms, own_commands, payloads, replies
from bot.sandbox.errors import SlackError
from bot.sandbox.model import About, Ack, Dnd, Draft, JsonObject, Message, Person, Status, View
from bot.sandbox.payloads import Parcel
from bot.sandbox.tickets import Reply

if TYPE_CHECKING:
    from bot.sandbox.room import Room
    from bot.sandbox.workspace import Workspace


class Actor:
    """One person's hands and eyes in a workspace."""

    def __init__(self, workspace: "Workspace", person: Person) -> None:
        self._workspace = workspace
        self.id = person.id

    @property
    def person(self) -> Person:
        """Who this is, as the workspace knows them now."""
        return self._workspace.people[self.id]

    async def command(self, command: str, text: str = "", *, channel: str | None = None) -> Ack:
        """Type a slash command, in the direct channel with the bot unless another is named."""
        workspace = self._workspace
        room = self._writable(channel or workspace.direct(self.id).channel.id)
        workspace.deeds(self.id).commands.append(f"{command} {text}".strip())
        workspace.realm.changes.bump()
        if command == own_commands.INVITE:
            return await own_commands.invite(workspace, self.person, room, text)
        if not workspace.has_app:
            own_commands.tell(workspace, self.person, room, f"{command} is not a valid command")
            return Ack(status=0)
        payload = payloads.slash_command(workspace, self.person, room.channel, command, text)
        ack = await workspace.delivery.once(workspace, Parcel("slash_commands", payload))
        if not ack.ok or not (ack.body.get("text") or ack.body.get("blocks")):
            return ack
        reply = Reply(self.id, room.channel.id, None, workspace.realm.clock.now())
        try:
            replies.answer(workspace, reply, ack.body)
        except SlackError:
            return replace(ack, problem="invalid_response")
        return ack

    async def press(
        self,
        target: Message | View,
        action_id: str,
        *,
        block_id: str | None = None,
        value: Any = None,  # noqa: ANN401 - whatever the element takes
        values: JsonObject | None = None,
    ) -> Ack:
        """Press a button, or choose a value in another element, of a message, a Home or a modal.

        `value` is the button's own (to tell it from another) or the choice; `values` are what else
        stands in the view, as in `submit`.
        """
        press = forms.Press(action_id, block_id, value, values or {})
        if isinstance(target, Message):
            self._workspace.deeds(self.id).pressed += 1
            return await forms.press_message(self._workspace, self.person, target, press)
        return await forms.press_view(self._workspace, self.person, target, press)

    async def submit(self, view_id: str, state: JsonObject | None = None) -> Ack:
        """Submit a modal: what was entered before and now, over the inputs' initial values."""
        return await forms.submit(self._workspace, self.person, view_id, state or {})

    async def close(self, view_id: str) -> Ack:
        """Close a modal and those above it."""
        return await forms.close(self._workspace, self.person, view_id)

    async def react(self, message: Message, name: str) -> Ack:
        """Put an emoji under a message."""
        room = self._workspace.room(message.channel)
        after = room.react(message.ts, name, self.id)
        self._workspace.deeds(self.id).reacted += 1
        self._workspace.realm.changes.bump()
        return await events.reaction(self._workspace, after, self.id, name, "reaction_added")

    async def unreact(self, message: Message, name: str) -> Ack:
        """Take one's emoji from a message."""
        after = self._workspace.room(message.channel).unreact(message.ts, name, self.id)
        self._workspace.realm.changes.bump()
        return await events.reaction(self._workspace, after, self.id, name, "reaction_removed")

    async def open_home(self) -> Ack:
        """Open the app's Home tab."""
        self._workspace.deeds(self.id).homes_opened += 1
        self._workspace.realm.changes.bump()
        return await events.home_opened(self._workspace, self.person)

    async def change(self, **about: Unpack[About]) -> Ack:
        """Change one's profile, such as the time zone, and let the bot hear of it."""
        person = self._workspace.change_person(self.id, **about)
        return await events.person_changed(self._workspace, person, "user_change")

    async def set_status(
        self, text: str = "", emoji: str = "", *, until: datetime | None = None
    ) -> Ack:
        """Set one's status, or clear it; at its end Slack clears it, and tells of that too."""
        status = Status(text, emoji, until)
        ack = await self.change(status=status)
        if until is not None:
            self._workspace.delivery.spawn(self._clear(status, until))
        return ack

    async def set_dnd(self, dnd: Dnd | None) -> Ack:
        """Set one's Do Not Disturb hours, or clear them."""
        person = self._workspace.change_person(self.id, dnd=dnd)
        return await events.dnd_changed(self._workspace, person)

    async def set_huddle(self, *, on: bool) -> Ack:
        """Enter or leave a huddle; Slack tells of it twice, for those who subscribe to both."""
        ack = await self.change(in_huddle=on)
        await events.person_changed(self._workspace, self.person, "user_huddle_changed")
        return ack

    async def _clear(self, status: Status, until: datetime) -> None:
        clock = self._workspace.realm.clock
        await clock.sleep((until - clock.now()).total_seconds())
        if self.person.status is status:
            await self.set_status()

    def say(self, channel: str, text: str) -> Message:
        """Write an ordinary message, which the bot does not hear of."""
        workspace = self._workspace
        message = self._writable(channel).post(self.id, Draft(text), workspace.realm.micros())
        workspace.realm.changes.bump()
        return message

    def dm(self) -> list[Message]:
        """List the bot's messages in the direct channel, oldest first."""
        bot = self._workspace.bot_user_id
        messages = self._workspace.direct(self.id).messages.values()
        return [message for message in messages if message.user == bot]

    def seen(self, channel: str | None = None) -> list[Message]:
        """List everything this person sees in a channel, or with the bot, ephemeral included."""
        room = self._workspace.room(channel) if channel else self._workspace.direct(self.id)
        return room.seen_by(self.id)

    def modal(self) -> View | None:
        """Find the modal on top, if one is open."""
        stack = self._workspace.views.stack(self.id)
        return stack[-1] if stack else None

    def home(self) -> View | None:
        """Find the Home that was published to this person, if any."""
        return self._workspace.views.home(self.id)

    def _writable(self, channel: str) -> "Room":
        room = self._workspace.room(channel)
        if self._workspace.read_only(room):
            raise SlackError("restricted_action")
        return room
