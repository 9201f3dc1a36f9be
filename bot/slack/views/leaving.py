"""The leave modal, submitted."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.services.errors import NotOptedInError
from bot.slack.answering import confirm
from bot.slack.ids import Field, History
from bot.slack.parts import Parts
from bot.slack.payloads import MalformedPayloadError, Shown, parse_submission
from bot.slack.render import replies
from bot.slack.render.metadata import read_metadata

Body = Mapping[str, Any]


async def on_submitted(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Opt somebody out, and erase their history if they say so."""
    submitted = parse_submission(body)
    actor = submitted.actor
    is_open = None
    erase = _erases(submitted.view)
    try:
        is_open = await parts.services.membership.leave(actor.workspace, actor.member, erase=erase)
    except NotOptedInError as error:
        if erase or not error.has_left:
            raise
        # They left before, and keep their history: so it is.
    await ack()
    if is_open is not None:
        parts.messenger.refresh_nudge(is_open)
    parts.homes.refresh(actor)
    confirm(parts, submitted, replies.left(erased=erase))


def _erases(view: Shown) -> bool:
    """Tell whether the history goes: by choice, or since nothing else was left to do."""
    if Field.HISTORY in view.values:
        return view.values[Field.HISTORY] == History.ERASE
    try:
        return read_metadata(view.metadata).hidden.get(Field.HISTORY) == History.ERASE
    except ValueError:
        raise MalformedPayloadError("private_metadata") from None
