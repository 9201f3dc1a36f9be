"""What every request passes before a listener: is it genuine, readable and wanted at all?"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import structlog
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

from bot.slack.payloads.sources import event_name
from bot.slack.signatures import Signatures

log = structlog.get_logger(__name__)

VERIFIED = "is_verified"
"""Set in the context of a request whose signature the edge has checked."""

REQUEST_ID = "unsit_request_id"
"""Holds, in the context of a request over HTTP, the id that the edge gave it."""

_OBJECTS = ("event", "view")
_LISTS = ("actions", "authorizations")
_MAY_BE_NULL = ("user", "team", "enterprise", "container")
_ALWAYS_WANTED = ("block_actions", "url_verification")
_UNREADABLE: dict[str, str | Sequence[str]] = {"x-slack-no-retry": "1"}

Next = Callable[[], Awaitable[BoltResponse]]


class Gate(AsyncMiddleware):
    """Lets through what somebody listens to, and acknowledges the rest.

    Bolt answers 404 to what no listener wants, with a lecture in the log; Slack would send an event
    again and, after many, switch events off. This is a class and no function because Bolt looks
    into a body, and falls over a strange one, on its way to each function.
    """

    def __init__(
        self,
        *,
        events: Collection[str],
        commands: Collection[str],
        views: Collection[str],
        signatures: Signatures | None,
        on_limited: Callable[[Mapping[str, Any]], Awaitable[None]],
    ) -> None:
        """Know what is listened to; `on_limited` hears that Slack held events back."""
        self.events = events
        self.commands = commands
        self.views = views
        self.signatures = signatures
        self.on_limited = on_limited

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt passes it to every middleware
        next: Next,  # noqa: A002 - Bolt's own name for it
    ) -> BoltResponse | None:
        """Answer here what needs no listener."""
        if not self._is_genuine(req):
            log.info("slack.signature_wrong")
            return BoltResponse(status=401)
        body = req.body
        if not _is_readable(body):
            log.warning("slack.body_unreadable")
            over_socket = req.mode == "socket_mode"
            return BoltResponse(status=200 if over_socket else 400, headers=_UNREADABLE)
        if body.get("type") == "app_rate_limited":
            await self.on_limited(body)
            return BoltResponse(status=200)
        if not self._is_wanted(body):
            log.debug("slack.request_unwanted", kind=_id(body, "type"))
            return BoltResponse(status=200)
        clear_contextvars()
        bind_contextvars(**_traits(req, body))
        return await next()

    def _is_wanted(self, body: Mapping[str, Any]) -> bool:
        """Tell whether anybody listens to a request, as far as its kind is known here."""
        command = body.get("command")
        if isinstance(command, str) and "type" not in body:
            return command in self.commands
        match body.get("type"):
            case "event_callback":
                return event_name(body) in self.events
            case "view_submission":
                return body["view"]["callback_id"] in self.views
            case kind:
                return kind in _ALWAYS_WANTED

    def _is_genuine(self, request: AsyncBoltRequest) -> bool:
        """Tell whether a request is Slack's: a socket carries no other, and the edge has looked."""
        if request.mode == "socket_mode" or request.context.get(VERIFIED):
            return True
        return self.signatures is not None and self.signatures.proves(
            request.raw_body,
            timestamp=_header(request, "x-slack-request-timestamp"),
            signature=_header(request, "x-slack-signature"),
        )


def _is_readable(body: Mapping[str, Any]) -> bool:
    """Tell whether Bolt can look into a body without falling over."""
    return (
        all(isinstance(body[key], Mapping) for key in _OBJECTS if key in body)
        and all(isinstance(body.get(key), Mapping | None) for key in _MAY_BE_NULL)
        and all(isinstance(each, Mapping) for key in _LISTS for each in _each(body, key))
        and _has_names(body)
    )


def _each(body: Mapping[str, Any], key: str) -> Iterable[object]:
    found = body.get(key) or []
    return found if isinstance(found, list) else [found]


def _has_names(body: Mapping[str, Any]) -> bool:
    """Tell whether what was pressed or submitted has the name by which Bolt finds listeners."""
    match body.get("type"):
        case "block_actions":
            pressed = list(_each(body, "actions"))
            return bool(pressed) and all(_is_named(each, "action_id") for each in pressed)
        case "view_submission" | "view_closed":
            return _is_named(body.get("view"), "callback_id")
        case _:
            return True


def _is_named(value: object, key: str) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get(key), str)


def _traits(request: AsyncBoltRequest, body: Mapping[str, Any]) -> dict[str, str]:
    """Return what names a request in every line that is logged about it."""
    context = request.context
    found = {
        "request": _id(body, "event_id") or _id(body, "trigger_id"),
        "http": context.get(REQUEST_ID),
        "workspace": context.enterprise_id if context.is_enterprise_install else context.team_id,
        "retry": _header(request, "x-slack-retry-num"),
    }
    return {key: value for key, value in found.items() if isinstance(value, str) and value}


def _header(request: AsyncBoltRequest, name: str) -> str:
    return next(iter(request.headers.get(name, ())), "")


def _id(body: Mapping[str, Any], key: str) -> str:
    return str(body.get(key) or "")[:64]
