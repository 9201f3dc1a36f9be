"""What an answer that counts does to a nudge and its member, on a page in memory."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import planning as rules
from bot.domain.completion import Source
from bot.domain.exercise import Kind
from bot.domain.nudge import Answer, Nudge
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services.pages import Page
from bot.services.views import Change
from bot.storage.completions import Completion

SNOOZE_BY = timedelta(minutes=10)

_NOTHING = Tally()


@dataclass(slots=True, kw_only=True)
class Said:
    """An answer that counts: to what, when, and how it was said.

    Attributes:
        done: what of the nudge is completed.
        counted: what the nudge counted for in scores until then.
    """

    page: Page
    nudge: Nudge
    at: datetime
    now: datetime
    source: Source
    done: dict[Kind, Completion]
    counted: Tally


def heard(page: Page, nudge: Nudge, *, at: datetime, now: datetime, source: Source) -> Said:
    """Take in an answer beside what was said to the nudge before."""
    done = page.done(nudge)
    return Said(
        page=page,
        nudge=nudge,
        at=at,
        now=now,
        source=source,
        done=done,
        counted=_counted(nudge, done),
    )


def complete(said: Said, kinds: Collection[Kind], answer: Answer = Answer.DONE) -> Change:
    """Complete kinds of a nudge, each once, and restart the member's clock.

    What an emoji had completed and is now said by button or command no longer hangs on the emoji.
    """
    page = said.page
    new = tuple([kind for kind in kinds if kind not in said.done])
    if said.source is not Source.REACTION:
        for kind, one in said.done.items():
            if kind in kinds and one.source is Source.REACTION:
                page.complete(one._replace(source=said.source))
    for kind in new:
        page.complete(_completion(said, kind))
    did = (*new, Kind.STAND) if answer is Answer.ALREADY_UP else new
    if did:
        page.member = rules.was_active(page.member, did, at=said.at, now=said.now)
    return changed(said, answer, new)


def put_off(said: Said, by: timedelta) -> Change:
    """Put what is left of a nudge off for a while; where all is done, nothing changes."""
    left = tuple(kind for kind in said.nudge.kinds if kind not in said.done)
    if not left:
        return unchanged(said)
    awake = rules.answered(said.page.member, now=said.now)
    member = rules.snooze(awake, left, by=by, now=said.now)
    said.page.member = member
    snoozed_until = None if member.snoozed is None else member.snoozed.at
    return changed(said, Answer.SNOOZED, left, snoozed_until=snoozed_until)


def busy(said: Said, *, until: datetime) -> Change:
    """Put a nudge away for a meeting, and be silent until it is over; no pause gets shorter.

    Its end is told only where that of a pause was to be told which it makes longer.
    """
    member = said.page.member
    is_told = member.announces and not member.is_nudged(said.now)
    longest = until if member.paused_until is None else max(until, member.paused_until)
    said.page.member = rules.pause(member, until=longest, now=said.now, announces=is_told)
    return changed(said, Answer.BUSY, ())


def undo(said: Said) -> Change:
    """Take back what was said to a nudge in whatever way, the emoji that stand on it too."""
    for one in said.page.standing(said.nudge):
        said.page.put(one._replace(is_on=False, said_at=max(said.at, one.said_at)))
    said.page.withdraw(said.nudge, said.done)
    return take_back(said, tuple(said.done))


def take_back(said: Said, kinds: tuple[Kind, ...] = ()) -> Change:
    """Take back whatever was said to a nudge, a snooze of it included."""
    page = said.page
    if page.member.snoozed is not None and page.member.snoozed.at == said.nudge.snoozed_until:
        page.member = rules.passed(page.member, now=said.now)
    return changed(said, None, kinds, undone=True)


def unchanged(said: Said, kinds: tuple[Kind, ...] = (), *, undone: bool = False) -> Change:
    """Leave the answer as it is."""
    nudge = said.nudge
    return changed(said, nudge.answer, kinds, undone=undone, snoozed_until=nudge.snoozed_until)


def changed(
    said: Said,
    answer: Answer | None,
    kinds: tuple[Kind, ...],
    *,
    undone: bool = False,
    snoozed_until: datetime | None = None,
) -> Change:
    """Let a nudge have an answer."""
    page, before = said.page, said.nudge
    page.member = rules.answered(page.member, now=said.now)
    nudge = before.answered(answer, snoozed_until=snoozed_until)
    page.nudges[nudge.due_at] = nudge
    counted = _counted(nudge, page.done(nudge))
    if counted != said.counted:
        moved = counted - said.counted
        page.counted.append((local_date(nudge.due_at, page.member.zone), moved))
    return Change(card=page.card(nudge), kinds=kinds, undone=undone)


def _completion(said: Said, kind: Kind) -> Completion:
    nudge = said.nudge
    return Completion(
        workspace=nudge.workspace,
        member=nudge.member,
        slot_at=nudge.due_at,
        kind=kind,
        asked=True,
        at=said.at,
        source=said.source,
    )


def _counted(nudge: Nudge, done: Collection[Kind]) -> Tally:
    if not nudge.counts:
        return _NOTHING
    return Tally(asked=len(nudge.asked_for(done)), completed=len(done))
