"""Owns what the browser page calls: the picture, the news, and what the person does."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from aiohttp import web

from bot.sandbox.errors import SlackError
from bot.sandbox.guard import Handler, refuse
from bot.sandbox.model import Ack, JsonObject, Message, Person, Problem, View

if TYPE_CHECKING:
    from bot.sandbox.driving import Driver
    from bot.sandbox.page_state import Eyes
    from bot.sandbox.person import Actor
    from bot.sandbox.realm import Realm
    from bot.sandbox.workspace import Workspace

Action: TypeAlias = Callable[["Deed"], Awaitable[JsonObject]]

_STATUS: dict[Problem, int] = {"operation_timeout": 504}
_ADVANCE_LIMIT = 7 * 24 * 3_600.0


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
            raise _Unfit(f"{name} must be text")
        return value

    def number(self, name: str) -> float:
        """Read a field that must be a number, zero or more."""
        value = self.body[name]
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise _Unfit(f"{name} must be a number, zero or more")
        return float(value)

    def object(self, name: str) -> JsonObject:
        """Read a field that is an object, or empty."""
        value = self.body.get(name) or {}
        if not isinstance(value, dict):
            raise _Unfit(f"{name} must be an object")
        return value


class _Unfit(Exception):  # noqa: N818 - it is about the request, not a failure of the program
    """A request the page would not make."""


class _Unanswered(Exception):  # noqa: N818 - the bot's failure, told to the person
    """What a person did and the bot did not take up."""

    def __init__(self, problem: Problem, text: str) -> None:
        super().__init__(text)
        self.problem = problem


class PageApi:
    """Answers the page for all workspaces of a sandbox, told apart by who looks."""

    def __init__(
        self,
        realm: "Realm",
        workspaces: Mapping[str, "Workspace"],
        eyes: "Eyes",
        driver: "Driver",
        *,
        keep_alive: float = 15.0,
    ) -> None:
        self._realm = realm
        self._workspaces = workspaces
        self._eyes = eyes
        self._driver = driver
        self._keep_alive = keep_alive

    def routes(self) -> list[web.RouteDef]:
        """List what the page may call."""
        actions: dict[str, Action] = {
            "command": _command,
            "press": _press,
            "react": _react,
            "submit": _submit,
            "close": _close,
            "home": _open_home,
            "say": _say,
            "clock": self._clock,
        }
        posts = [web.post(f"/sandbox/{name}", self._doing(act)) for name, act in actions.items()]
        return [
            web.get("/sandbox/state", self._state),
            web.get("/sandbox/live", self._live),
            *posts,
        ]

    async def _state(self, request: web.Request) -> web.Response:
        try:
            workspace, me = self._who(request.query.get("me"))
            picture = self._eyes.look(workspace, me, request.query.get("channel"))
        except (LookupError, SlackError):
            return refuse(404, "not_found", "There is no such person or channel.")
        return web.json_response(picture)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        changes = self._realm.changes
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        told = -1
        with suppress(ConnectionError):
            while not changes.closed:
                if changes.revision > told:
                    told = changes.revision
                    await response.write(f'data: {{"revision": {told}}}\n\n'.encode())
                elif not await self._news_after(told):
                    await response.write(b": still here\n\n")
        return response

    async def _news_after(self, told: int) -> bool:
        changes = self._realm.changes
        try:
            async with asyncio.timeout(self._keep_alive):
                await changes.until(lambda: changes.revision > told or changes.closed)
        except TimeoutError:
            return False
        return True

    def _doing(self, act: Action) -> Handler:
        async def serve(request: web.Request) -> web.StreamResponse:
            try:
                body = _object(await request.json())
                workspace, me = self._who(body.get("me"))
                return web.json_response(await act(Deed(workspace, me, body)))
            except (json.JSONDecodeError, _Unfit) as unfit:
                return refuse(400, "invalid_arguments", f"The sandbox cannot read this: {unfit}.")
            except LookupError:
                return refuse(404, "not_found", "This is not there any more.")
            except SlackError as refusal:
                return refuse(409, refusal.code, f"Slack would not do this: {refusal.code}.")
            except _Unanswered as unanswered:
                status = _STATUS.get(unanswered.problem, 502)
                return refuse(status, unanswered.problem, str(unanswered))

        return serve

    def _who(self, me: object) -> tuple["Workspace", Person]:
        for workspace in self._workspaces.values():
            for person in workspace.people.values() if me is None else ():
                if not person.simulated and not person.is_bot:
                    return workspace, person
            if isinstance(me, str) and me in workspace.people:
                return workspace, workspace.people[me]
        raise LookupError("nobody")

    async def _clock(self, deed: Deed) -> JsonObject:
        if "speed" in deed.body:
            self._driver.set_speed(deed.number("speed"))
        if "advance_seconds" in deed.body:
            self._driver.run_for(min(deed.number("advance_seconds"), _ADVANCE_LIMIT))
        if deed.body.get("until") == "next_dm":
            self._driver.run_to_next_message(deed.me.id)
        return {"speed": self._realm.clock.speed, "until": self._driver.until}


def _object(body: object) -> JsonObject:
    if not isinstance(body, dict):
        raise _Unfit("the body must be an object")
    return body


async def _command(deed: Deed) -> JsonObject:
    command = deed.text("command")
    ack = await deed.actor.command(command, deed.text("text"), channel=deed.text("channel"))
    return _answered(ack, command)


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
            raise _Unfit(f"there is no container {other}")


def _answered(ack: Ack, what: str) -> JsonObject:
    if ack.problem == "operation_timeout":
        raise _Unanswered(ack.problem, f"{what} failed because the app did not respond.")
    if ack.problem:
        raise _Unanswered(ack.problem, f'{what} failed with the error "{ack.problem}".')
    return {}
