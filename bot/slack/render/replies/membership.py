"""Answers to joining, settings, pausing, snoozing and leaving."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.exercise import BodyProfile, Kind
from bot.domain.member import Member
from bot.domain.plan import Plan
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


def fewer(before: Member, after: Member, *, asked: Sequence[Kind], now: datetime) -> Rendered:
    """Confirm a calmer plan: what changed, what cannot, and the way back.

    Args:
        before: the member with the plan that was.
        after: the same with the calmer one.
        asked: the kinds of which there were to be fewer.
        now: the present.
    """
    plan, body = after.settings.plan, after.settings.plan.body
    said = {kind: _change(kind, before.settings.plan, plan) for kind in plan.kinds}
    changes = [change for change in said.values() if change]
    stuck = [kind for kind in asked if not said.get(kind)]
    text = copy.fewer(kinds.listed(changes), state_sentence(after, now=now))
    rest = [copy.rarest(kinds.names(stuck, body))] if stuck else []
    settings = button(state_copy.settings_button(), Action.OPEN_SETTINGS)
    return message(text, *rest, buttons=_row(settings))


def fewest(asked: Sequence[Kind], body: BodyProfile = BodyProfile.STANDING) -> Rendered:
    """Say that what was asked for comes as seldom as it can."""
    settings = button(state_copy.settings_button(), Action.OPEN_SETTINGS)
    repeats = Kind.STAND in asked or Kind.SQUEEZE in asked
    text = copy.fewest() if repeats else copy.rarest(kinds.names(asked, body))
    return message(text, buttons=_row(settings))


def _change(kind: Kind, before: Plan, after: Plan) -> str | None:
    """Say how much less often a kind comes, or None if it comes as often."""
    name = kinds.name(kind, after.body)
    if kind in after.intervals:
        new, old = after.intervals[kind], before.intervals.get(kind, after.intervals[kind])
        return None if new == old else copy.every(name, _minutes(new), _minutes(old))
    if kind is Kind.WALK:
        return copy.once_a_day(name) if after.walks < before.walks else None
    return copy.once_a_month(name) if after.selfcare is not before.selfcare else None


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
