"""A batch of answers on its way through one transaction: read, decided upon in order, written.

Whatever the batch needs is read with one statement for each table, its members locked first and in
one order, so that no two batches wait for each other. The answers are then decided one after the
other on what is in memory, each seeing what the one before it did. What differs at the end is
written, again with one statement for each table.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from bot.domain.ids import MemberId, MessageRef, WorkspaceId
from bot.domain.member import Member
from bot.domain.nudge import Nudge
from bot.domain.score import Tally
from bot.services.consent import opted_in
from bot.services.pages import Did, Page, Put, counts_moved
from bot.storage import completions, members, nudges, reactions, totals
from bot.storage.completions import Completion
from bot.storage.many import Stretch
from bot.storage.reactions import Reaction

T = TypeVar("T")
Whose = tuple[WorkspaceId, MemberId]
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard(Generic[T]):
    """An answer as it came: whose it is, what deciding it needs, and how that goes.

    Attributes:
        decide: returns what the answer comes to and the member's page as it is then, None where it
            is as it was; it reads and writes nothing, and gets the present instant.
        message: the message that it was said to.
        nudges: where to look for the nudge, if no message names it.
        completions: what was done then matters.
    """

    workspace: WorkspaceId
    member: MemberId
    decide: Callable[["Ledger", datetime], tuple[T, Page | None]]
    message: MessageRef | None = None
    nudges: Stretch | None = None
    completions: Stretch | None = None

    @property
    def whose(self) -> Whose:
        """Return what names the member."""
        return self.workspace, self.member


class Ledger:
    """The pages of the members that a batch of answers is about."""

    def __init__(
        self, pages: dict[Whose, Page], addressees: dict[tuple[WorkspaceId, MessageRef], MemberId]
    ) -> None:
        self._before = pages
        self._pages = dict(pages)
        self._addressees = addressees

    def page(self, workspace: WorkspaceId, member: MemberId) -> Page | None:
        """Return a member's page, or None for somebody who never joined."""
        return self._pages.get((workspace, member))

    def opted_in(self, workspace: WorkspaceId, member: MemberId) -> Page:
        """Return the page of a member who is opted in.

        Raises:
            NotOptedInError: nobody is there, or they left.
        """
        page = self.page(workspace, member)
        found = opted_in(None if page is None else page.member)
        return self._pages[found.workspace, found.id]

    def addressee(self, workspace: WorkspaceId, message: MessageRef) -> MemberId | None:
        """Return whose nudge a message is, or None where no record says so."""
        return self._addressees.get((workspace, message))

    def keep(self, page: Page) -> None:
        """Take a page as it is after an answer."""
        member = page.member
        self._pages[member.workspace, member.id] = page
        for nudge in page.nudges.values():
            if nudge.message is not None:
                self._addressees[nudge.workspace, nudge.message] = nudge.member

    def write(self, connection: Connection) -> None:
        """Write what has changed."""
        changes = [
            (before, after)
            for whose, before in self._before.items()
            if (after := self._pages[whose]) is not before
        ]
        members.replan(
            connection,
            [after.member for before, after in changes if after.member is not before.member],
        )
        nudges.write_answers(connection, [one for pair in changes for one in _answered(*pair)])
        completions.withdraw(connection, [one for pair in changes for one in _withdrawn(*pair)])
        completions.write(connection, [one for pair in changes for one in _completed(*pair)])
        reactions.write(connection, [one for pair in changes for one in _put(*pair)])
        totals.add_all(connection, _counts(changes))


def settle(connection: Connection, batch: Sequence[Heard[Any]], *, now: datetime) -> list[object]:
    """Take a batch of answers within a transaction; return what each comes to.

    One that cannot be decided comes to its exception, and leaves the others alone.
    """
    ledger = _gathered(connection, batch)
    results = [_decided(ledger, heard, now) for heard in batch]
    ledger.write(connection)
    return results


def _decided(ledger: Ledger, heard: Heard[Any], now: datetime) -> object:
    result: object
    try:
        result, page = heard.decide(ledger, now)
    except Exception as error:  # noqa: BLE001 - raised to whoever asked
        return error
    if page is not None:
        ledger.keep(page)
    return result


def _gathered(connection: Connection, batch: Sequence[Heard[Any]]) -> Ledger:
    people = members.list_locked(connection, {heard.whose for heard in batch})
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
    return Ledger(_pages(people, found.values(), done, said), addressees)


def _pages(
    people: dict[Whose, Member],
    found: Collection[Nudge],
    done: Collection[Completion],
    said: Collection[Reaction],
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
            member=member, nudges=slots[whose], completions=did[whose], reactions=put[whose]
        )
        for whose, member in people.items()
    }


def _answered(before: Page, after: Page) -> list[Nudge]:
    return [nudge for due_at, nudge in after.nudges.items() if nudge is not before.nudges[due_at]]


def _completed(before: Page, after: Page) -> list[Completion]:
    known = before.completions
    return [one for key, one in after.completions.items() if known.get(key) is not one]


def _withdrawn(before: Page, after: Page) -> list[Completion]:
    return [one for key, one in before.completions.items() if key not in after.completions]


def _put(before: Page, after: Page) -> list[Reaction]:
    known = before.reactions
    return [one for key, one in after.reactions.items() if known.get(key) is not one]


def _counts(
    changes: Collection[tuple[Page, Page]],
) -> dict[tuple[WorkspaceId, MemberId, date], Tally]:
    counts: defaultdict[tuple[WorkspaceId, MemberId, date], Tally] = defaultdict(Tally)
    for before, after in changes:
        for day, moved in counts_moved(before, after):
            counts[after.member.workspace, after.member.id, day] += moved
    return counts
