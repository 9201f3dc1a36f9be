"""What a snooze by command does: the open nudge, the next one, another time, and taken back."""

from datetime import datetime, timedelta

from bot.domain import planning as rules
from bot.domain.completion import Source, refusal
from bot.domain.member import Member
from bot.domain.nudge import Answer, Nudge
from bot.services import answers, meant
from bot.services.pages import Page
from bot.services.ports import NudgeCard

Snoozed = tuple[Member, NudgeCard | None]
"""A member after the command, and the card of the nudge that it was about, if it was about one."""


def put_off(page: Page, *, by: timedelta, at: datetime, now: datetime) -> Snoozed:
    """Put the open nudge off, or what is snoozed already, or let nothing come for as long."""
    is_open = meant.find_open(page, at=at)
    nudge = _find_snoozed(page, at=at, now=now) if is_open is None else is_open.nudge
    if nudge is None:
        page.member = rules.hold(page.member, by=by, now=now)
        return page.member, None
    said = answers.heard(page, nudge, at=at, now=now, source=Source.COMMAND)
    card = answers.put_off(said, by).card
    return card.member, card


def take_back(page: Page, *, at: datetime, now: datetime) -> Snoozed:
    """Take a snooze back, if one is ahead: its nudge is open again, and the plan goes on."""
    nudge = _find_snoozed(page, at=at, now=now)
    if nudge is not None:
        said = answers.heard(page, nudge, at=at, now=now, source=Source.COMMAND)
        card = answers.take_back(said).card
        return card.member, card
    if page.member.pending_snooze(now) is not None:
        page.member = rules.passed(page.member, now=now)
    return page.member, None


def _find_snoozed(page: Page, *, at: datetime, now: datetime) -> Nudge | None:
    """Return the nudge that is snoozed, while it may still be answered."""
    member = page.member
    pending = member.pending_snooze(now)
    if pending is None:
        return None
    snoozed = (
        nudge
        for nudge in page.nudges.values()
        if nudge.answer is Answer.SNOOZED
        and nudge.snoozed_until == pending.at
        and refusal(nudge, by=member.id, at=at, zone=member.zone) is None
    )
    return next(snoozed, None)
