"""Owns one conversation's contents: its members and its messages, bounded, each found by its ts."""

from collections import OrderedDict, deque
from dataclasses import replace

from bot.sandbox.errors import SlackError
from bot.sandbox.model import Channel, Draft, Message, Reaction
from bot.sandbox.realm import stamp

# A room forgets its oldest messages beyond this, so that a long run keeps its memory.
_KEPT = 500
# Ephemeral messages never come back in Slack either, once a client was restarted.
_KEPT_EPHEMERAL = 20
# Slack's stamps differ by a hundred microseconds when messages come in the same instant.
_STEP = 100


class Room:
    """A channel with its people and what was said in it."""

    def __init__(self, channel: Channel, members: list[str]) -> None:
        self.channel = channel
        self.members = dict.fromkeys(members)
        self.messages: OrderedDict[str, Message] = OrderedDict()
        self._whispers: dict[str, deque[Message]] = {}
        self._last = 0

    def post(self, user: str, draft: Draft, micros: int) -> Message:
        """Add a message for everybody."""
        message = self._message(user, draft, micros)
        self.messages[message.ts] = message
        if len(self.messages) > _KEPT:
            self.messages.popitem(last=False)
        return message

    def whisper(self, user: str, draft: Draft, micros: int, *, only_for: str) -> Message:
        """Add a message that one person alone sees."""
        message = replace(self._message(user, draft, micros), ephemeral_for=only_for)
        self._whispers.setdefault(only_for, deque(maxlen=_KEPT_EPHEMERAL)).append(message)
        return message

    def get(self, ts: str, viewer: str | None = None) -> Message:
        """Find a message by its ts, a viewer's own ephemeral ones included."""
        found = self.messages.get(ts) or self._whispered(ts, viewer)
        if found is None:
            raise SlackError("message_not_found")
        return found

    def edit(self, ts: str, draft: Draft, micros: int, viewer: str | None = None) -> Message:
        """Replace what a message says."""
        old = self.get(ts, viewer)
        edited = stamp(micros)
        new = replace(old, text=draft.text, blocks=draft.blocks, edited=edited)
        self._swap(old, new)
        return new

    def delete(self, ts: str, viewer: str | None = None) -> Message:
        """Take a message away."""
        old = self.get(ts, viewer)
        if old.ephemeral_for is None:
            del self.messages[ts]
        else:
            self._whispers[old.ephemeral_for].remove(old)
        return old

    def react(self, ts: str, name: str, user: str) -> Message:
        """Put a person's emoji under a message."""
        old = self.messages.get(ts)
        if old is None:
            raise SlackError("message_not_found")
        users = next((one.users for one in old.reactions if one.name == name), None)
        if users is None:
            reactions = (*old.reactions, Reaction(name, (user,)))
        elif user in users:
            raise SlackError("already_reacted")
        else:
            reactions = _with(old.reactions, Reaction(name, (*users, user)))
        new = replace(old, reactions=reactions)
        self.messages[ts] = new
        return new

    def unreact(self, ts: str, name: str, user: str) -> Message:
        """Take a person's emoji from a message."""
        old = self.messages.get(ts)
        if old is None:
            raise SlackError("message_not_found")
        users = next((one.users for one in old.reactions if one.name == name), ())
        if user not in users:
            raise SlackError("no_reaction")
        left = tuple(one for one in users if one != user)
        new = replace(old, reactions=_with(old.reactions, Reaction(name, left)))
        self.messages[ts] = new
        return new

    def seen_by(self, viewer: str) -> list[Message]:
        """List what a person sees here, oldest first, ephemeral messages included."""
        whispers = self._whispers.get(viewer, ())
        return sorted((*self.messages.values(), *whispers), key=lambda one: one.ts)

    def _message(self, user: str, draft: Draft, micros: int) -> Message:
        self._last = max(micros, self._last + _STEP)
        return Message(
            channel=self.channel.id,
            ts=stamp(self._last),
            user=user,
            text=draft.text,
            blocks=draft.blocks,
            thread_ts=draft.thread_ts,
            metadata=draft.metadata,
            note=draft.note,
        )

    def _whispered(self, ts: str, viewer: str | None) -> Message | None:
        whispers = self._whispers.get(viewer, ()) if viewer else ()
        return next((one for one in whispers if one.ts == ts), None)

    def _swap(self, old: Message, new: Message) -> None:
        if old.ephemeral_for is None:
            self.messages[old.ts] = new
        else:
            whispers = self._whispers[old.ephemeral_for]
            whispers[whispers.index(old)] = new


def _with(reactions: tuple[Reaction, ...], changed: Reaction) -> tuple[Reaction, ...]:
    swapped = (changed if one.name == changed.name else one for one in reactions)
    return tuple(one for one in swapped if one.users)
