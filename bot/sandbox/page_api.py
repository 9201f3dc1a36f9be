"""Owns what the browser page calls: the picture, the news, and what the person does."""

import asyncio
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web

from bot.sandbox.errors import Code, SlackError
from bot.sandbox.guard import Handler, refuse
from bot.sandbox.model import JsonObject, Person, Problem
from bot.sandbox.page_deeds import ACTIONS, Action, Deed, UnansweredError, UnfitError

if TYPE_CHECKING:
    from bot.sandbox.driving import Driver
    from bot.sandbox.page_state import Eyes
    from bot.sandbox.realm import Realm
    from bot.sandbox.workspace import Workspace

_STATUS: dict[Problem, int] = {"operation_timeout": 504}
_SAID: dict[Code, str] = {
    "restricted_action": "This Messages tab is read-only, as in Slack: type in a channel.",
}
_LOCALE = re.compile(r"([a-z]{2})(?:-([a-z]{2}))?\b", re.ASCII | re.IGNORECASE)
_REGIONS = {"de": "DE", "en": "US", "es": "ES", "fr": "FR", "ja": "JP", "pt": "BR"}
"""What Slack calls a language for which a browser names no region."""
_ADVANCE_LIMIT = 7 * 24 * 3_600.0


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
        self._greeted: set[str] = set()

    def routes(self) -> list[web.RouteDef]:
        """List what the page may call."""
        actions: dict[str, Action] = {**ACTIONS, "clock": self._clock}
        posts = [web.post(f"/sandbox/{name}", self._doing(act)) for name, act in actions.items()]
        return [
            web.get("/sandbox/state", self._state),
            web.get("/sandbox/live", self._live),
            *posts,
        ]

    async def _state(self, request: web.Request) -> web.Response:
        try:
            workspace, me = self._who(request.query.get("me"))
            arriving = "me" not in request.query
            if arriving:
                me = self._greet(workspace, me, request.headers.get("Accept-Language", ""))
            picture = self._eyes.look(
                workspace, me, request.query.get("channel"), arriving=arriving
            )
        except (LookupError, SlackError):
            return refuse(404, "not_found", "There is no such person or channel.")
        return web.json_response(picture)

    def _greet(self, workspace: "Workspace", me: Person, languages: str) -> Person:
        """Show Slack in the browser's language to whoever comes for the first time.

        The bot hears of it as it would of anybody's: when it asks, or when they change it.
        """
        if me.id in self._greeted:
            return me
        self._greeted.add(me.id)
        first = _LOCALE.match(languages.strip())
        if first is None:
            return me
        language = first[1].lower()
        region = first[2] or _REGIONS.get(language)
        if region is None:
            return me
        return workspace.change_person(me.id, locale=f"{language}-{region.upper()}")

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
            except (json.JSONDecodeError, UnfitError) as unfit:
                return refuse(400, "invalid_arguments", f"The sandbox cannot read this: {unfit}.")
            except LookupError:
                return refuse(404, "not_found", "This is not there any more.")
            except SlackError as refusal:
                plain = f"Slack would not do this: {refusal.code}."
                return refuse(409, refusal.code, _SAID.get(refusal.code, plain))
            except UnansweredError as unanswered:
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
            self._driver.run_to_next_message(deed.workspace, deed.me.id)
        return {"speed": self._realm.clock.speed, "until": self._driver.until}


def _object(body: object) -> JsonObject:
    if not isinstance(body, dict):
        raise UnfitError("the body must be an object")
    return body
