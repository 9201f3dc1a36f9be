"""What somebody says without naming a nudge: the one that they can mean, or a log of its own."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain import planning as rules
from bot.domain.completion import CLOSEST_LOGS, EARLY, Ignored, Source, log_counts, refusal
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.domain.nudge import Answer, Delivery, Nudge
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services.pages import Page
from bot.services.views import Logged
from bot.storage.completions import Completion
from bot.storage.many import Stretch

REACH = timedelta(hours=1)
"""How far back a command, which names no nudge, can mean one that is not the newest."""

_A_DAY = timedelta(days=1)
_CLOSED = frozenset({Answer.SKIPPED, Answer.BUSY})


class Meant(NamedTuple):
    """A nudge that a command can mean.

    Attributes:
        left: what of it is still to be done.
        is_open: its card asks for that; else it went by, and a late answer counts.
    """

    nudge: Nudge
    left: tuple[Kind, ...]
    is_open: bool


def when_meant(workspace: WorkspaceId, member: MemberId, *, at: datetime) -> Stretch:
    """Return when a nudge was due that a command at an instant can mean."""
    return Stretch(workspace, member, at - _A_DAY, at + EARLY)


def list_meant(page: Page, *, at: datetime) -> list[Meant]:
    """Return the nudges that a command can mean, the likeliest first: open ones, then the newest.

    The page holds the member's completions around that instant too.
    """
    meant = [one for nudge in page.nudges.values() if (one := _meant(page, nudge, at)) is not None]
    return sorted(meant, key=lambda one: (one.is_open, one.nudge.due_at), reverse=True)


def find_open(page: Page, *, at: datetime) -> Meant | None:
    """Return the newest nudge that is open, or None."""
    return next((one for one in list_meant(page, at=at) if one.is_open), None)


def log(page: Page, kinds: Collection[Kind], *, at: datetime, now: datetime) -> Logged | Ignored:
    """Take down what a member did unasked, as far as that is not too soon after the last time."""
    member = page.member
    counted = tuple(kind for kind in dict.fromkeys(kinds) if _is_late_enough(page, kind, at))
    if not counted:
        return Ignored.TOO_SOON
    for kind in counted:
        page.complete(_log(member, kind, at))
    page.counted.append((local_date(at, member.zone), Tally(logged=len(counted))))
    page.member = rules.logged(member, counted, at=at, now=now)
    return Logged(kinds=counted)


def _meant(page: Page, nudge: Nudge, at: datetime) -> Meant | None:
    member = page.member
    left = tuple(kind for kind in nudge.kinds if (nudge.due_at, kind, True) not in page.completions)
    if not left or nudge.delivery is not Delivery.SENT:
        return None
    if refusal(nudge, by=member.id, at=at, zone=member.zone) is not None:
        return None
    if nudge.answer not in _CLOSED and not member.has_newer_than(nudge.due_at):
        return Meant(nudge, left, is_open=True)
    return _meant_late(page, nudge, left, at)


def _meant_late(page: Page, nudge: Nudge, left: tuple[Kind, ...], at: datetime) -> Meant | None:
    """Return an older nudge if it can be meant: what was put off has come again since."""
    if nudge.due_at < at - REACH or nudge.answer is Answer.SNOOZED:
        return None
    if nudge.answer is not None and nudge.answer not in _CLOSED:
        return Meant(nudge, left, is_open=True)
    # What was done a moment ago answered another one: nobody means to count it twice.
    fresh = tuple(kind for kind in left if _is_late_enough(page, kind, at))
    return Meant(nudge, fresh, is_open=False) if fresh and not nudge.practice else None


def _log(member: Member, kind: Kind, at: datetime) -> Completion:
    return Completion(
        workspace=member.workspace,
        member=member.id,
        slot_at=at,
        kind=kind,
        asked=False,
        at=at,
        source=Source.COMMAND,
    )


def _is_late_enough(page: Page, kind: Kind, at: datetime) -> bool:
    near = [
        one.at
        for one in page.completions.values()
        if one.kind is kind and abs(one.at - at) < CLOSEST_LOGS
    ]
    return log_counts(at=at, logged=near)
