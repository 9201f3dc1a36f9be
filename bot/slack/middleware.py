"""What every request passes before a listener: is it genuine, readable and wanted at all?"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

from bot.slack.payloads.sources import event_name
from bot.slack.signatures import Signatures

log = structlog.get_logger(__name__)

VERIFIED = "is_verified"
"""Set in the context of a request whose signature the edge has checked."""

_LISTS_OF_OBJECTS = ("authorizations", "actions")
_OBJECTS = ("event", "view", "user", "container")
_UNREADABLE: dict[str, str | Sequence[str]] = {"x-slack-no-retry": "1"}

Next = Callable[[], Awaitable[BoltResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Lets through what somebody listens to, and acknowledges the rest.

    Bolt answers 404 to an event that no listener wants; Slack would send it again and, after many,
    switch events off.
    """

    events: Collection[str]
    signatures: Signatures | None

    async def pass_through(
        self, request: AsyncBoltRequest, body: Mapping[str, Any], next_: Next
    ) -> BoltResponse | None:
        """Answer here what needs no listener."""
        if not self._is_genuine(request):
            log.info("slack.signature_wrong")
            return BoltResponse(status=401)
        if not _is_readable(body):
            return BoltResponse(status=400, headers=_UNREADABLE)
        if body.get("type") == "app_rate_limited":
            log.warning("slack.events_limited", workspace=_id(body, "team_id"))
            return BoltResponse(status=200)
        if body.get("type") == "event_callback" and event_name(body) not in self.events:
            log.debug("slack.event_unwanted")
            return BoltResponse(status=200)
        clear_contextvars()
        bind_contextvars(**_traits(request, body))
        await next_()
        return None

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
    objects = all(isinstance(body.get(key, {}), Mapping | None) for key in _OBJECTS)
    lists = all(
        isinstance(body.get(key) or [], list)
        and all(isinstance(each, Mapping) for each in body.get(key) or [])
        for key in _LISTS_OF_OBJECTS
    )
    return objects and lists


def _traits(request: AsyncBoltRequest, body: Mapping[str, Any]) -> dict[str, str]:
    """Return what names a request in every line that is logged about it."""
    context = request.context
    found = {
        "request": _id(body, "event_id") or _id(body, "trigger_id"),
        "workspace": context.enterprise_id if context.is_enterprise_install else context.team_id,
        "retry": _header(request, "x-slack-retry-num"),
    }
    return {key: value for key, value in found.items() if isinstance(value, str) and value}


def _header(request: AsyncBoltRequest, name: str) -> str:
    return next(iter(request.headers.get(name, ())), "")


def _id(body: Mapping[str, Any], key: str) -> str:
    return str(body.get(key) or "")[:64]
