"""Draws a nudge's card in whatever state it is: one line and one row of buttons."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto

from bot.domain.exercise import Kind
from bot.domain.nudge import Answer
from bot.domain.programme import Round
from bot.domain.tip import tip_named
from bot.services.ports import NudgeCard
from bot.services.programmes import stage_of
from bot.slack.copy import kinds, nudges, times
from bot.slack.copy.invitations import invitation
from bot.slack.copy.practice import first_exercises
from bot.slack.copy.translation import remembered
from bot.slack.ids import Action, Block, More, more_value
from bot.slack.render import elements
from bot.slack.render.easing import easing_blocks
from bot.slack.render.elements import button
from bot.slack.render.message import Rendered
from bot.slack.render.pause_over import told
from bot.slack.render.studies import tip_line


class CardState(Enum):
    """What has become of a nudge, as far as its card shows."""

    OPEN = auto()
    PART_DONE = auto()
    DONE = auto()
    SNOOZED = auto()
    RETURNED = auto()
    SKIPPED = auto()
    ALREADY_UP = auto()
    BUSY = auto()
    EXPIRED = auto()
    CLOSED = auto()


_WORDING_SECONDS = 600
"""Thanks are worded differently after so long: nudges are never closer."""

_MORE = tuple(More)

_WITH_TIP = (CardState.OPEN, CardState.PART_DONE, CardState.DONE)
"""A card that was put away or went by makes itself small."""

_OF_ANSWER = {
    Answer.SNOOZED: CardState.SNOOZED,
    Answer.SKIPPED: CardState.SKIPPED,
    Answer.BUSY: CardState.BUSY,
}


def render_nudge(card: NudgeCard) -> Rendered:
    """Draw a nudge's card; its tip is small print, which no notification reads out."""
    state = card_state(card)
    text = told(card, _SENTENCES[state](card), is_open=state is CardState.OPEN)
    blocks = [elements.section(text)]
    row = _buttons(card, state)
    if row:
        blocks.append(elements.actions(*row, block_id=Block.NUDGE))
    tip = None if card.nudge.tip is None else tip_named(card.nudge.tip)
    if tip is not None and state in _WITH_TIP:
        blocks.append(elements.context(tip_line(tip)))
    if state is CardState.OPEN:
        blocks += easing_blocks(card)
    return Rendered(text=text, blocks=blocks)


def card_state(card: NudgeCard) -> CardState:
    """Tell what has become of a nudge."""
    nudge = card.nudge
    if nudge.answer is Answer.ALREADY_UP:
        return CardState.ALREADY_UP
    if not _left(card):
        return CardState.DONE
    has_returned = _has_returned(card)
    if _is_closed(card) and not has_returned:
        return CardState.DONE if card.completed else CardState.CLOSED
    if nudge.answer in _OF_ANSWER:
        return CardState.RETURNED if has_returned else _OF_ANSWER[nudge.answer]
    if card.completed:
        return CardState.PART_DONE
    return CardState.EXPIRED if card.member.has_newer_than(nudge.due_at) else CardState.OPEN


def _has_returned(card: NudgeCard) -> bool:
    """Tell whether what was snoozed has come again, or whatever came in its place."""
    until, newest = card.nudge.snoozed_until, card.member.last_nudge_at
    return until is not None and newest is not None and until <= newest


def _is_closed(card: NudgeCard) -> bool:
    """Tell whether nothing is to be pressed: its day has ended, or its member has left."""
    return card.is_over or not card.member.is_opted_in


def _left(card: NudgeCard) -> tuple[Kind, ...]:
    if not card.completed:
        return card.nudge.kinds
    return tuple(kind for kind in card.nudge.kinds if kind not in card.completed)


def _question(card: NudgeCard) -> str:
    body = card.member.settings.plan.body
    if card.nudge.practice:
        return nudges.practice(first_exercises(card.nudge.kinds, body))
    return invitation(
        card.nudge.exercises,
        body=body,
        turn=card.member.nudges,
        own={each.key: elements.escape(each.text) for each in card.own},
        dose=_dose(card),
    )


def _dose(card: NudgeCard) -> Round | None:
    stage = stage_of(card.member, card.nudge.due_at)
    return None if stage is None else stage.round


