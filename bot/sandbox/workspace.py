"""Owns one Slack workspace in memory: who and what is in it, and how its bot is installed."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Unpack

from bot.sandbox import events
from bot.sandbox.errors import SlackError
from bot.sandbox.model import About, Channel, Kind, Message, Person
from bot.sandbox.person import Actor
from bot.sandbox.place import SCOPES, SUBSCRIPTIONS, Place
from bot.sandbox.realm import Grant, Realm, secret, stamp
from bot.sandbox.room import Room
from bot.sandbox.tickets import Tickets
from bot.sandbox.views import Views

if TYPE_CHECKING:
    from bot.sandbox.delivery import Delivery
    from bot.sandbox.model import JsonObject
    from bot.sandbox.organisation import Organisation

_COLOURS = (
    "#7c3aed", "#0f766e", "#b45309", "#be185d", "#1d4ed8",
    "#15803d", "#b91c1c", "#6d28d9", "#0e7490", "#a16207",
)  # fmt: skip


@dataclass(slots=True)
class Deeds:
    """What a person has done so far, as far as hints ask."""

    modals_submitted: int = 0
    reacted: int = 0
    pressed: int = 0
    homes_opened: int = 0
    commands: deque[str] = field(default_factory=lambda: deque(maxlen=50))


class Workspace(Place):
    """A workspace's state; other modules act on it."""

    def __init__(
        self,
        realm: Realm,
        delivery: "Delivery",
        name: str,
        bot_name: str,
        organisation: "Organisation | None" = None,
    ) -> None:
        super().__init__(realm, "T", name)
        self.delivery = delivery
        self.organisation = organisation
        self.domain = name.lower().replace(" ", "-")
        self.app_token = f"xapp-1-{self.app_id}-{secret()}"
        realm.grants[self.app_token] = Grant(self.id, "app")
        self.scopes = SCOPES
        self.events_url: str | None = None
        self.messages_tab_read_only = False
        self.subscriptions: frozenset[str] = SUBSCRIPTIONS
        self.people: dict[str, Person] = {}
        self.rooms: dict[str, Room] = {}
        self.views = Views(realm)
        self.tickets = Tickets(realm)
        self.on_direct_message: list[Callable[[Person, Message], None]] = []
        self._rooms_by_name: dict[str, Room] = {}
        self._dms: dict[str, Room] = {}
        self._deeds: dict[str, Deeds] = {}
        self._last_event = 0
        if organisation is not None:
            self.bot_id = organisation.bot_id
            organisation.workspaces.append(self)
        self.bot_user_id = organisation.bot_user_id if organisation else realm.new_id("U")
        self._add(Person(id=self.bot_user_id, team_id=self.id, name=bot_name, is_bot=True))

    def __repr__(self) -> str:
        return f"Workspace({self.id}, {self.name!r})"

    def add_person(self, *, name: str, **about: Unpack[About]) -> Person:
        """Let somebody join the workspace."""
        colour = _COLOURS[len(self.people) % len(_COLOURS)]
        about.setdefault("colour", colour)
        return self._add(Person(id=self.realm.new_id("U"), team_id=self.id, name=name, **about))

    def change_person(self, user_id: str, **about: Unpack[About]) -> Person:
        """Change what is known about somebody, telling nobody."""
        person = replace(self.people[user_id], **about)
        self.people[user_id] = person
        self.realm.changes.bump()
        return person

    def add_channel(
        self, name: str, members: Sequence[str] = (), *, kind: Kind = "channel"
    ) -> Channel:
        """Create a channel with its first members."""
        channel = Channel(self.realm.new_id("C"), name, kind, created=self.realm.seconds())
        self._rooms_by_name[name] = self._add_room(channel, list(members))
        return channel

    def archive(self, channel_id: str) -> None:
        """Close a channel to new messages."""
        room = self.rooms[channel_id]
        room.channel = replace(room.channel, is_archived=True)
        self.realm.changes.bump()

    def direct(self, user_id: str) -> Room:
        """Find the bot's conversation with a person, opening it when there is none."""
        room = self._dms.get(user_id)
        if room is None:
            channel_id, created = self.realm.new_id("D"), self.realm.seconds()
            name = self.people[self.bot_user_id].name
            channel = Channel(channel_id, name, "dm", with_user=user_id, created=created)
            room = self._dms[user_id] = self._add_room(channel, [user_id, self.bot_user_id])
        return room

    def room(self, channel_id: str) -> Room:
        """Find a conversation by its id."""
        if channel_id not in self.rooms:
            raise SlackError("channel_not_found")
        return self.rooms[channel_id]

    def room_named(self, name: str) -> Room | None:
        """Find a channel by its name, with or without the hash sign."""
        return self._rooms_by_name.get(name.removeprefix("#"))

    def has_bot(self, room: Room) -> bool:
        """Tell whether the bot is in a conversation."""
        return self.bot_user_id in room.members

    def read_only(self, room: Room) -> bool:
        """Tell whether people have no text box in a conversation, as the manifest may ask."""
        return self.messages_tab_read_only and room.channel.kind == "dm"

    def writing_place(self, user_id: str) -> Room:
        """Find where a person types commands: with the bot, or where both are when that is shut."""
        room = self.direct(user_id)
        if not self.read_only(room):
            return room
        shared = (one for one in self.rooms.values() if self._both_write(one, user_id))
        return next(shared, room)

    @property
    def connected(self) -> bool:
        """Whether anything can be sent to the bot now."""
        return self.delivery.reachable(self)

    def deeds(self, user_id: str) -> Deeds:
        """Find what a person has done so far."""
        return self._deeds.setdefault(user_id, Deeds())

    def event_ts(self) -> str:
        """Stamp what happens now, later than whatever was stamped before."""
        self._last_event = max(self.realm.micros(), self._last_event + 100)
        return stamp(self._last_event)

    def actor(self, user_id: str) -> Actor:
        """Act as a person."""
        return Actor(self, self.people[user_id])

    async def uninstall(self) -> None:
        """Remove the app as a person would: its token dies first, then the bot is told."""
        self.removed()
        await events.uninstalled(self, of=self)

    @property
    def is_org_install(self) -> bool:
        """Whether the app is here because the organisation installed it as a whole."""
        return self.organisation is not None and self.organisation.has_access(self)

    @property
    def has_app(self) -> bool:
        """Whether the app is here at all."""
        return self.is_installed or self.is_org_install

    @property
    def signing_secret(self) -> str:
        """What the app is sent is signed with, the same everywhere."""
        return self.realm.app.signing_secret

    @property
    def request_url(self) -> str | None:
        """Where the app is reached over HTTP from here, if anywhere."""
        return self.events_url or self.realm.app.events_url

    def knows(self, one: str) -> bool:
        """Tell whether somebody, a channel, a view or a trigger is of this workspace."""
        is_named = one == self.id or one in self.people or one in self.rooms
        return is_named or self.views.has(one) or self.tickets.has_trigger(one)

    def workspace_for(self, arguments: "JsonObject") -> "Workspace":  # noqa: ARG002 - as every place
        """Find the workspace that a call with this place's token is about: this one."""
        return self

    def workspace_of_anybody(self) -> "Workspace":
        """Find a workspace with people in it: this one."""
        return self

    def identity(self) -> "JsonObject":
        """Describe whose the token of the workspace is."""
        return {"team": self.name, "team_id": self.id, "is_enterprise_install": False}

    def installation(self) -> "JsonObject":
        """Describe the installation as `oauth.v2.access` does."""
        above = self.organisation
        return {
            "team": {"id": self.id, "name": self.name},
            "enterprise": None if above is None else {"id": above.id, "name": above.name},
            "bot_user_id": self.bot_user_id,
            "is_enterprise_install": False,
        }

    def _add(self, person: Person) -> Person:
        self.people[person.id] = person
        self.realm.changes.bump()
        return person

    def _both_write(self, room: Room, user_id: str) -> bool:
        return user_id in room.members and self.has_bot(room) and not self.read_only(room)

    def _add_room(self, channel: Channel, members: list[str]) -> Room:
        room = self.rooms[channel.id] = Room(channel, members)
        self.realm.changes.bump()
        return room
