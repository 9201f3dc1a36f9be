"""What is on record about one member, as far as their answers need it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, MessageRef, WorkspaceId
from bot.domain.member import Member
from bot.domain.nudge import Nudge
from bot.domain.own_exercise import OwnExercise
from bot.domain.score import Tally
from bot.services.errors import NotOptedInError
from bot.services.ports import NudgeCard
from bot.storage.completions import Completion
from bot.storage.reactions import Reaction

Did = tuple[datetime, Kind, bool]
"""What names a member's completion: its slot, its kind, and whether a nudge asked for it."""

Put = tuple[datetime, str]
"""What names a member's reaction: its nudge's slot, and the emoji."""


@dataclass(slots=True, kw_only=True)
class Page:
    """A member with those of their nudges, completions and reactions that matter.

    Whatever is there of one nudge is there in full. An answer changes the page, in memory alone.

    Attributes:
        addressees: whose nudges the messages are that anybody's answers of the moment are about.
        own: those of the workspace's own exercises that the nudges ask for.
        counted: what the member's days gain, or lose.
    """

    member: Member
    nudges: dict[datetime, Nudge]
    completions: dict[Did, Completion]
    reactions: dict[Put, Reaction]
    addressees: Mapping[tuple[WorkspaceId, MessageRef], MemberId]
    own: Sequence[OwnExercise] = ()
    counted: list[tuple[date, Tally]] = field(default_factory=list)

    def copied(self) -> "Page":
        """Return a page that changes by itself."""
        return Page(
            member=self.member,
            nudges=self.nudges.copy(),
            completions=self.completions.copy(),
            reactions=self.reactions.copy(),
            addressees=self.addressees,
            own=self.own,
            counted=self.counted.copy(),
        )

    def nudge_of(self, message: MessageRef) -> Nudge | None:
        """Return the nudge that a message is, or None."""
        return next((nudge for nudge in self.nudges.values() if nudge.message == message), None)

    def done(self, nudge: Nudge) -> dict[Kind, Completion]:
        """Return what of a nudge is completed."""
        due_at, known = nudge.due_at, self.completions
        return {
            kind: known[due_at, kind, True] for kind in nudge.kinds if (due_at, kind, True) in known
        }

    def card(self, nudge: Nudge) -> NudgeCard:
        """Return a nudge's card as it is now."""
        return NudgeCard(
            nudge=nudge,
            member=self.member,
            completed=tuple(self.done(nudge)),
            own=tuple([each for each in self.own if each.key in nudge.exercises]),
        )

    def standing(self, nudge: Nudge) -> list[Reaction]:
        """Return the emoji that stand on a nudge."""
        due_at = nudge.due_at
        return [said for said in self.reactions.values() if said.is_on and said.due_at == due_at]

    def complete(self, done: Completion) -> None:
        """Take a completion, new or said in another way."""
        self.completions[done.slot_at, done.kind, done.asked] = done

    def withdraw(self, nudge: Nudge, kinds: Collection[Kind]) -> None:
        """Take back what was completed of a nudge's kinds."""
        for kind in kinds:
            del self.completions[nudge.due_at, kind, True]

    def put(self, said: Reaction) -> None:
        """Take the last word about an emoji."""
        self.reactions[said.due_at, said.emoji] = said


def opted_in(found: Page | None) -> Page:
    """Return the page of a member who is opted in.

    Raises:
        NotOptedInError: nobody is there, or they left.
    """
    if found is None or not found.member.is_opted_in:
        raise NotOptedInError(has_left=found is not None)
    return found
