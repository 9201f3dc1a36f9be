"""Answers to joining, settings, pausing, snoozing and leaving."""

from datetime import datetime

from bot.domain.member import Member
from bot.services.ports import NudgeCard
from bot.services.views import Joined
from bot.slack.copy import membership as copy
from bot.slack.copy import state as state_copy
from bot.slack.copy import times
from bot.slack.ids import Action
from bot.slack.ids import Block as BlockId
from bot.slack.render.elements import Block, actions, button
from bot.slack.render.message import Rendered, message
from bot.slack.render.state import back_at, state_sentence


def joined(result: Joined, *, now: datetime) -> Rendered:
    """Welcome a new member, or confirm changed settings."""
    state = state_sentence(result.member, now=now)
    return message(copy.joined(state) if result.newly else copy.saved(state))


def paused(member: Member, *, now: datetime) -> Rendered:
    """Confirm a pause."""
    until = times.moment(back_at(member, now=now), zone=member.zone, now=now)
    resume = button(state_copy.resume_button(), Action.RESUME)
    return message(copy.paused(until), buttons=_row(resume))


def resumed(member: Member, *, now: datetime) -> Rendered:
    """Confirm the end of a pause."""
    return message(copy.resumed(state_sentence(member, now=now)))


def snoozed(member: Member, card: NudgeCard | None, *, now: datetime) -> Rendered:
    """Confirm that the open nudge (its card), or with none open the next one, is put off."""
    until = None if card is None else card.nudge.snoozed_until
    if until is None and member.snoozed is not None:
        until = member.snoozed.at
    if until is None or not member.settings.hours.contains(until, member.zone):
        return message(copy.snoozed_for_now())
    return message(copy.snoozed(times.moment(until, zone=member.zone, now=now)))


def fewer(member: Member, *, now: datetime) -> Rendered:
    """Confirm a calmer plan."""
    settings = button(state_copy.settings_button(), Action.OPEN_SETTINGS)
    return message(copy.fewer(state_sentence(member, now=now)), buttons=_row(settings))


def fewest() -> Rendered:
    """Say that the plan is the calmest ready-made one already."""
    settings = button(state_copy.settings_button(), Action.OPEN_SETTINGS)
    return message(copy.fewest(), buttons=_row(settings))


def left(*, erased: bool) -> Rendered:
    """Confirm leaving, with the history kept or erased."""
    return message(copy.erased() if erased else copy.left())


def _row(only: Block) -> Block:
    return actions(only, block_id=BlockId.REPLY)
