"""Owns what the person at the page does: each call turned into that person's own doing."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from bot.sandbox import own_commands
from bot.sandbox.model import Ack, Dnd, JsonObject, Message, Person, Problem, View

if TYPE_CHECKING:
    from bot.sandbox.person import Actor
    from bot.sandbox.workspace import Workspace


_LONGEST_STATUS = 100
_LONGEST_MINUTES = 30 * 24 * 60.0


class Deed:
    """One thing the person at the page does."""

    def __init__(self, workspace: "Workspace", me: Person, body: JsonObject) -> None:
        self.workspace = workspace
        self.me = me
        self.body = body

    @property
    def actor(self) -> "Actor":
        """The hands it is done with."""
        return self.workspace.actor(self.me.id)

    def text(self, name: str) -> str:
        """Read a field that must be text."""
        value = self.body.get(name)
        if not isinstance(value, str):
            raise UnfitError(f"{name} must be text")
        return value

    def number(self, name: str) -> float:
        """Read a field that must be a number, zero or more."""
        value = self.body[name]
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise UnfitError(f"{name} must be a number, zero or more")
        return float(value)

    def object(self, name: str) -> JsonObject:
        """Read a field that is an object, or empty."""
        value = self.body.get(name) or {}
        if not isinstance(value, dict):
            raise UnfitError(f"{name} must be an object")
        return value


class UnfitError(Exception):
    """A request the page would not make."""


class UnansweredError(Exception):
    """What a person did and the bot did not take up."""

    def __init__(self, problem: Problem, text: str) -> None:
        super().__init__(text)
        self.problem = problem


Action: TypeAlias = Callable[[Deed], Awaitable[JsonObject]]


async def _command(deed: Deed) -> JsonObject:
    command, channel = deed.text("command"), deed.text("channel")
    ack = await deed.actor.command(command, deed.text("text"), channel=channel)
    try:
        return _answered(ack, command)
    except UnansweredError as unanswered:
        # Slack says so where it was typed, among the messages of that time.
        own_commands.tell(
            deed.workspace, deed.me, deed.workspace.room(channel), str(unanswered), "problem"
        )
        raise


async def _press(deed: Deed) -> JsonObject:
    ack = await deed.actor.press(
        _target(deed),
        deed.text("action_id"),
        block_id=deed.text("block_id"),
        value=deed.body.get("selected", deed.body.get("value")),
        values=deed.object("values"),
    )
    return _answered(ack, "The action")


async def _react(deed: Deed) -> JsonObject:
    room = deed.workspace.room(deed.text("channel"))
    message, name = room.get(deed.text("ts")), deed.text("name")
    acting = deed.actor.react if deed.body.get("on") else deed.actor.unreact
    # Whether the bot takes the event up is not for the person to see.
    await acting(message, name)
    return {}


async def _submit(deed: Deed) -> JsonObject:
    ack = await deed.actor.submit(deed.text("view_id"), deed.object("values"))
    errors = ack.body.get("errors") if ack.ok else None
    return {"errors": errors} if errors else _answered(ack, "The form")


async def _close(deed: Deed) -> JsonObject:
    await deed.actor.close(deed.text("view_id"))
    return {}


async def _open_home(deed: Deed) -> JsonObject:
    await deed.actor.open_home()
    return {}


async def _status(deed: Deed) -> JsonObject:
    text, emoji = deed.text("text"), deed.text("emoji")
    if len(text) > _LONGEST_STATUS:
        raise UnfitError(f"a status has {_LONGEST_STATUS} characters at most")
    await deed.actor.set_status(text, f":{emoji}:" if emoji else "", until=_after_minutes(deed))
    return {}


async def _huddle(deed: Deed) -> JsonObject:
    await deed.actor.set_huddle(on=bool(deed.body.get("on")))
    return {}


async def _dnd(deed: Deed) -> JsonObject:
    now, end = deed.workspace.realm.clock.now(), _after_minutes(deed)
    await deed.actor.set_dnd(None if end is None else Dnd(now, end))
    return {}


def _after_minutes(deed: Deed) -> datetime | None:
    """Find the end of something that lasts for some minutes; of none it has no end."""
    minutes = deed.number("minutes") if deed.body.get("minutes") is not None else 0.0
    if not minutes:
        return None
    longest = min(minutes, _LONGEST_MINUTES)
    return deed.workspace.realm.clock.now() + timedelta(minutes=longest)


async def _say(deed: Deed) -> JsonObject:
    return {"ts": deed.actor.say(deed.text("channel"), deed.text("text")).ts}


def _target(deed: Deed) -> Message | View:
    container = deed.object("container")
    match container.get("type"):
        case "message":
            room = deed.workspace.room(str(container.get("channel")))
            return room.get(str(container.get("ts")), deed.me.id)
        case "home":
            home = deed.actor.home()
            if home is None:
                raise LookupError("no Home")
            return home
        case "view":
            return deed.workspace.views.get(str(container.get("id")))
        case other:
            raise UnfitError(f"there is no container {other}")


def _answered(ack: Ack, what: str) -> JsonObject:
    if ack.problem == "operation_timeout":
        raise UnansweredError(ack.problem, f"{what} failed because the app did not respond.")
    if ack.problem:
        raise UnansweredError(ack.problem, f'{what} failed with the error "{ack.problem}".')
    return {}


ACTIONS: dict[str, Action] = {
    "command": _command,
    "press": _press,
    "react": _react,
    "submit": _submit,
    "close": _close,
    "home": _open_home,
    "say": _say,
    "status": _status,
    "huddle": _huddle,
    "dnd": _dnd,
}