def _thanks(card: NudgeCard) -> str:
    if card.nudge.practice:
        return nudges.practice_done()
    # A card that is drawn again keeps its words: its own time chooses them, not a count that grows.
    turn = int(card.nudge.due_at.timestamp()) // _WORDING_SECONDS
    done = tuple(kind for kind in card.nudge.kinds if kind in card.completed)
    return nudges.done_all(_names(card, done), turn=turn)


def _up(card: NudgeCard) -> str:
    left = () if _is_closed(card) else _left(card)
    return nudges.already_up_part(_names(card, left)) if left else nudges.already_up()


def _part(card: NudgeCard) -> str:
    return nudges.done_part(_names(card, card.completed), _names(card, _left(card)))


def _snoozed(card: NudgeCard) -> str:
    snoozed, until = card.member.snoozed, card.nudge.snoozed_until
    # A pause takes a snooze away, and what is due comes after it.
    is_ahead = snoozed is not None and snoozed.at == until
    return nudges.snoozed(_moment(card, until) if is_ahead else None)


def _returned(_card: NudgeCard) -> str:
    return nudges.returned()


def _skipped(_card: NudgeCard) -> str:
    return nudges.skipped()


def _busy(card: NudgeCard) -> str:
    until = card.member.paused_until
    back = None if until is None else card.member.settings.opens_at(until) or until
    return nudges.busy(_moment(card, back))


def _expired(card: NudgeCard) -> str:
    if card.nudge.practice:
        return nudges.practice_done()
    return nudges.expired(_names(card, card.nudge.kinds))


def _closed(card: NudgeCard) -> str:
    if not card.member.is_opted_in:
        return nudges.has_left()
    if card.nudge.practice:
        return nudges.practice_done()
    return nudges.over(_names(card, card.nudge.kinds))


_SENTENCES: dict[CardState, Callable[[NudgeCard], str]] = {
    CardState.OPEN: _question,
    CardState.PART_DONE: _part,
    CardState.DONE: _thanks,
    CardState.SNOOZED: _snoozed,
    CardState.RETURNED: _returned,
    CardState.SKIPPED: _skipped,
    CardState.BUSY: _busy,
    CardState.ALREADY_UP: _up,
    CardState.EXPIRED: _expired,
    CardState.CLOSED: _closed,
}


def _moment(card: NudgeCard, at: datetime | None) -> str | None:
    if at is None:
        return None
    return times.moment(at, zone=card.member.zone, now=card.nudge.due_at)


def _names(card: NudgeCard, which: tuple[Kind, ...]) -> str:
    return kinds.names(which, card.member.settings.plan.body)


def _buttons(card: NudgeCard, state: CardState) -> list[elements.Block]:
    if _is_closed(card) or state is CardState.RETURNED:
        return []
    key = card.nudge.due_at.isoformat()
    if state is CardState.OPEN or state is CardState.PART_DONE:
        return _open_buttons(key, part=state is CardState.PART_DONE)
    row = []
    if _left(card):
        label = nudges.rest_done_button() if card.completed else nudges.did_it_button()
        row.append(button(label, Action.NUDGE_DONE, value=key))
    if state is not CardState.EXPIRED:
        row.append(button(nudges.undo_button(), Action.NUDGE_UNDO, value=key))
    return row


def _open_buttons(key: str, *, part: bool) -> list[elements.Block]:
    row, menu = _open_row(part)
    options = [
        {**each, "value": more_value(choice, key)} for choice, each in zip(_MORE, menu, strict=True)
    ]
    return [
        *({**each, "value": key} for each in row),
        elements.overflow(Action.NUDGE_MORE, options),
    ]


@remembered(most=100)
def _open_row(
    part: bool,  # noqa: FBT001 - a key of what is remembered
) -> tuple[tuple[elements.Block, ...], tuple[elements.Block, ...]]:
    """Return the buttons of every open card and what is in its menu, without their values."""
    done = nudges.rest_done_button() if part else nudges.done_button()
    row = (
        button(done, Action.NUDGE_DONE, style="primary"),
        button(nudges.snooze_button(), Action.NUDGE_SNOOZE),
        button(nudges.skip_button(), Action.NUDGE_SKIP),
    )
    labels = {
        More.ALREADY_UP: nudges.more_already_up(),
        More.HOW: nudges.more_how(),
        More.MEETING: nudges.more_meeting(),
        More.FEWER: nudges.more_fewer(),
        More.STOP: nudges.more_stop(),
    }
    return row, tuple(elements.option(labels[choice], choice) for choice in _MORE)
