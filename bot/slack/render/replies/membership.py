"""Answers to joining, settings, pausing, snoozing and leaving."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.exercise import BodyProfile, Kind
from bot.domain.member import Member
from bot.domain.plan import Plan
from bot.services.ports import NudgeCard
from bot.services.views import Around, Joined
from bot.slack.copy import easing, kinds, nudges, pauses, times
from bot.slack.copy import membership as copy
from bot.slack.copy import state as state_copy
from bot.slack.ids import Action
from bot.slack.ids import Block as BlockId
from bot.slack.render.elements import Block, actions, button
from bot.slack.render.message import Rendered, message, typed
from bot.slack.render.quiet import and_after_it, back_at
from bot.slack.render.state import erase_button, outside_buttons, state_sentence


def joined(result: Joined, around: Around) -> Rendered:
    """Welcome a new member, or confirm changed settings."""
    state = state_sentence(result.member, around)
    return message(copy.joined(state) if result.newly else copy.saved(state))


def paused(member: Member, around: Around) -> Rendered:
    """Confirm a pause, whose end is told to whoever wishes it."""
    end = back_at(member, now=around.now)
    until = times.moment(end, zone=member.zone, now=around.now)
    resume = button(state_copy.resume_button(), Action.RESUME)
    if member.announces:
        told = and_after_it(pauses.paused_and_told(until), end, member, around)
        return message(told, buttons=_row(resume))
    tell = button(pauses.tell_me_button(), Action.PAUSE_TELL)
    said = and_after_it(copy.paused(until), end, member, around)
    return message(said, buttons=_row(resume, tell))


def resumed(member: Member, around: Around, *, was_paused: bool = True) -> Rendered:
    """Confirm the end of a pause, or say that there was none; and what else keeps it quiet."""
    state = state_sentence(member, around)
    return message(copy.resumed(state) if was_paused else copy.not_paused(state))


def snoozed(member: Member, card: NudgeCard | None, around: Around) -> Rendered:
    """Confirm that the open nudge (its card), or with none open the next one, is put off.

    In a pause nothing is: that is longer as a rule, and ends by itself.
    """
    if card is None and not member.is_nudged(around.now):
        return message(copy.nothing_to_snooze(state_sentence(member, around)))
    until = None if card is None else card.nudge.snoozed_until
    pending = member.pending_snooze(around.now)
    if until is None and pending is not None:
        until = pending.at
    if until is None:
        return message(copy.snoozed_for_now())
    said = copy.snoozed(times.moment(until, zone=member.zone, now=around.now))
    return message(and_after_it(said, until, member, around))


def unsnoozed(member: Member, around: Around) -> Rendered:
    """Confirm that a snooze is taken back, and say how things stand without it."""
    return message(copy.unsnoozed(state_sentence(member, around)))


def snooze_unclear(text: str) -> Rendered:
    """Say how long a snooze can be."""
    return message(copy.snooze_unclear(typed(text)))


def fewer(before: Member, after: Member, around: Around, *, asked: Sequence[Kind]) -> Rendered:
    """Confirm a calmer plan: what changed, what cannot, and the way back.

    Args:
        before: the member with the plan that was.
        after: the same with the calmer one.
        around: what else decides whether they are nudged now.
        asked: the kinds of which there were to be fewer.
    """
    plan, body = after.settings.plan, after.settings.plan.body
    said = {kind: _change(kind, before.settings.plan, plan) for kind in plan.kinds}
    changes = [change for change in said.values() if change]
    stuck = [kind for kind in asked if not said.get(kind)]
    text = copy.fewer(kinds.listed(changes), state_sentence(after, around))
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


def as_often(member: Member, around: Around) -> Rendered:
    """Confirm that a plan is back which was eased because nobody answered."""
    return message(easing.back(state_sentence(member, around)))


def left(*, erased: bool) -> Rendered:
    """Confirm leaving, with the history kept or erased, and offer what can be done next."""
    if erased:
        return message(copy.erased(), buttons=_row(*outside_buttons(is_stored=False)))
    undo = button(nudges.undo_button(), Action.REJOIN)
    return message(copy.left(), buttons=_row(undo, erase_button()))


def rejoined(member: Member, around: Around) -> Rendered:
    """Confirm that leaving is taken back."""
    return message(copy.rejoined(state_sentence(member, around)))


def _minutes(interval: timedelta) -> int:
    return interval // timedelta(minutes=1)


def _row(*buttons: Block) -> Block:
    return actions(*buttons, block_id=BlockId.REPLY)
