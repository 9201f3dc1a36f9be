"""The join and settings modal: redrawn as choices are made, and submitted."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.domain.member import Settings
from bot.domain.work_hours import NO_HOURS
from bot.slack.answering import address_of, confirm
from bot.slack.ids import View
from bot.slack.parts import Parts
from bot.slack.payloads import Actor, Shown, Submitted, parse_submission
from bot.slack.render import replies
from bot.slack.render.elements import Block
from bot.slack.render.message import Rendered
from bot.slack.render.metadata import read_metadata
from bot.slack.render.settings_modal import render_settings
from bot.slack.views.doors import CannotJoinError
from bot.slack.views.form import check, draft_in

Body = Mapping[str, Any]


async def on_submitted(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Join, or change settings, or say beside each input what is wrong with it."""
    submitted = parse_submission(body)
    if submitted.actor.outside:
        raise CannotJoinError
    form = check(draft_in(submitted.view))
    if form.settings is None:
        await _refuse(ack, submitted, form.errors)
        return
    actor = submitted.actor
    settings = form.settings
    if submitted.view.callback_id == View.JOIN:
        settings = await _with_the_rest(parts, actor, settings)
    joined = await parts.services.membership.join(actor.workspace, actor.member, settings)
    await parts.voices.changed(actor)
    await ack()
    parts.homes.refresh(actor)
    around = await parts.services.profile.around(joined.member)
    reply = replies.joined(joined, around)
    if joined.newly:
        parts.background.start(("presence", actor), partial(parts.look_ups.look_at, actor))
        welcome = partial(_welcome, parts, submitted, reply)
        parts.background.start(("practice", actor), welcome)
    else:
        confirm(parts, submitted, reply)


async def _with_the_rest(parts: Parts, actor: Actor, chosen: Settings) -> Settings:
    """Return what was chosen on joining, beside what somebody who comes back chose before."""
    before = await parts.services.membership.find(actor.workspace, actor.member)
    if before is None:
        return chosen
    kept = before.settings
    return replace(
        chosen,
        quiet=kept.quiet if chosen.hours.without(kept.quiet) != NO_HOURS else NO_HOURS,
        calendar=kept.calendar,
        calendar_is_own=kept.calendar_is_own,
        tips=kept.tips,
        language=kept.language,
    )


async def _welcome(parts: Parts, submitted: Submitted, reply: Rendered) -> None:
    """Say that they are in, and then let them practise."""
    await parts.surfaces.answer(address_of(submitted), reply)
    actor = submitted.actor
    await parts.services.nudging.practise(actor.workspace, actor.member)


async def _refuse(ack: AsyncAck, submitted: Submitted, errors: dict[str, str]) -> None:
    view = submitted.view
    if set(errors) <= set(view.blocks_with_input):
        await ack(response_action="errors", errors=errors)
        return
    # Submitted faster than the choice before it was drawn: show the inputs that are now needed.
    await ack(response_action="update", view=redrawn(view))


def redrawn(view: Shown) -> Block:
    """Draw the modal anew from what it holds."""
    return render_settings(
        draft_in(view),
        joining=view.callback_id == View.JOIN,
        answer_url=read_metadata(view.metadata).answer_url,
    )
