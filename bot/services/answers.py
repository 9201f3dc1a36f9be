"""What an answer that counts does to a nudge and its member; nothing here reads or writes."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import planning as rules
from bot.domain.completion import CLOSEST_LOGS, EARLY, Ignored, Source, log_counts, refusal
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.domain.nudge import Answer, Delivery, Nudge
from bot.services.pages import Page
from bot.services.ports import NudgeCard
from bot.services.views import Change, Logged
from bot.storage.completions import Completion
from bot.storage.many import Stretch

SNOOZE_BY = timedelta(minutes=10)

OPEN_FOR = timedelta(hours=1)
"""How far back a nudge with something left to do is still the one that a command is about."""

_CLOSED = frozenset({Answer.SKIPPED, Answer.BUSY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer that counts: to what, when, and how it was said."""

    page: Page
    nudge: Nudge
    at: datetime
    now: datetime
    source: Source

    @property
    def done(self) -> dict[Kind, Completion]:
        """Return what of the nudge is completed."""
        return self.page.done(self.nudge)

    def by(self, member: Member) -> "Said":
        """Return this with the member as they now are."""
        return replace(self, page=replace(self.page, member=member))


Taken = tuple[Change, Page]
"""What an answer comes to, and the page as it is then."""


def complete(said: Said, kinds: Collection[Kind], answer: Answer = Answer.DONE) -> Taken:
    """Complete kinds of a nudge, each once, and restart the member's clock.

    What an emoji had completed and is now said by button or command no longer hangs on the emoji.
    """
    done = said.done
    new = tuple(kind for kind in kinds if kind not in done)
    written = [_completion(said, kind) for kind in new]
    if said.source is not Source.REACTION:
        written += [
            done[kind]._replace(source=said.source)
            for kind in kinds
            if kind in done and done[kind].source is Source.REACTION
        ]
    said = replace(said, page=said.page.with_completions(written))
    did = (*new, Kind.STAND) if answer is Answer.ALREADY_UP else new
    if did:
        said = said.by(rules.was_active(said.page.member, did, at=said.at, now=said.now))
    return changed(said, answer, new)


def put_off(said: Said, by: timedelta) -> Taken:
    """Put what is left of a nudge off for a while; where all is done, nothing changes."""
    done = said.done
    left = tuple(kind for kind in said.nudge.kinds if kind not in done)
    if not left:
        return unchanged(said)
    member = rules.snooze(said.page.member, left, by=by, now=said.now)
    snoozed_until = None if member.snoozed is None else member.snoozed.at
    return changed(said.by(member), Answer.SNOOZED, left, snoozed_until=snoozed_until)


def busy(said: Said, *, until: datetime) -> Taken:
    """Put a nudge away for a meeting, and be silent until it is over; no pause gets shorter."""
    member = said.page.member
    longest = until if member.paused_until is None else max(until, member.paused_until)
    return changed(said.by(rules.pause(member, until=longest, now=said.now)), Answer.BUSY, ())


def undo(said: Said) -> Taken:
    """Take back what was said to a nudge in whatever way, the emoji that stand on it too."""
    nudge, done = said.nudge, said.done
    off = [
        one._replace(is_on=False, said_at=max(said.at, one.said_at))
        for one in said.page.standing(nudge)
    ]
    page = said.page.without(nudge, done).with_reactions(off)
    return take_back(replace(said, page=page), tuple(done))


def take_back(said: Said, kinds: tuple[Kind, ...] = ()) -> Taken:
    """Take back whatever was said to a nudge, a snooze of it included."""
    snoozed = said.page.member.snoozed
    if snoozed is not None and snoozed.at == said.nudge.snoozed_until:
        said = said.by(rules.passed(said.page.member, now=said.now))
    return changed(said, None, kinds, undone=True)


def unchanged(said: Said, kinds: tuple[Kind, ...] = (), *, undone: bool = False) -> Taken:
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
) -> Taken:
    """Let a nudge have an answer, which proves that it came, whatever was heard of its sending."""
    nudge = said.nudge
    reached = nudge.delivery in {Delivery.SENDING, Delivery.UNKNOWN}
    nudge = replace(
        nudge,
        delivery=Delivery.SENT if reached else nudge.delivery,
        answer=answer,
        snoozed_until=snoozed_until,
    )
    page = said.page.with_nudge(nudge)
    card = NudgeCard(nudge=nudge, member=page.member, completed=tuple(page.done(nudge)))
    return Change(card=card, kinds=kinds, undone=undone), page


def log(
    page: Page, kinds: tuple[Kind, ...], *, at: datetime, now: datetime
) -> tuple[Logged | Ignored, Page]:
    """Take down what a member did unasked, as far as that is not too soon after the last time."""
    counted = [kind for kind in dict.fromkeys(kinds) if _is_late_enough(page, kind, at)]
    if not counted:
        return Ignored.TOO_SOON, page
    member = page.member
    written = [
        Completion(member.workspace, member.id, at, kind, False, at, Source.COMMAND)  # noqa: FBT003 - a column
        for kind in counted
    ]
    active = rules.logged(member, tuple(counted), at=at, now=now)
    logged = replace(page.with_completions(written), member=active)
    return Logged(kinds=tuple(counted)), logged


def when_open(workspace: WorkspaceId, member: MemberId, *, at: datetime) -> Stretch:
    """Return when a nudge was due that a command at an instant can be about."""
    return Stretch(workspace, member, at - OPEN_FOR, at + EARLY)


def find_open(page: Page, *, at: datetime) -> tuple[Nudge, tuple[Kind, ...]] | None:
    """Return the newest nudge that a command can be about, with what is left of it to do."""
    member = page.member
    for due_at in sorted(page.nudges, reverse=True):
        nudge = page.nudges[due_at]
        left = tuple(kind for kind in nudge.kinds if (due_at, kind, True) not in page.completions)
        if not left or nudge.delivery is not Delivery.SENT or nudge.answer in _CLOSED:
            continue
        if not at - OPEN_FOR <= due_at < at + EARLY:
            continue
        if refusal(nudge, by=member.id, at=at, zone=member.zone) is None:
            return nudge, left
    return None


def _completion(said: Said, kind: Kind) -> Completion:
    nudge = said.nudge
    return Completion(
        nudge.workspace,
        nudge.member,
        nudge.due_at,
        kind,
        True,  # noqa: FBT003 - a column
        said.at,
        said.source,
    )


def _is_late_enough(page: Page, kind: Kind, at: datetime) -> bool:
    near = [
        one.at
        for one in page.completions.values()
        if one.kind is kind and abs(one.at - at) < CLOSEST_LOGS
    ]
    return log_counts(at=at, logged=near)
