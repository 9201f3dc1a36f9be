"""The modal that asks for how long it is to be quiet: redrawn for a choice, and submitted."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.domain.pause import PauseError
from bot.slack.answering import confirm
from bot.slack.ids import Field, PauseUntil
from bot.slack.parts import Parts
from bot.slack.pauses import redraw_put_away
from bot.slack.payloads import MalformedPayloadError, Shown, parse_submission
from bot.slack.render import replies
from bot.slack.render.elements import Block
from bot.slack.render.metadata import read_metadata
from bot.slack.render.pause_modal import day_problem, render_pause

Body = Mapping[str, Any]

_SAID = {
    PauseUntil.HOUR: "1h",
    PauseUntil.TODAY: "today",
    PauseUntil.TOMORROW: "until the end of tomorrow",
    PauseUntil.MONDAY: "until monday",
}
"""Each choice as it would be typed."""


async def on_submitted(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Pause for as long as is chosen, or say what is wrong with the day."""
    submitted = parse_submission(body)
    actor, view = submitted.actor, submitted.view
    until = _until(view)
    if until is PauseUntil.DATE and Field.PAUSE_DATE not in view.values:
        # Submitted faster than the choice before it was drawn.
        await ack(response_action="update", view=redrawn(view))
        return
    said = _SAID.get(until) or f"until {view.values.get(Field.PAUSE_DATE) or ''}"
    try:
        member = await parts.services.membership.pause(
            actor.workspace, actor.member, said, announces=_is_told(view)
        )
    except PauseError as error:
        if until is not PauseUntil.DATE:
            raise
        await ack(response_action="errors", errors={Field.PAUSE_DATE: day_problem(error)})
        return
    await ack()
    await redraw_put_away(parts, actor)
    parts.homes.refresh(actor)
    around = await parts.services.profile.around(member)
    confirm(parts, submitted, replies.paused(member, around))


def redrawn(view: Shown) -> Block:
    """Draw the modal anew from what it holds."""
    try:
        answer_url = read_metadata(view.metadata).answer_url
    except ValueError:
        raise MalformedPayloadError("private_metadata") from None
    return render_pause(
        _until(view),
        day=view.values.get(Field.PAUSE_DATE),
        told=_is_told(view),
        answer_url=answer_url,
    )


def _until(view: Shown) -> PauseUntil:
    try:
        return PauseUntil(view.values.get(Field.PAUSE_UNTIL) or "")
    except ValueError:
        raise MalformedPayloadError("view") from None


def _is_told(view: Shown) -> bool:
    return view.values.get(Field.PAUSE_TOLD) is not None
