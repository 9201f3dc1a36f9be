"""Owns what Slack hands out for a short while: trigger ids, response URLs, Socket Mode tickets."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.sandbox.errors import SlackError
from bot.sandbox.realm import secret

if TYPE_CHECKING:
    from datetime import datetime

    from bot.sandbox.realm import Realm

# Old tickets are forgotten beyond this many: by then they expired, or nobody meant to use them.
_KEPT = 2_000
_RESPONSE_USES = 5
_RESPONSE_LIFE = timedelta(minutes=30)

_Ticket = TypeVar("_Ticket")


@dataclass(slots=True)
class Trigger:
    """The right to open one modal for a person, soon."""

    user: str
    # Real time: it bounds a round trip to the bot, which takes real seconds at any sandbox speed.
    expires: float
    used: bool = False


@dataclass(slots=True)
class Reply:
    """The right to answer a command or a press at its response URL."""

    user: str
    channel: str
    ts: str | None
    expires: "datetime"
    left: int = _RESPONSE_USES


class _Shelf(Generic[_Ticket]):
    def __init__(self) -> None:
        self._tickets: OrderedDict[str, _Ticket] = OrderedDict()

    def add(self, key: str, ticket: _Ticket) -> None:
        self._tickets[key] = ticket
        if len(self._tickets) > _KEPT:
            self._tickets.popitem(last=False)

    def get(self, key: str) -> _Ticket | None:
        return self._tickets.get(key)


class Tickets:
    """The short-lived rights that one workspace gave its bot."""

    def __init__(self, realm: "Realm") -> None:
        self._realm = realm
        self._triggers: _Shelf[Trigger] = _Shelf()
        self._replies: _Shelf[Reply] = _Shelf()
        self._sockets: dict[str, None] = {}

    def trigger(self, user: str) -> str:
        """Hand out a trigger id for what a person just did."""
        trigger_id = f"{self._realm.micros()}.{secret()}"
        expires = time.monotonic() + self._realm.patience
        self._triggers.add(trigger_id, Trigger(user, expires))
        return trigger_id

    def has_trigger(self, trigger_id: str) -> bool:
        """Tell whether a trigger id was handed out here."""
        return self._triggers.get(trigger_id) is not None

    def exchange(self, trigger_id: str) -> str:
        """Use up a trigger id and tell whose it was."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() > trigger.expires:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def reply(self, key: str, user: str, channel: str, ts: str | None) -> None:
        """Let a response URL be used, for a message when there is one to replace."""
        expires = self._realm.clock.now() + _RESPONSE_LIFE
        self._replies.add(key, Reply(user, channel, ts, expires))

    def use_reply(self, key: str) -> Reply | str:
        """Use a response URL once, or tell why Slack would not let it."""
        reply = self._replies.get(key)
        if reply is None or self._realm.clock.now() > reply.expires:
            return "expired_url"
        if not reply.left:
            return "used_url"
        reply.left -= 1
        return reply

    def socket(self) -> str:
        """Hand out a ticket for one Socket Mode connection."""
        ticket = secret()
        self._sockets[ticket] = None
        while len(self._sockets) > _KEPT:
            del self._sockets[next(iter(self._sockets))]
        return ticket

    def admit(self, ticket: str) -> bool:
        """Use up a Socket Mode ticket."""
        return self._sockets.pop(ticket, ticket) is None
