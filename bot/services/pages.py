"""What is on record about one member, as far as their answers need it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.exercise import Kind
from bot.domain.ids import MessageRef
from bot.domain.member import Member
from bot.domain.nudge import Nudge
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.storage.completions import Completion
from bot.storage.reactions import Reaction

Did = tuple[datetime, Kind, bool]
"""What names a member's completion: its slot, its kind, and whether a nudge asked for it."""

Put = tuple[datetime, str]
"""What names a member's reaction: its nudge's slot, and the emoji."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A member with those of their nudges, completions and reactions that matter.

    Whatever is there of one nudge is there in full.
    """

    member: Member
    nudges: Mapping[datetime, Nudge]
    completions: Mapping[Did, Completion]
    reactions: Mapping[Put, Reaction]

    def nudge_of(self, message: MessageRef) -> Nudge | None:
        """Return the nudge that a message is, or None."""
        return next((nudge for nudge in self.nudges.values() if nudge.message == message), None)

    def done(self, nudge: Nudge) -> dict[Kind, Completion]:
        """Return what of a nudge is completed."""
        found = ((kind, self.completions.get((nudge.due_at, kind, True))) for kind in nudge.kinds)
        return {kind: completion for kind, completion in found if completion is not None}

    def standing(self, nudge: Nudge) -> list[Reaction]:
        """Return the emoji that stand on a nudge."""
        return [
            said for said in self.reactions.values() if said.is_on and said.due_at == nudge.due_at
        ]

    def with_nudge(self, nudge: Nudge) -> "Page":
        """Return the page with a nudge as it now is."""
        return replace(self, nudges={**self.nudges, nudge.due_at: nudge})

    def with_completions(self, written: Iterable[Completion]) -> "Page":
        """Return the page with completions, new or said in another way."""
        added = {(one.slot_at, one.kind, one.asked): one for one in written}
        return replace(self, completions={**self.completions, **added}) if added else self

    def without(self, nudge: Nudge, kinds: Collection[Kind]) -> "Page":
        """Return the page without what was completed of a nudge's kinds."""
        gone = {(nudge.due_at, kind, True) for kind in kinds}
        left = {key: one for key, one in self.completions.items() if key not in gone}
        return replace(self, completions=left)

    def with_reactions(self, said: Iterable[Reaction]) -> "Page":
        """Return the page with the last words about emoji."""
        added = {(one.due_at, one.emoji): one for one in said}
        return replace(self, reactions={**self.reactions, **added})


def counts_moved(before: Page, after: Page) -> Iterator[tuple[date, Tally]]:
    """Yield what a member's days gain, or lose, by what has changed on their page."""
    zone = after.member.zone
    for due_at, nudge in after.nudges.items():
        moved = _counted(after, nudge) - _counted(before, before.nudges[due_at])
        if moved != Tally():
            yield local_date(due_at, zone), moved
    for key in after.completions.keys() - before.completions.keys():
        slot_at, _, asked = key
        if not asked:
            yield local_date(slot_at, zone), Tally(logged=1)


def _counted(page: Page, nudge: Nudge) -> Tally:
    if not nudge.counts:
        return Tally()
    done = page.done(nudge)
    return Tally(asked=len(nudge.asked_for(done)), completed=len(done))
