"""What becomes of an exception in a listener: one table of expected ones, one way for the rest."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.domain.pause import PauseError
from bot.services.errors import NotOptedInError, OverloadedError, UnknownWorkspaceError
from bot.slack.admins import NotAdminError
from bot.slack.commands.schedules import ScheduleError
from bot.slack.homes import Homes
from bot.slack.languages import Voices
from bot.slack.payloads import MalformedPayloadError
from bot.slack.payloads.sources import Kind, Source, source_of
from bot.slack.render import replies
from bot.slack.render.message import Rendered
from bot.slack.speaking import speak_to_sender
from bot.slack.surfaces import ModalNotOpenedError, Surfaces
from bot.slack.views.doors import CannotJoinError

log = structlog.get_logger(__name__)

_EXPECTED: Mapping[type[Exception], Callable[[Any], Rendered]] = {
    NotOptedInError: lambda error: replies.not_joined(has_left=error.has_left),
    UnknownWorkspaceError: lambda _: replies.not_installed(),
    CannotJoinError: lambda _: replies.cannot_join(),
    NotAdminError: lambda _: replies.not_admin(),
    ModalNotOpenedError: lambda _: replies.try_again(),
    OverloadedError: lambda _: replies.overloaded(),
    PauseError: replies.pause_error,
    ScheduleError: lambda error: replies.unclear_schedule(error.text, half=error.half),
}
"""Refusals that services and surfaces document, with the words for them."""

_WORTH_REPEATING = (ModalNotOpenedError, OverloadedError)

# Slack sends an event that failed again; one that nobody can read will not get better.
_UNREADABLE: dict[str, str | Sequence[str]] = {"x-slack-no-retry": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorHandler:
    """Answers for every listener that could not."""

    surfaces: Surfaces
    homes: Homes
    voices: Voices

    async def handle(
        self, error: Exception, body: Mapping[str, Any], request: AsyncBoltRequest
    ) -> BoltResponse:
        """Tell the person in plain words, and the log exactly."""
        if isinstance(error, MalformedPayloadError):
            log.warning("slack.payload_malformed", field=error.field)
            over_socket = request.mode == "socket_mode"
            return BoltResponse(status=200 if over_socket else 400, headers=_UNREADABLE)
        source = source_of(body)
        await speak_to_sender(self.voices, body)
        words = _EXPECTED.get(type(error))
        if words is not None:
            told = await self._tell(source, words(error))
            return told or self._show_otherwise(source, error)
        reference = secrets.token_hex(4)
        log.error("slack.fault", reference=reference, kind=source.kind.name, exc_info=error)
        told = await self._tell(source, replies.fault(reference))
        # Slack sends a failed event again, and marks a press that failed.
        return told or BoltResponse(status=500)

    async def _tell(self, source: Source, message: Rendered) -> BoltResponse | None:
        """Answer in words; None where there is nowhere to put them."""
        match source.kind:
            case Kind.COMMAND:
                return _json({"response_type": "ephemeral", **_content(message)})
            case Kind.SUBMISSION if source.inputs:
                errors = {source.inputs[0]: message.text[:_LONGEST_ERROR]}
                return _json({"response_action": "errors", "errors": errors})
            case Kind.ACTION if await self.surfaces.answer(source.response_url, message):
                return BoltResponse(status=200)
        return None

    def _show_otherwise(self, source: Source, error: Exception) -> BoltResponse:
        """Redraw the Home in which a press came too late, and let Slack mark, or repeat, others."""
        if source.home_of is not None:
            self.homes.refresh(source.home_of)
        return BoltResponse(status=500 if isinstance(error, _WORTH_REPEATING) else 200)


_LONGEST_ERROR = 250


def _content(message: Rendered) -> dict[str, Any]:
    return {"text": message.text, "blocks": message.blocks}


def _json(body: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=body)
