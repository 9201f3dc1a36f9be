"""Shows things to one person: modals, their Home, and answers to what they just did."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
import structlog

from bot.domain.ids import MemberId, WorkspaceId
from bot.slack.addresses import may_be_answered
from bot.slack.payloads import MalformedPayloadError, Shown
from bot.slack.payloads.profiles import SlackProfile, parse_profile
from bot.slack.render.message import Rendered
from bot.slack.results import Accepted, Refused
from bot.slack.wire import Wire

log = structlog.get_logger(__name__)

View = Mapping[str, object]


class ModalNotOpenedError(Exception):
    """The modal did not open: most often because the trigger had expired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surfaces:
    """What one person at a time can be shown."""

    wire: Wire

    async def open_modal(self, workspace: WorkspaceId, trigger: str | None, view: View) -> None:
        """Open a modal.

        Raises:
            ModalNotOpenedError: it did not open; trying again is all that can be done.
        """
        arguments = {"trigger_id": trigger, "view": view}
        result = await self.wire.try_write(workspace, "views.open", arguments)
        if not isinstance(result, Accepted):
            log.warning("slack.modal_not_opened", why=_why(result))
            raise ModalNotOpenedError

    async def update_modal(self, workspace: WorkspaceId, before: Shown, view: View) -> None:
        """Redraw a modal, unless it has changed since: then something newer is on its way."""
        arguments = {"view_id": before.id, "hash": before.hash, "view": view}
        result = await self.wire.try_write(workspace, "views.update", arguments)
        if not isinstance(result, Accepted):
            log.info("slack.modal_not_updated", why=_why(result))

    async def find_profile(self, workspace: WorkspaceId, member: MemberId) -> SlackProfile | None:
        """Look a person up; None where Slack does not say in time."""
        try:
            async with asyncio.timeout(self.wire.patience.profile):
                wanted = {"user": member, "include_locale": True}
                result = await self.wire.try_read(workspace, "users.info", wanted)
        except TimeoutError:
            return None
        if not isinstance(result, Accepted):
            return None
        try:
            return parse_profile(result.data, workspace=workspace)
        except MalformedPayloadError as error:
            log.warning("slack.profile_unreadable", field=error.field)
            return None

    async def answer(self, url: str | None, message: Rendered) -> bool:
        """Answer what somebody did, for their eyes only; tell whether that worked."""
        return await self._respond(url, message, is_redrawn=False)

    async def redraw(self, url: str | None, message: Rendered) -> bool:
        """Redraw the message in which somebody pressed something; tell whether that worked."""
        return await self._respond(url, message, is_redrawn=True)

    async def _respond(self, url: str | None, message: Rendered, *, is_redrawn: bool) -> bool:
        if url is None:
            return False
        if not may_be_answered(url, api_url=self.wire.api.client.base_url):
            log.warning("slack.answer_not_shown", why="not Slack's address")
            return False
        body = {
            "text": message.text,
            "blocks": message.blocks,
            "response_type": "ephemeral",
            "replace_original": is_redrawn,
        }
        try:
            async with (
                asyncio.timeout(self.wire.patience.answer),
                self.wire.session.post(
                    url, json=body, proxy=self.wire.api.client.proxy, allow_redirects=False
                ) as answer,
            ):
                return answer.ok
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            # The address is as good as a key to the channel: it does not belong in a log.
            log.warning("slack.answer_not_shown", why=type(error).__name__)
            return False


def _why(result: object) -> str:
    if result is None:
        return "over the pace"
    return result.error if isinstance(result, Refused) else type(result).__name__
