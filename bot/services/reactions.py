"""Taking reactions: which emoji stand on a nudge decides what of it is done."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.completion import (
    DEFAULT_EMOJI,
    EARLY,
    EmojiSet,
    Ignored,
    Meaning,
    Source,
    canonical,
    kinds_completed,
    may_be,
    refusal,
)
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, MessageRef, WorkspaceId
from bot.domain.nudge import LONGEST_WINDOW, Answer, Nudge
from bot.services import answers
from bot.services.answers import Said
from bot.services.ingest import Ingest
from bot.services.ledger import Heard
from bot.services.pages import Page
from bot.services.views import Change
from bot.storage.many import Stretch
from bot.storage.reactions import Reaction

_LATEST = LONGEST_WINDOW + EARLY
_ANSWER = {Meaning.SKIP: Answer.SKIPPED, Meaning.SNOOZE: Answer.SNOOZED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactions:
    """Takes emoji, each of which counts once whatever is replayed, in whatever order."""

    ingest: Ingest
    emoji: EmojiSet = DEFAULT_EMOJI

    async def reacted(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: MessageRef,
        emoji: str,
        *,
        at: datetime,
        on: bool,
    ) -> Change | Ignored:
        """Take an emoji put on a message of ours, or taken off it, at an instant."""
        meaning = self.emoji.meaning(canonical(emoji))
        if meaning is None:
            return Ignored.NOT_AN_ANSWER

        def decided(page: Page | None, now: datetime) -> Change | Ignored:
            if page is None:
                return Ignored.NOT_A_NUDGE
            nudge = _nudge_of(page, message)
            if isinstance(nudge, Ignored):
                return nudge
            reason = refusal(nudge, by=member, at=at, zone=page.member.zone)
            if reason is not None:
                return reason
            put = Reaction(workspace, member, nudge.due_at, emoji, on, at)
            if not _is_news(page, put):
                return Ignored.OLD_NEWS
            page.put(put)
            said = answers.heard(page, nudge, at=at, now=now, source=Source.REACTION)
            return self._weigh(said, meaning, on=on)

        return await self.ingest.take(
            Heard(
                workspace=workspace,
                member=member,
                decide=decided,
                message=message,
                nudges=_around(workspace, member, message),
            )
        )

    def _weigh(self, said: Said, meaning: Meaning, *, on: bool) -> Change:
        """Act on the emoji that stand on the nudge now, of which one has just changed."""
        standing = said.page.standing(said.nudge)
        if meaning is Meaning.COMPLETE:
            return self._count_reactions(said, standing, on=on)
        if not on:
            still = any(self.emoji.meaning(canonical(one.emoji)) is meaning for one in standing)
            if still or said.nudge.answer is not _ANSWER[meaning]:
                return answers.unchanged(said)
            return answers.take_back(said)
        if any(one.said_at > said.at for one in standing):
            return answers.unchanged(said)  # they have said more since
        if meaning is Meaning.SNOOZE:
            return answers.put_off(said, answers.SNOOZE_BY)
        return answers.changed(said, Answer.SKIPPED, ())

    def _count_reactions(self, said: Said, standing: Collection[Reaction], *, on: bool) -> Change:
        """Make the completions agree with the emoji that stand on the nudge now."""
        nudge = said.nudge
        stands = self._kinds_standing(nudge, standing)
        if on:
            return answers.complete(said, tuple(kind for kind in nudge.kinds if kind in stands))
        gone = tuple(
            kind
            for kind, one in said.done.items()
            if one.source is Source.REACTION and kind not in stands
        )
        said.page.withdraw(nudge, gone)
        if gone and len(gone) == len(said.done) and nudge.answer is Answer.DONE:
            return answers.changed(said, None, gone, undone=True)
        return answers.unchanged(said, gone, undone=bool(gone))

    def _kinds_standing(self, nudge: Nudge, standing: Collection[Reaction]) -> set[Kind]:
        names = [canonical(one.emoji) for one in standing]
        return {
            kind
            for name in names
            if self.emoji.meaning(name) is Meaning.COMPLETE
            for kind in kinds_completed(nudge, name, self.emoji)
        }


def _around(workspace: WorkspaceId, member: MemberId, message: MessageRef) -> Stretch | None:
    """Return when a nudge was due that a message may be, of which no record says so."""
    at = message.at
    if at is None:
        return None
    return Stretch(workspace, member, at - _LATEST, at + EARLY)


def _nudge_of(page: Page, message: MessageRef) -> Nudge | Ignored:
    """Return the nudge that a message is: by its record, or where that is missing by its time."""
    if (page.member.workspace, message) in page.addressees:
        return page.nudge_of(message) or Ignored.NOT_THE_ADDRESSEE
    unplaced = [due_at for due_at, nudge in page.nudges.items() if may_be(nudge, message)]
    if not unplaced:
        return Ignored.NOT_A_NUDGE
    return replace(page.nudges[max(unplaced)], message=message)


def _is_news(page: Page, put: Reaction) -> bool:
    """Tell what is newer than what is known; of two words of one instant, "off" has the last."""
    known = page.reactions.get((put.due_at, put.emoji))
    if known is None or known.said_at < put.said_at:
        return True
    return known.said_at == put.said_at and known.is_on and not put.is_on
