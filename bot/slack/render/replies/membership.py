"""Answers to joining, settings, pausing, snoozing and leaving."""

from datetime import datetime, timedelta

from bot.domain.member import Member
from bot.domain.presence import UNSEEN, Presence
from bot.services.ports import NudgeCard
from bot.services.views import Joined
from bot.slack.copy import easing, kinds, pauses, times
from bot.slack.copy import membership as copy
from bot.slack.copy import state as state_copy
from bot.slack.ids import Action
from bot.slack.ids import Block as BlockId
from bot.slack.render.elements import Block, actions, button
from bot.slack.render.message import Rendered, message, typed
from bot.slack.render.state import back_at, outside_buttons, state_sentence


def joined(result: Joined, *, now: datetime) -> Rendered:
    """Welcome a new member, or confirm changed settings."""
    state = state_sentence(result.member, now=now)
    return message(copy.joined(state) if result.newly else copy.saved(state))


def paused(member: Member, *, now: datetime) -> Rendered:
    """Confirm a pause, whose end is told to whoever wishes it."""
    until = times.moment(back_at(member, now=now), zone=member.zone, now=now)
    resume = button(state_copy.resume_button(), Action.RESUME)
    if member.announces:
        return message(pauses.paused_and_told(until), buttons=_row(resume))
    tell = button(pauses.tell_me_button(), Action.PAUSE_TELL)
    return message(copy.paused(until), buttons=_row(resume, tell))


def resumed(
    member: Member,
    *,
    now: datetime,
    presence: Presence = UNSEEN,
    workspace_paused_until: datetime | None = None,
) -> Rendered:
    """Confirm the end of a pause, and say what keeps it quiet all the same, if anything does."""
    state = state_sentence(
        member, now=now, presence=presence, workspace_paused_until=workspace_paused_until
    )
    return message(copy.resumed(state))


def not_paused(
    member: Member,
    *,
    now: datetime,
    presence: Presence = UNSEEN,
    workspace_paused_until: datetime | None = None,
) -> Rendered:
    """Say that there is no pause to end, and what else keeps it quiet, if anything does."""
    state = state_sentence(
        member, now=now, presence=presence, workspace_paused_until=workspace_paused_until
    )
    return message(copy.not_paused(state))


def snoozed(member: Member, card: NudgeCard | None, *, now: datetime) -> Rendered:
    """Confirm that the open nudge (its card), or with none open the next one, is put off."""
    until = None if card is None else card.nudge.snoozed_until
    pending = member.pending_snooze(now)
    if until is None and pending is not None:
        until = pending.at
    if until is None:
        return message(copy.snoozed_for_now())
    return message(copy.snoozed(times.moment(until, zone=member.zone, now=now)))


def unsnoozed(
    member: Member,
    *,
    now: datetime,
    presence: Presence = UNSEEN,
    workspace_paused_until: datetime | None = None,
) -> Rendered:
    """Confirm that a snooze is taken back, and say how things stand without it."""
    state = state_sentence(
        member, now=now, presence=presence, workspace_paused_until=workspace_paused_until
    )
    return message(copy.unsnoozed(state))


def snooze_unclear(text: str) -> Rendered:
    """Say how long a snooze can be."""
    return message(copy.snooze_unclear(typed(text)))


def fewer(before: Member, after: Member, *, now: datetime) -> Rendered:
    """Confirm a calmer plan: what changed, and the way back."""
    changes = [
        copy.every(kinds.name(kind, after.settings.plan.body), _minutes(new), _minutes(old))
        for kind, new in after.settings.plan.intervals.items()
        if (old := before.settings.plan.intervals.get(kind, new)) != new
    ]
    settings = button(state_copy.settings_button(), Action.OPEN_SETTINGS)
    text = copy.fewer(kinds.listed(changes), state_sentence(after, now=now))
    return message(text, buttons=_row(settings))


def fewest() -> Rendered:
    """Say that the plan is the calmest ready-made one already."""
    settings = button(state_copy.settings_button(), Action.OPEN_SETTINGS)
    return message(copy.fewest(), buttons=_row(settings))


def as_often(member: Member, *, now: datetime) -> Rendered:
    """Confirm that a plan is back which was eased because nobody answered."""
    return message(easing.back(state_sentence(member, now=now)))


def left(*, erased: bool) -> Rendered:
    """Confirm leaving, with the history kept or erased, and offer what can be done next."""
    text = copy.erased() if erased else copy.left()
    return message(text, buttons=_row(*outside_buttons(is_stored=not erased)))


def _minutes(interval: timedelta) -> int:
    return interval // timedelta(minutes=1)


def _row(*buttons: Block) -> Block:
    return actions(*buttons, block_id=BlockId.REPLY)
