"""Owns the way of a call through the Web API: its token, its scope, its rate limit, its method."""

from typing import TYPE_CHECKING

from aiohttp import web

from bot.sandbox.api import app, chat, conversations, oauth, people, reactions, requests, views
from bot.sandbox.api.call import Call, Method, Methods
from bot.sandbox.api.door import Door, Knock, too_soon
from bot.sandbox.errors import MissingScopeError, RateLimitedError, SlackError
from bot.sandbox.limits import Limits

if TYPE_CHECKING:
    from bot.sandbox.model import JsonObject
    from bot.sandbox.place import Place
    from bot.sandbox.realm import Grant, Realm

METHODS: Methods = {
    **app.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **people.METHODS,
    **reactions.METHODS,
    **views.METHODS,
}


class WebApi:
    """Answers `/api/<method>` for all places of a sandbox, told apart by the token."""

    def __init__(self, realm: "Realm", *, rate_limits: bool) -> None:
        self.door = Door(realm)
        self._realm = realm
        self._limits = Limits(realm) if rate_limits else None

    async def serve(self, request: web.Request) -> web.Response:
        """Answer one call."""
        name = request.match_info["method"]
        unread: SlackError | None = None
        try:
            token, arguments = await requests.read(request)
        except SlackError as refusal:
            token, arguments, unread = None, {}, refusal
        grant = self._realm.grants.get(token or "")
        knock = Knock(grant.workspace_id if grant else None, name, arguments)

        def act() -> tuple[web.Response, str]:
            try:
                if unread is not None:
                    raise unread
                return self._run(knock, token, grant), "ok"
            except SlackError as refusal:
                return refused(refusal), refusal.code

        return await self.door.through(request, knock, act)

    def _run(self, knock: Knock, token: str | None, grant: "Grant | None") -> web.Response:
        if knock.method == oauth.ACCESS:
            return web.json_response({"ok": True, **oauth.access(self._realm, knock.arguments)})
        method = METHODS.get(knock.method)
        if method is None:
            raise SlackError("unknown_method")
        place = self._admit(method, token, grant)
        _check_scope(method, place)
        if self._limits is not None:
            self._limits.spend(place.id, knock.method, method.per_minute)
        workspace = place.workspace_for(knock.arguments)
        answer = method.run(Call(workspace, place, knock.arguments, self._limits))
        headers = {"X-OAuth-Scopes": ",".join(place.scopes)}
        return web.json_response({"ok": True, **answer}, headers=headers)

    def _admit(self, method: Method, token: str | None, grant: "Grant | None") -> "Place":
        if token is None:
            raise SlackError("not_authed")
        if grant is None:
            raise SlackError("invalid_auth")
        if grant.problem is not None:
            raise SlackError(grant.problem)
        if grant.expires is not None and grant.expires <= self._realm.clock.now():
            raise SlackError("token_expired")
        if grant.kind != method.key:
            raise SlackError("not_allowed_token_type")
        return self._realm.places[grant.workspace_id]


def refused(refusal: SlackError) -> web.Response:
    """Answer as Slack does when it refuses: 200 and a code, or 429 and the seconds to wait."""
    if isinstance(refusal, RateLimitedError):
        return too_soon(refusal.retry_after)
    body: JsonObject = {"ok": False, "error": refusal.code}
    if isinstance(refusal, MissingScopeError):
        body |= {"needed": refusal.needed, "provided": refusal.provided}
    if refusal.messages:
        body["response_metadata"] = {"messages": list(refusal.messages)}
        if refusal.code == "invalid_blocks":
            body["errors"] = list(refusal.messages)
    return web.json_response(body)


def _check_scope(method: Method, place: "Place") -> None:
    if method.scopes and not set(method.scopes) & set(place.scopes):
        raise MissingScopeError(method.scopes[0], ",".join(place.scopes))
