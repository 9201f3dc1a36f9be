"""The modal of what admins decide for everybody: opened, redrawn for a choice, and submitted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncAck

from bot.domain.holiday import is_calendar
from bot.domain.pause import PauseError, read_pause
from bot.domain.status import StatusWords, StatusWordsError
from bot.domain.zone import UnknownZoneError, local_date, zone_named
from bot.slack.answering import confirm
from bot.slack.copy import admin as copy
from bot.slack.copy import problems
from bot.slack.ids import Field
from bot.slack.parts import Parts
from bot.slack.payloads import MalformedPayloadError, Shown, parse_submission
from bot.slack.payloads.profiles import SlackProfile
from bot.slack.render import replies
from bot.slack.render.admin_modal import (
    LISTS,
    AdminDraft,
    read_admin_draft,
    read_words,
    render_admin,
    written_words,
)
from bot.slack.render.calendars import calendar_chosen, choices_of
from bot.slack.render.elements import Block
from bot.slack.render.metadata import read_metadata
from bot.slack.render.pause_modal import day_problem
from bot.slack.views.doors import Asked

Body = Mapping[str, Any]
Errors = dict[str, str]


async def open_admin(parts: Parts, asked: Asked) -> None:
    """Open the modal, with what holds now in it.

    Raises:
        NotAdminError: it is not up to them.
        ModalNotOpenedError: Slack did not open it.
    """
    actor = asked.actor
    profile = await parts.admins.check(actor)
    services = parts.services
    setup = await services.administration.find(actor.workspace)
    words = await services.policies.find(actor.workspace)
    country, region = choices_of(setup.calendar)
    until = setup.paused_until
    draft = AdminDraft(
        country=country,
        region=region,
        is_paused=until is not None,
        day=None if until is None else local_date(until, _zone(profile)).isoformat(),
        words=written_words(words),
        with_usual=words.with_usual,
    )
    modal = render_admin(draft, answer_url=asked.response_url)
    await parts.surfaces.open_modal(actor.workspace, asked.trigger, modal)


async def on_submitted(ack: AsyncAck, body: Body, *, parts: Parts) -> None:
    """Let it hold for everybody, or say beside each input what is wrong with it."""
    submitted = parse_submission(body)
    actor, view = submitted.actor, submitted.view
    profile = await parts.admins.check(actor)
    draft = read_admin_draft(view.values)
    errors: Errors = {}
    words = _words(draft, errors)
    until = _paused_until(draft, errors, now=parts.clock.now(), zone=_zone(profile))
    calendar = calendar_chosen(draft.country, draft.region)
    if not is_calendar(calendar):
        errors[Field.ADMIN_COUNTRY] = problems.country()
    if errors or words is None:
        await _refuse(ack, view, errors)
        return
    services = parts.services
    await services.calendars.choose(actor.workspace, calendar)
    await services.policies.save(actor.workspace, words)
    await services.workspaces.pause(actor.workspace, until=until)
    await ack()
    parts.homes.refresh(actor)
    confirm(parts, submitted, replies.admin_saved())


def _zone(profile: SlackProfile) -> ZoneInfo:
    try:
        return zone_named(profile.zone or "UTC")
    except UnknownZoneError:
        return zone_named("UTC")


def _words(draft: AdminDraft, errors: Errors) -> StatusWords | None:
    lists = {name: read_words(text) for name, text in draft.words.items()}
    try:
        return StatusWords(with_usual=draft.with_usual, **lists)
    except StatusWordsError as error:
        field, _label = LISTS[error.field]
        errors[field] = copy.words_problem(error.problem, error.entry)
        return None


def _paused_until(
    draft: AdminDraft, errors: Errors, *, now: datetime, zone: ZoneInfo
) -> datetime | None:
    if not draft.is_paused:
        return None
    try:
        return read_pause(f"until {draft.day or ''}", now=now, zone=zone).until
    except PauseError as error:
        is_far = error.reason == "too_long"
        errors[Field.ADMIN_DATE] = copy.day_too_late() if is_far else day_problem(error)
        return None


async def _refuse(ack: AsyncAck, view: Shown, errors: Errors) -> None:
    if set(errors) <= set(view.blocks_with_input):
        await ack(response_action="errors", errors=errors)
        return
    # Submitted faster than the choice before it was drawn: show the input that is now needed.
    await ack(response_action="update", view=redrawn(view))


def redrawn(view: Shown) -> Block:
    """Draw the modal anew from what it holds."""
    try:
        answer_url = read_metadata(view.metadata).answer_url
    except ValueError:
        raise MalformedPayloadError("private_metadata") from None
    return render_admin(read_admin_draft(view.values), answer_url=answer_url)
