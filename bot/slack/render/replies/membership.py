"""Answers to joining, settings, pausing, snoozing and leaving."""

from datetime import timedelta

from bot.domain.member import Member
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
    """Confirm that the open nudge (its card), or with none open the next one, is put off."""
    until = None if card is None else card.nudge.snoozed_until
    if until is None and member.snoozed is not None:
        until = member.snoozed.at
    if until is None:
        return message(copy.snoozed_for_now())
    said = copy.snoozed(times.moment(until, zone=member.zone, now=around.now))
    return message(and_after_it(said, until, member, around))


def snooze_unclear(text: str) -> Rendered:
    """Say how long a snooze can be."""
    return message(copy.snooze_unclear(typed(text)))


def fewer(before: Member, after: Member, around: Around) -> Rendered:
    """Confirm a calmer plan: what changed, and the way back."""
    changes = [
        copy.every(kinds.name(kind, after.settings.plan.body), _minutes(new), _minutes(old))
        for kind, new in after.settings.plan.intervals.items()
        if (old := before.settings.plan.intervals.get(kind, new)) != new
    ]
    settings = button(state_copy.settings_button(), Action.OPEN_SETTINGS)
    text = copy.fewer(kinds.listed(changes), state_sentence(after, around))
    return message(text, buttons=_row(settings))


def fewest() -> Rendered:
    """Say that the plan is the calmest ready-made one already."""
    settings = button(state_copy.settings_button(), Action.OPEN_SETTINGS)
    return message(copy.fewest(), buttons=_row(settings))


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
