"""A batch of answers on its way through one transaction: read, decided upon in order, written.

Whatever the batch needs is read with one statement for each table, its members locked first and in
one order, so that no two batches wait for each other. The answers are then decided one after the
other on what is in memory, each seeing what the one before it did. What differs at the end is
written, again with one statement for each table.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from bot.domain.ids import MemberId, MessageRef, WorkspaceId
from bot.domain.member import Member
from bot.domain.nudge import Nudge
from bot.domain.own_exercise import OwnExercise, is_own
from bot.domain.score import Tally
from bot.services.pages import Did, Page, Put
from bot.storage import claims, completions, nudges, own_exercises, reactions, totals
from bot.storage.completions import Completion
from bot.storage.many import Stretch
from bot.storage.reactions import Reaction

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
Whose = tuple[WorkspaceId, MemberId]
_INSTANT = timedelta(microseconds=1)


@dataclass(slots=True, kw_only=True)
class Heard(Generic[T]):
    """An answer as it came: whose it is, what deciding it needs, and how that goes.

    Attributes:
        decide: changes the member's page (None for somebody who never joined) and returns what the
            answer comes to, given the present instant; it reads and writes nothing else.
        message: the message that it was said to.
        nudges: where to look for the nudge, if no message names it.
        completions: what was done then matters.
    """

    workspace: WorkspaceId
    member: MemberId
    decide: Callable[[Page | None, datetime], T]
    message: MessageRef | None = None
    nudges: Stretch | None = None
    completions: Stretch | None = None

    @property
    def whose(self) -> Whose:
        """Return what names the member."""
        return self.workspace, self.member


@dataclass(frozen=True, slots=True)
class _Ledger:
    """The pages of the members that a batch is about, as they were and as they are."""

    before: dict[Whose, Page]
    pages: dict[Whose, Page]
    addressees: dict[tuple[WorkspaceId, MessageRef], MemberId]

    def decide(self, heard: Heard[Any], now: datetime) -> object:
        """Decide upon one answer and keep what it changes; return its exception if it has one."""
        page = self.pages.get(heard.whose)
        draft = None if page is None else page.copied()
        try:
            result: object = heard.decide(draft, now)
        except Exception as error:  # noqa: BLE001 - raised to whoever asked
            return error
        if draft is not None:
            self.pages[heard.whose] = draft
            if heard.message is not None and draft.nudge_of(heard.message) is not None:
                self.addressees[heard.workspace, heard.message] = heard.member
        return result

    def write(self, connection: Connection) -> None:
        """Write what has changed."""
        changes = [
            (page, after)
            for whose, page in self.before.items()
            if (after := self.pages[whose]) is not page
        ]
        claims.advance(
            connection, [now.member for was, now in changes if now.member is not was.member]
        )
        nudges.write_answers(
            connection,
            [
                (was.nudges[due_at], nudge)
                for was, now in changes
                for due_at, nudge in now.nudges.items()
            ],
        )
        completions.withdraw(connection, [one for was, now in changes for one in _gone(was, now)])
        completions.write(
            connection, _fresh((was.completions, now.completions) for was, now in changes)
        )
        reactions.write(connection, _fresh((was.reactions, now.reactions) for was, now in changes))
        totals.add_all(connection, _counts([now for _, now in changes]))


def settle(connection: Connection, batch: Sequence[Heard[Any]], *, now: datetime) -> list[object]:
    """Take a batch of answers within a transaction; return what each comes to.

    One that cannot be decided comes to its exception, and leaves the others alone.
    """
    ledger = _gathered(connection, batch)
    results = [ledger.decide(heard, now) for heard in batch]
    ledger.write(connection)
    return results


def _gathered(connection: Connection, batch: Sequence[Heard[Any]]) -> _Ledger:
    people = claims.list_locked(connection, {heard.whose for heard in batch})
    known = [heard for heard in batch if heard.whose in people]
    named = nudges.list_by_message(
        connection,
        {(heard.workspace, heard.message) for heard in known if heard.message is not None},
    )
    addressees = {
        (nudge.workspace, nudge.message): nudge.member
        for nudge in named
        if nudge.message is not None
    }
    looked_for = {
        heard.nudges
        for heard in known
        if heard.nudges is not None and (heard.workspace, heard.message) not in addressees
    }
    found = {
        (nudge.workspace, nudge.member, nudge.due_at): nudge
        for nudge in (*named, *nudges.list_in(connection, looked_for))
        if (nudge.workspace, nudge.member) in people
    }
    stretches = {Stretch(*slot, slot[2] + _INSTANT) for slot in found}
    stretches.update(heard.completions for heard in known if heard.completions is not None)
    done = completions.list_in(connection, stretches)
    said = reactions.list_of(connection, found)
    own = _own(connection, found.values())
    pages = _pages(people, found.values(), done, said, addressees, own)
    return _Ledger(before=pages, pages=dict(pages), addressees=addressees)


def _own(
    connection: Connection, found: Collection[Nudge]
) -> Mapping[WorkspaceId, Sequence[OwnExercise]]:
    """Return those of the workspaces' own exercises that nudges ask for."""
    names = {(nudge.workspace, key) for nudge in found for key in nudge.exercises if is_own(key)}
    own: defaultdict[WorkspaceId, list[OwnExercise]] = defaultdict(list)
    for workspace, exercise in own_exercises.list_named(connection, names):
        own[workspace].append(exercise)
    return own


def _pages(
    people: dict[Whose, Member],
    found: Collection[Nudge],
    done: Collection[Completion],
    said: Collection[Reaction],
    addressees: dict[tuple[WorkspaceId, MessageRef], MemberId],
    own: Mapping[WorkspaceId, Sequence[OwnExercise]],
) -> dict[Whose, Page]:
    slots: defaultdict[Whose, dict[datetime, Nudge]] = defaultdict(dict)
    for nudge in found:
        slots[nudge.workspace, nudge.member][nudge.due_at] = nudge
    did: defaultdict[Whose, dict[Did, Completion]] = defaultdict(dict)
    for one in done:
        did[one.workspace, one.member][one.slot_at, one.kind, one.asked] = one
    put: defaultdict[Whose, dict[Put, Reaction]] = defaultdict(dict)
    for reaction in said:
        put[reaction.workspace, reaction.member][reaction.due_at, reaction.emoji] = reaction
    return {
        whose: Page(
            member=member,
            nudges=slots[whose],
            completions=did[whose],
            reactions=put[whose],
            addressees=addressees,
            own=own.get(whose[0], ()),
        )
        for whose, member in people.items()
    }


def _fresh(pairs: Iterable[tuple[dict[K, V], dict[K, V]]]) -> list[V]:
    """Return what is new, or other than it was."""
    return [value for was, now in pairs for key, value in now.items() if was.get(key) is not value]


def _gone(was: Page, now: Page) -> list[Completion]:
    return [one for key, one in was.completions.items() if key not in now.completions]


def _counts(changed: Collection[Page]) -> dict[tuple[WorkspaceId, MemberId, date], Tally]:
    counts: dict[tuple[WorkspaceId, MemberId, date], Tally] = {}
    for page in changed:
        for day, moved in page.counted:
            key = (page.member.workspace, page.member.id, day)
            counts[key] = counts[key] + moved if key in counts else moved
    return counts
