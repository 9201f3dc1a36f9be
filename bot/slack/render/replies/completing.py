"""Answers to completions, and to those that change nothing."""

from bot.domain.completion import Ignored
from bot.domain.exercise import BodyProfile
from bot.services.views import Change, Logged
from bot.slack.copy import completing as copy
from bot.slack.copy import kinds, nudges, times
from bot.slack.render.message import Rendered, message, typed


def done(change: Change) -> Rendered:
    """Confirm what an answer changed."""
    card = change.card
    body = card.member.settings.plan.body
    names = kinds.names(change.kinds, body)
    if change.undone:
        return message(copy.undone(names) if names else copy.reopened())
    if not names:
        return message(copy.already_noted())
    # It is of today, by the member's clock: nothing else can be answered.
    due_at = card.nudge.due_at
    moment = times.moment(due_at, zone=card.member.zone, now=due_at)
    left = [kind for kind in card.nudge.kinds if kind not in card.completed]
    if left:
        return message(copy.done_part(names, moment, kinds.names(left, body)))
    if card.nudge.practice:
        return message(nudges.practice_done())
    return message(copy.done(names, moment))


def logged(taken: Logged, *, body: BodyProfile = BodyProfile.STANDING) -> Rendered:
    """Confirm what was logged without a nudge."""
    if not taken.kinds:
        return too_soon()
    return message(copy.logged(kinds.names(taken.kinds, body)))


def too_soon() -> Rendered:
    """Say that the same exercise was noted a moment ago."""
    return message(copy.ignored(Ignored.TOO_SOON))


def nothing_to_do() -> Rendered:
    """Say that no nudge is open."""
    return message(copy.ignored(Ignored.NOT_A_NUDGE))


def ignored(reason: Ignored) -> Rendered:
    """Say why an answer changes nothing."""
    return message(copy.ignored(reason))


def unknown_exercise(word: str) -> Rendered:
    """Say which exercises there are."""
    return message(copy.unknown_exercise(typed(word)))
